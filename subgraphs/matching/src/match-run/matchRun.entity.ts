import type { RowOf } from '@hub/kernel';
import { defineEntity, p } from '@mikro-orm/core';

/** A finished run with its figures; the newest has the highest key. */
export const MatchRunEntity = defineEntity({
  name: 'MatchRun',
  tableName: 'match_run',
  properties: {
    key: p.integer().primary().autoincrement(),
    id: p.string().unique(),
    finishedAt: p.string(),
    policyVersion: p.string(),
    needs: p.integer(),
    met: p.integer(),
    partlyMet: p.integer(),
    unmet: p.integer(),
    resources: p.integer(),
    examinedPairs: p.integer(),
    objective: p.bigint('number'),
    dualBound: p.bigint('number'),
  },
});

export type MatchRunRow = RowOf<typeof MatchRunEntity>;

/** How a run went for some needs. */
export type RunFigures = Pick<MatchRunRow, 'id' | 'needs' | 'met' | 'partlyMet' | 'unmet'>;
