import type { Bound, RowScope } from '@hub/kernel';
import { urgencies } from '@hub/values';
import { expressionBuilder, sql } from 'kysely';
import { isAnsweredFor } from '../need/need.repository.ts';
import type { MatchingTables } from '../tables.ts';
import type { FittingNeedCount, FittingNeedRow } from './fittingNeed.entity.ts';

/** The open needs that funds fit by the last run's answer, of those that one viewer may see. */
export function fittingNeedsOf(bound: Bound<MatchingTables>, needs: RowScope) {
  const fitting = (fundIds: readonly string[]) =>
    bound.store.reads
      .selectFrom('match')
      .innerJoin('resource', 'resource.id', 'match.resourceId')
      .innerJoin('needCopy', 'needCopy.id', 'match.needId')
      .where('resource.kind', '=', 'FUND')
      .where('resource.ownerId', 'in', fundIds)
      .where('needCopy.status', '=', 'OPEN')
      .where(isAnsweredFor(bound, needs));
  return {
    /** The most urgent of each fund, in one statement; among equals those that it is proposed to, and then the oldest. */
    byFunds: (fundIds: readonly string[], first: number): Promise<FittingNeedRow[]> =>
      bound.store.reads
        .with('fitting', () =>
          fitting(fundIds)
            .select(['resource.ownerId as fundId', 'needCopy.id as needId', 'needCopy.clientId'])
            .select(['match.standing', 'match.units', placeInFund().as('place')]),
        )
        .selectFrom('fitting')
        .select(['fundId', 'needId', 'clientId', 'standing', 'units'])
        .where('place', '<=', first)
        .orderBy('fundId')
        .orderBy('place')
        .execute(),
    countsOf: (fundIds: readonly string[]): Promise<FittingNeedCount[]> =>
      fitting(fundIds)
        .select((eb) => ['resource.ownerId as fundId', eb.fn.count<number>('needCopy.id').as('needs')])
        .groupBy('resource.ownerId')
        .execute(),
  };
}

export type FittingNeeds = ReturnType<typeof fittingNeedsOf>;

function placeInFund() {
  const { ref } = expressionBuilder<MatchingTables, 'match' | 'needCopy' | 'resource'>();
  const urgency = sql.join(
    urgencies.map((word, place) => sql`when ${word} then ${sql.lit(urgencies.length - place)}`),
    sql` `,
  );
  return sql<number>`row_number() over (partition by ${ref('resource.ownerId')}
    order by case ${ref('needCopy.urgency')} ${urgency} end, ${ref('match.standing')} desc,
      ${ref('needCopy.openedOn')}, ${ref('needCopy.id')})`;
}
