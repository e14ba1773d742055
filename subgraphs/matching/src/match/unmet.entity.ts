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
    /** The fewest rules in its way, with the resources that each kept away, as JSON. */
    obstacles: p.string(),
  },
});

export type StoredUnmet = RowOf<typeof UnmetEntity>;

/** A rule or scarcity in the way of a need. */
export interface ObstacleRow {
  readonly needId: string;
  readonly clientId: string;
  readonly code: string;
  readonly keptAway: number;
}

export interface UnmetRow extends Omit<StoredUnmet, 'params' | 'obstacles'>, ReasonRow {
  readonly obstacles: readonly ObstacleRow[];
}
