import type { Bound, RowScope } from '@hub/kernel';
import { isAnsweredFor } from '../need/need.repository.ts';
import type { MatchingTables } from '../tables.ts';
import type { MatchRow, ReasonRow } from './match.entity.ts';
import type { UnmetRow } from './unmet.entity.ts';

/** The matches of one need that the viewer may see; none when nothing can meet it. */
export interface MatchesOfNeed {
  readonly needId: string;
  readonly matches: readonly MatchRow[];
}

/** The last run's answer about needs that one viewer may see. */
export function matchesOf(bound: Bound<MatchingTables>, needs: RowScope) {
  const answered = () => bound.store.reads.selectFrom('needCopy').where(isAnsweredFor(bound, needs));
  return {
    /** The best matches of each need, in one statement; a need that is hidden, unknown or not yet answered gives nothing. */
    async byNeeds(needIds: readonly string[], first: number): Promise<MatchesOfNeed[]> {
      const rows = await answered()
        .leftJoin('match', (join) =>
          join
            .onRef('match.needId', '=', 'needCopy.id')
            .on('match.rank', '<=', first)
            .on('needCopy.status', '=', 'OPEN'),
        )
        .where('needCopy.id', 'in', needIds)
        .select([
          'needCopy.id as needId',
          'needCopy.clientId',
          'match.rank',
          'match.resourceId',
          'match.standing',
          'match.score',
          'match.units',
          'match.monthUnits',
          'match.regret',
          'match.distanceMetres',
          'match.reasons',
          'match.components',
        ])
        .orderBy('needCopy.id')
        .orderBy('match.rank')
        .execute();
      const byNeed = Map.groupBy(rows, ({ needId }) => needId);
      return [...byNeed].map(([needId, ofNeed]) => ({
        needId,
        // A need without a match gives one row of nulls.
        matches: ofNeed.flatMap((row) => (row.rank === null ? [] : [decoded(row as Encoded)])),
      }));
    },
    /** Why each need got too little, in one statement. */
    async unmetByNeeds(needIds: readonly string[]): Promise<UnmetRow[]> {
      const rows = await answered()
        .innerJoin('unmet', 'unmet.needId', 'needCopy.id')
        .where('needCopy.id', 'in', needIds)
        .where('needCopy.status', '=', 'OPEN')
        .selectAll('unmet')
        .select('needCopy.clientId')
        .execute();
      return rows.map((row) => ({
        ...row,
        params: JSON.parse(row.params) as ReasonRow['params'],
        // Only a run writes this column.
        obstacles: (JSON.parse(row.obstacles) as [string, number][]).map(([code, keptAway]) => ({
          needId: row.needId,
          clientId: row.clientId,
          code,
          keptAway,
        })),
      }));
    },
  };
}

export type Matches = ReturnType<typeof matchesOf>;

type Encoded = Omit<MatchRow, 'reasons' | 'components'> & { readonly reasons: string; readonly components: string };

const decoded = (row: Encoded): MatchRow => ({
  ...row,
  // Only a run writes these columns.
  reasons: (JSON.parse(row.reasons) as Omit<ReasonRow, 'needId' | 'clientId'>[]).map((reason) => ({
    needId: row.needId,
    clientId: row.clientId,
    ...reason,
  })),
  components: (JSON.parse(row.components) as [string, number][]).map(([part, points]) => ({
    needId: row.needId,
    clientId: row.clientId,
    part,
    points,
  })),
});
