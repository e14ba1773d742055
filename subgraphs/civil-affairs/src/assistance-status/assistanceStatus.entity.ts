import type { RowOf } from '@hub/kernel';
import { defineEntity, p } from '@mikro-orm/core';

/** Classes of low-income population (低收入人口), as the national monitoring platform names them. */
export const categories = [
  'DIBAO',
  'TEKUN',
  'DIBAO_EDGE',
  'RIGID_SPENDING',
  'ANTI_RETURN_POVERTY',
  'OTHER_DIFFICULT',
] as const;
export type AssistanceCategory = (typeof categories)[number];

export const AssistanceStatusEntity = defineEntity({
  name: 'AssistanceStatus',
  tableName: 'assistance_status',
  properties: {
    key: p.integer().primary().autoincrement(),
    id: p.string().unique(),
    version: p.integer(),
    residentId: p.string(),
    category: p.string().$type<AssistanceCategory>(),
    validFrom: p.string(),
    validTo: p.string().nullable(),
    nextReviewOn: p.string().nullable(),
    authority: p.string(),
    documentNumberSealed: p.string(),
    monthlyAmountFen: p.bigint('number').nullable(),
  },
});

export type StoredAssistanceStatus = RowOf<typeof AssistanceStatusEntity>;

/** A status with what the policy needs to know of the resident who has it. */
export type AssistanceStatusRow = StoredAssistanceStatus & {
  readonly divisionCode: string;
  readonly ownerOrganisationId: string;
  readonly bornOn: string | null;
};
