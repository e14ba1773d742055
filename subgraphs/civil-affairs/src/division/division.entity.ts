import type { RowOf } from '@hub/kernel';
import { defineEntity, p } from '@mikro-orm/core';

/** From the highest to the lowest. */
export const levels = ['PROVINCE', 'PREFECTURE', 'COUNTY', 'TOWNSHIP', 'VILLAGE'] as const;
export type DivisionLevel = (typeof levels)[number];

export const DivisionEntity = defineEntity({
  name: 'Division',
  tableName: 'division',
  properties: {
    key: p.integer().primary().autoincrement(),
    id: p.string().unique(),
    version: p.integer(),
    name: p.string(),
    level: p.string().$type<DivisionLevel>(),
    formal: p.integer().$type<0 | 1>(),
    parentCode: p.string().nullable(),
    validFrom: p.string(),
    validTo: p.string().nullable(),
    longitude: p.double().$type<number>(),
    latitude: p.double().$type<number>(),
  },
});

export type DivisionRow = RowOf<typeof DivisionEntity>;
