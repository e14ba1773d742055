import type { Carrier } from './carrier.ts';
import type { Clock } from './clock.ts';
import type { Ids } from './ids.ts';
import type { Language } from './messages.ts';
import type { AuditEntry, AuditPort, Caller } from './subgraph.ts';

const append = 'mutation ($entries: [AuditEntryInput!]!) { appendAudit(entries: $entries) { lastSequence } }';

/** The ledger as the gateway and workers reach it; it rejects when an entry could not be made durable. */
export const auditThrough =
  (access: Carrier, clock: Clock, ids: Ids): AuditPort =>
  async (entries) => {
    const answer = await access.execute(
      { query: append, variables: { entries } },
      systemCaller(ids('audit'), 'en', clock()),
    );
    if (!answer.data?.appendAudit) throw new Error('The audit ledger did not take an entry.');
  };

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
