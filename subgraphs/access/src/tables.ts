import type { Generated } from 'kysely';
import type { AuditEntryRow } from './audit-entry/auditEntry.entity.ts';

/** Tables of this subgraph as Kysely sees them, names in camelCase. */
export interface AccessTables {
  auditEntry: AuditEntryRow & { seq: Generated<number> };
}
