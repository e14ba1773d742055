import type { Carrier } from './carrier.ts';
import type { Clock } from './clock.ts';
import type { Ids } from './ids.ts';
import type { Language } from './messages.ts';
import type { AuditEntry, AuditPort, Caller } from './subgraph.ts';

const append = 'mutation ($entries: [AuditEntryInput!]!) { appendAudit(entries: $entries) { lastSequence } }';

interface Waiting {
  readonly entries: readonly AuditEntry[];
  resolve(): void;
  reject(reason: unknown): void;
}

const callsAtOnce = 64;

/**
 * The ledger as the gateway and workers reach it; it rejects when an entry could not be made durable. What is handed over while one
 * call is under way goes in the next one together.
 */
export function auditThrough(access: Pick<Carrier, 'execute'>, clock: Clock, ids: Ids): AuditPort {
  const waiting: Waiting[] = [];
  let sending = false;

  async function send(entries: readonly AuditEntry[]): Promise<void> {
    const caller = systemCaller(ids('audit'), 'en', clock());
    const answer = await access.execute({ query: append, variables: { entries } }, caller);
    if (!answer.data?.appendAudit) throw new Error('The audit ledger did not take an entry.');
  }
  async function sendAll(): Promise<void> {
    sending = true;
    while (waiting.length > 0) {
      const group = waiting.splice(0, callsAtOnce);
      await send(group.flatMap(({ entries }) => entries)).then(
        () => group.forEach(({ resolve }) => void resolve()),
        (reason) => group.forEach(({ reject }) => void reject(reason)),
      );
    }
    sending = false;
  }
  return (entries) => {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    waiting.push({ entries, resolve, reject });
    if (!sending) void sendAll();
    return promise;
  };
}

/** A caller that is no person: a program of ours that asks another. */
export const systemCaller = (requestId: string, language: Language, now: Date): Caller<null> => ({
  viewer: null,
  requestId,
  language,
  now: now.toISOString(),
  idempotencyKey: null,
});

type Told = Pick<AuditEntry, 'action' | 'actor' | 'role' | 'requestId' | 'outcome' | 'policyVersion' | 'at'>;

/** An entry of what is told of it; what is not told did not happen or is nobody's. */
export const auditEntryOf = (told: Told & Partial<AuditEntry>): AuditEntry => ({
  organisation: null,
  tokenId: null,
  agreement: null,
  grant: null,
  approver: null,
  purpose: null,
  basis: null,
  caseReference: null,
  operation: null,
  fieldClasses: [],
  subjects: [],
  minors: [],
  withheld: [],
  rows: told.subjects?.length ?? 0,
  ...told,
});
