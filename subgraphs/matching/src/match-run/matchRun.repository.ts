import type { Bound, RowScope, Store } from '@hub/kernel';
import { type Kysely, sql } from 'kysely';
import { isAnsweredFor } from '../need/need.repository.ts';
import type { MatchingTables } from '../tables.ts';
import { inChunks, replaceRows } from './answer.repository.ts';
import type { MatchRunRow, RunFigures } from './matchRun.entity.ts';

type AnswerTables = Pick<MatchingTables, 'match' | 'unmet' | 'shortage'>;

/** A finished run with its whole answer. */
export type FinishedRun = { readonly [Table in keyof AnswerTables]: readonly AnswerTables[Table][] } & {
  readonly run: MatchRunRow;
  /** Needs that no earlier run has looked at. */
  readonly newlyAnswered: readonly string[];
};

/** Every viewer sees that there are runs; how they went, by the needs that she may see. */
export function matchRunsOf(bound: Bound<MatchingTables>, needs: RowScope) {
  const { store } = bound;
  const all = () => store.reads.selectFrom('matchRun').selectAll();
  return {
    latest: async (): Promise<MatchRunRow | null> =>
      (await all().orderBy('key', 'desc').limit(1).executeTakeFirst()) ?? null,
    byIds: (ids: readonly string[]): Promise<MatchRunRow[]> => all().where('id', 'in', ids).execute(),
    /** The last run's figures, counted over the visible needs; of an earlier run they are not known any more. */
    async figuresOf(ids: readonly string[]): Promise<RunFigures[]> {
      const rows = await store.reads
        .selectFrom('needCopy')
        .leftJoin('unmet', 'unmet.needId', 'needCopy.id')
        .leftJoin('match', (join) =>
          join.onRef('match.needId', '=', 'needCopy.id').on('match.rank', '=', 1).on('match.standing', '=', 'PROPOSED'),
        )
        .where('needCopy.status', '=', 'OPEN')
        .where(isAnsweredFor(bound, needs))
        .select((eb) => [
          eb.selectFrom('matchRun').select('id').orderBy('key', 'desc').limit(1).as('id'),
          eb.fn.countAll<number>().as('needs'),
          eb.fn.count<number>('unmet.needId').as('short'),
          sql<number>`count(case when ${eb.ref('match.needId')} is not null then ${eb.ref('unmet.needId')} end)`.as(
            'partlyMet',
          ),
        ])
        .execute();
      return rows.flatMap(({ id, needs: count, short, partlyMet }) =>
        id !== null && ids.includes(id)
          ? [{ id, needs: count, met: count - short, partlyMet, unmet: short - partlyMet }]
          : [],
      );
    },
  };
}

export type MatchRuns = ReturnType<typeof matchRunsOf>;

/** Whether an answer of an earlier run is stored. */
export const hasAnswer = async ({ reads }: Store<MatchingTables>): Promise<boolean> =>
  (await reads.selectFrom('matchRun').select('id').limit(1).executeTakeFirst()) !== undefined;

const runsKept = 1000;

/** Puts a run's answer in the place of the earlier one, in one transaction: until it is whole, the earlier one stays. */
export const saveRun = (
  store: Store<MatchingTables>,
  { run, match, unmet, shortage, newlyAnswered }: FinishedRun,
): Promise<void> =>
  store.write(async ({ db }) => {
    if (store.dialect === 'postgres') await waitForOthers(db);
    await db.insertInto('matchRun').values(run).execute();
    await replaceRows(db, { table: 'match', group: 'needId' }, match);
    await replaceRows(db, { table: 'unmet', group: 'needId' }, unmet);
    await replaceRows(db, { table: 'shortage', group: 'id' }, shortage);
    await inChunks(newlyAnswered, (some) =>
      db.updateTable('needCopy').set({ answered: 1 }).where('id', 'in', some).execute(),
    );
    await forgetOldRuns(db);
  });

/** On PostgreSQL several processes may have a run at once, and each would put its answer between the other's. */
const waitForOthers = (db: Kysely<MatchingTables>) =>
  sql`select pg_advisory_xact_lock(hashtext('matching'), hashtext(current_schema()))`.execute(db);

const forgetOldRuns = (db: Kysely<MatchingTables>) =>
  db
    .deleteFrom('matchRun')
    .where('key', '<=', (eb) =>
      eb.selectFrom('matchRun').select((max) => max(max.fn.max('key'), '-', runsKept).as('last')),
    )
    .execute();
