import type { RowOf } from '@hub/kernel';
import { defineEntity, p } from '@mikro-orm/core';

/** The six stages of MZ/T 094-2017, and the two ways in which a case rests. */
export const stages = [
  'INTAKE',
  'ASSESSMENT',
  'PLANNING',
  'INTERVENTION',
  'EVALUATION',
  'CLOSURE',
  'REFERRED',
  'SUSPENDED',
] as const;
export type CaseStage = (typeof stages)[number];

export const CaseFileEntity = defineEntity({
  name: 'CaseFile',
  tableName: 'case_file',
  properties: {
    key: p.integer().primary().autoincrement(),
    id: p.string().unique(),
    version: p.integer(),
    clientId: p.string(),
    stationId: p.string(),
    socialWorkerId: p.string().nullable(),
    divisionCode: p.string(),
    ownerOrganisationId: p.string(),
    stage: p.string().$type<CaseStage>(),
    deep: p.integer().$type<0 | 1>(),
    openedOn: p.string(),
    closedOn: p.string().nullable(),
  },
});

export type CaseFileRow = RowOf<typeof CaseFileEntity>;
