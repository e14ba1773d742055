import type { RowOf } from '@hub/kernel';
import { defineEntity, p } from '@mikro-orm/core';
import type { ServiceCode, Unit } from '../vocabulary.ts';

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
  },
});

export type ShortageRow = RowOf<typeof ShortageEntity>;
