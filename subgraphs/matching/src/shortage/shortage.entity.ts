import type { RowOf } from '@hub/kernel';
import type { ServiceCode, Unit } from '@hub/values';
import { defineEntity, p } from '@mikro-orm/core';

/** The unmet needs of one division that miss the same service for the same reason; each need is counted in one of them. */
export const ShortageEntity = defineEntity({
  name: 'Shortage',
  tableName: 'shortage',
  properties: {
    key: p.integer().primary().autoincrement(),
    id: p.string().unique(),
    divisionCode: p.string(),
    serviceCode: p.string().$type<ServiceCode>(),
    unit: p.string().$type<Unit>(),
    code: p.string(),
    unmetNeeds: p.integer(),
    unmetUnits: p.bigint('number'),
    /** What one more resource of this size would change; nulls where a run looked at larger shortages instead. */
    unlockCapacity: p.bigint('number').nullable(),
    unlockUnits: p.bigint('number').nullable(),
    unlockNeeds: p.integer().nullable(),
    unlockPoints: p.bigint('number').nullable(),
  },
});

export type ShortageRow = RowOf<typeof ShortageEntity>;

export interface UnlockRow {
  readonly capacity: number;
  readonly servedUnits: number;
  readonly metNeeds: number;
  readonly points: number;
}
