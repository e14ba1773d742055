import type { MessageParams, RowOf } from '@hub/kernel';
import { defineEntity, p } from '@mikro-orm/core';

export type MatchStanding = 'PROPOSED' | 'ALTERNATIVE';

/** A resource that fits a need in the last run's answer; rank 1 is the best. */
export const MatchEntity = defineEntity({
  name: 'Match',
  tableName: 'match',
  properties: {
    key: p.integer().primary().autoincrement(),
    needId: p.string(),
    rank: p.integer(),
    resourceId: p.string(),
    standing: p.string().$type<MatchStanding>(),
    score: p.integer(),
    units: p.integer(),
    /** What it takes of each month, where help is given again and again. */
    monthUnits: p.integer().nullable(),
    regret: p.integer(),
    distanceMetres: p.integer().nullable(),
    reasons: p.string(),
    /** Parts of the score in the order of the policy, as JSON. */
    components: p.string(),
  },
});

export type StoredMatch = RowOf<typeof MatchEntity>;

/** Why something is so: a code and its parameters; the sentence is made for each viewer. */
export interface ReasonRow {
  readonly needId: string;
  /** Whose need it is. */
  readonly clientId: string;
  readonly code: string;
  readonly params: MessageParams;
}

/** Part of a score; whose need it is decides who is told. */
export interface ScoreComponentRow {
  readonly needId: string;
  readonly clientId: string;
  readonly part: string;
  readonly points: number;
}

export interface MatchRow extends Omit<StoredMatch, 'reasons' | 'components'> {
  readonly clientId: string;
  readonly reasons: readonly ReasonRow[];
  readonly components: readonly ScoreComponentRow[];
}
