import type { RowOf } from '@hub/kernel';
import { defineEntity, p } from '@mikro-orm/core';
import type { ReasonRow } from './match.entity.ts';

/** Why a need, or the rest of it, got nothing in the last run's answer. */
export const UnmetEntity = defineEntity({
  name: 'Unmet',
  tableName: 'unmet',
  properties: {
    key: p.integer().primary().autoincrement(),
    needId: p.string().unique(),
    code: p.string(),
    params: p.string(),
    units: p.integer(),
    shortageId: p.string().nullable(),
  },
});

export type StoredUnmet = RowOf<typeof UnmetEntity>;

export interface UnmetRow extends Omit<StoredUnmet, 'params'>, ReasonRow {}
