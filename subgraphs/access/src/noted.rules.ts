import { policy, type Viewer } from '@hub/engine-policy';
import { type AuditEntry, auditEntryOf } from '@hub/kernel';
import type { AccessGrantRow } from './access-grant/accessGrant.entity.ts';

export interface Noted {
  readonly action: string;
  readonly operation: string;
  /** The grant that was asked for, decided or taken. */
  readonly grant: AccessGrantRow | undefined;
  readonly requestId: string;
  readonly at: string;
}

/** What the ledger keeps of something done to rights. */
export const noteOf = (viewer: Viewer, { action, operation, grant, requestId, at }: Noted): AuditEntry =>
  auditEntryOf({
    action,
    operation,
    requestId,
    at,
    actor: viewer.subject,
    role: viewer.role,
    organisation: viewer.organisation,
    tokenId: viewer.tokenId,
    purpose: grant?.purpose ?? viewer.purpose,
    basis: viewer.basis,
    grant: grant?.id ?? null,
    approver: grant?.approver ?? null,
    caseReference: grant?.caseReference ?? viewer.caseReference,
    outcome: grant?.state ?? 'DONE',
    policyVersion: policy.version,
  });
