import type { RowOf } from '@hub/kernel';
import { defineEntity, p } from '@mikro-orm/core';

export const AgreementEntity = defineEntity({
  name: 'Agreement',
  tableName: 'agreement',
  properties: {
    key: p.integer().primary().autoincrement(),
    id: p.string().unique(),
    version: p.integer(),
    organisationId: p.string(),
    purposes: p.string(),
    bases: p.string(),
    divisions: p.string(),
    fieldClasses: p.string(),
    validFrom: p.string(),
    validTo: p.string(),
    impactAssessmentNumber: p.string(),
    documentNumber: p.string().nullable(),
  },
});

export type AgreementRow = RowOf<typeof AgreementEntity>;

/** One change of an agreement: who made it, why, and the terms that it left. */
export interface AgreementChangeRow {
  readonly agreementId: string;
  readonly version: number;
  readonly changedBy: string;
  readonly changedAt: string;
  readonly reason: string;
  readonly terms: string;
}

/** Whose agreements somebody may read. */
export type AgreementScope = 'ALL' | { readonly organisation: string };
