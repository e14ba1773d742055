import { decide, type Viewer } from '@hub/engine-policy';
import {
  type Bound,
  bindTo,
  type Caller,
  createGuard,
  dayIn,
  type Guard,
  HubError,
  type Ids,
  type Language,
  type Log,
  loaderById,
  loaderOfMany,
  type Opening,
  permit,
  type Store,
} from '@hub/kernel';
import type { SealedColumns } from '@hub/vault';
import type { Kysely } from 'kysely';
import type { AccessGrantRow } from './access-grant/accessGrant.entity.ts';
import { type Grants, grantsOf } from './access-grant/accessGrant.repository.ts';
import { visibleGrants } from './access-grant/accessGrant.rules.ts';
import { type Agreements, agreementsOf } from './agreement/agreement.repository.ts';
import { visibleAgreements } from './agreement/agreement.rules.ts';
import { type AuditEntries, auditEntriesOf } from './audit-entry/auditEntries.repository.ts';
import type { AuditLedger } from './audit-entry/openAuditLedger.ts';
import { type Delegations, delegationsOf } from './delegation/delegation.repository.ts';
import { visibleDelegations } from './delegation/delegation.rules.ts';
import { noteOf } from './noted.rules.ts';
import { type Revocations, revocationsOf } from './revocation/revocation.repository.ts';
import { maySeeRevocations } from './revocation/revocation.rules.ts';
import type { AccessTables } from './tables.ts';

/** Everything one request may touch; made and dropped with it. */
export interface AccessContext {
  readonly language: Language;
  readonly today: string;
  readonly now: string;
  readonly guard: Guard;
  readonly ledger: AuditLedger;
  readonly entries: AuditEntries;
  readonly requestId: string;
  /** The day of an instant in the hub's time zone. */
  dayOf(instant: string): string;
  readonly reads: Kysely<AccessTables>;
  /** Opens a sealed column of a grant. */
  opened(id: string, field: string, sealed: string | null): string | null;
  /** Who asks, and what she may touch; nobody when the gateway or a worker asks on its own behalf. */
  readonly signedIn: SignedInContext | null;
}

/** What a request of somebody may touch. */
export interface SignedInContext {
  readonly viewer: Viewer;
  readonly today: string;
  readonly now: string;
  readonly ids: Ids;
  readonly log: Log;
  readonly agreements: Agreements;
  readonly delegations: Delegations;
  readonly grants: Grants;
  readonly revocations: Revocations;
  readonly loaders: ReturnType<typeof loadersOf>;
  sealed(id: string, field: string, text: string): string;
  /** Writes to the ledger what was done to rights. */
  note(action: string, operation: string, grant?: AccessGrantRow): Promise<void>;
}

export interface ContextParts {
  readonly opening: Opening;
  readonly store: Store<AccessTables>;
  readonly ledger: AuditLedger;
  readonly sealed: SealedColumns;
}

export function createContext({ opening, store, ledger, sealed }: ContextParts, caller: Caller): AccessContext {
  // The gateway resolved the viewer, and the carrier brought it unaltered.
  const viewer = caller.viewer as Viewer | null;
  const bound = bindTo(store, opening, caller, viewer?.subject ?? '');
  return {
    language: caller.language,
    today: bound.today,
    now: bound.now,
    ledger,
    entries: auditEntriesOf(bound),
    requestId: caller.requestId,
    dayOf: (instant) => dayIn(opening.timeZone, instant),
    reads: store.reads,
    opened: (id, field, text) => sealed.open(id, field, text),
    guard: createGuard((fieldClass, subject) =>
      viewer ? decide(viewer, fieldClass, subject, bound.today) : { allowed: true, logged: false, minor: false },
    ),
    signedIn: viewer && signedInAs(viewer, bound, { opening, store, ledger, sealed }, caller.requestId),
  };
}

function signedInAs(
  viewer: Viewer,
  bound: Bound<AccessTables>,
  { opening, ledger, sealed }: ContextParts,
  requestId: string,
): SignedInContext {
  const agreements = agreementsOf(bound, visibleAgreements(viewer));
  const delegations = delegationsOf(bound, visibleDelegations(viewer));
  const grants = grantsOf(bound, visibleGrants(viewer), viewer.divisions);
  return {
    viewer,
    today: bound.today,
    now: bound.now,
    ids: opening.ids,
    log: opening.log,
    agreements,
    delegations,
    grants,
    revocations: revocationsOf(bound, maySeeRevocations(viewer)),
    loaders: loadersOf(agreements, delegations, grants),
    sealed: (id, field, text) => sealed.seal(id, field, text) ?? '',
    async note(action, operation, grant) {
      await ledger.writer.append([noteOf(viewer, { action, operation, grant, requestId, at: bound.now })]);
    },
  };
}

const loadersOf = (agreements: Agreements, delegations: Delegations, grants: Grants) => ({
  delegationById: loaderById(delegations.byIds),
  agreementById: loaderById(agreements.byIds),
  changesOfAgreement: loaderOfMany(agreements.changes, ({ agreementId }) => agreementId),
  grantById: loaderById(grants.byIds),
});

/** Internal operations are for the gateway and workers: who comes as somebody is refused, whatever she may be. */
export function ofProgram({ signedIn: somebody }: AccessContext): true {
  permit(somebody === null);
  return true;
}

/** What somebody may touch; who comes without a viewer is a program and has no business here. */
export function signedIn({ signedIn: somebody }: AccessContext): SignedInContext {
  if (!somebody) throw new HubError('UNAUTHENTICATED');
  return somebody;
}
