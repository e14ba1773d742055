import type { RowOf } from '@hub/kernel';
import { defineEntity, p } from '@mikro-orm/core';

export const AuditEntryEntity = defineEntity({
  name: 'AuditEntry',
  tableName: 'audit_entry',
  properties: {
    key: p.integer().primary().autoincrement().fieldName('seq'),
    at: p.string(),
    action: p.string(),
    actor: p.string(),
    role: p.string(),
    purpose: p.string().nullable(),
    basis: p.string().nullable(),
    requestId: p.string(),
    operation: p.string().nullable(),
    outcome: p.string(),
    fieldClasses: p.string(),
    subjects: p.string(),
    withheld: p.string(),
    policyVersion: p.string(),
  },
});

export type AuditEntryRow = RowOf<typeof AuditEntryEntity>;
