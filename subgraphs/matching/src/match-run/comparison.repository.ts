import type { Bound, RowScope } from '@hub/kernel';
import { isAnsweredFor } from '../need/need.repository.ts';
import type { MatchingTables } from '../tables.ts';
import { inChunks } from './answer.repository.ts';
import type { NeedBeforeRow, NeedHistory } from './needAnswer.entity.ts';

/** What runs changed for needs: of everyone, for whoever may see all runs, and whose those needs are that the viewer may see. */
export function historiesOf(bound: Bound<MatchingTables>, needs: RowScope) {
  const { reads } = bound.store;
  /** What each need had just after this run, for needs that a later run changed. */
  const stateAfter = (key: number): Promise<NeedBeforeRow[]> =>
    reads
      .selectFrom('needBefore')
      .selectAll()
      .where('runKey', '=', (eb) =>
        eb
          .selectFrom('needBefore as next')
          .whereRef('next.needId', '=', 'needBefore.needId')
          .where('next.runKey', '>', key)
          .select((min) => min.fn.min('next.runKey').as('runKey')),
      )
      .orderBy('needId')
      .execute();
  const changedAfter = (key: number) => reads.selectFrom('needBefore').select('needId').where('runKey', '>', key);
  return {
    /** Needs that runs after the earlier one changed, as they were after each of the two. */
    async between(earlierKey: number, laterKey: number): Promise<NeedHistory[]> {
      const earlier = await stateAfter(earlierKey);
      const later = new Map((await stateAfter(laterKey)).map((row) => [row.needId, row]));
      const current = await reads
        .selectFrom('needAnswer')
        .selectAll()
        .where('needId', 'in', changedAfter(earlierKey))
        .execute();
      const now = new Map(current.map((row) => [row.needId, row]));
      return earlier.map((row) => ({
        needId: row.needId,
        before: stateOf(row),
        after: stateOf(later.has(row.needId) ? later.get(row.needId) : now.get(row.needId)),
      }));
    },
    /** The clients of those of these needs that the viewer may see. */
    async clientsOf(needIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
      const clients = new Map<string, string>();
      await inChunks(needIds, async (some) => {
        const query = reads.selectFrom('needCopy').select(['id', 'clientId']).where('id', 'in', some);
        for (const { id, clientId } of await query.where(isAnsweredFor(bound, needs)).execute())
          clients.set(id, clientId);
      });
      return clients;
    },
    /** The clients of needs that runs after this one changed, as far as the viewer may see them. */
    async clientsAfter(key: number): Promise<ReadonlyMap<string, string>> {
      const rows = await reads
        .selectFrom('needCopy')
        .select(['id', 'clientId'])
        .where('id', 'in', changedAfter(key))
        .where(isAnsweredFor(bound, needs))
        .execute();
      return new Map(rows.map(({ id, clientId }) => [id, clientId]));
    },
  };
}

export type Histories = ReturnType<typeof historiesOf>;

const stateOf = (row: Pick<NeedBeforeRow, 'units' | 'servedUnits' | 'helpers'> | undefined): NeedHistory['before'] =>
  row === undefined || row.units === null || row.servedUnits === null || row.helpers === null
    ? null
    : { units: row.units, servedUnits: row.servedUnits, helpers: row.helpers };
