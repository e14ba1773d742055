import type { HierarchyTables } from '@hub/kernel';
import type { AccessGrantRow } from './access-grant/accessGrant.entity.ts';
import type { AgreementChangeRow, AgreementRow } from './agreement/agreement.entity.ts';
import type {
  AuditCheckpointRow,
  AuditEntryRow,
  AuditHeadRow,
  AuditSealRow,
  AuditSubjectRow,
} from './audit-entry/auditEntry.entity.ts';
import type { DelegationRow } from './delegation/delegation.entity.ts';
import type { RevocationRow } from './revocation/revocation.entity.ts';

/** Tables of this subgraph as Kysely sees them, names in camelCase. */
export interface AccessTables extends HierarchyTables {
  accessGrant: AccessGrantRow;
  accessGrantDivision: { readonly grantId: string; readonly divisionCode: string };
  agreement: AgreementRow;
  agreementChange: AgreementChangeRow;
  auditCheckpoint: AuditCheckpointRow;
  auditEntry: AuditEntryRow;
  auditHead: AuditHeadRow & { readonly id: number };
  auditRetention: { readonly id: number; readonly months: number };
  auditSeal: AuditSealRow;
  auditSubject: AuditSubjectRow;
  delegation: DelegationRow;
  revocation: RevocationRow;
}
