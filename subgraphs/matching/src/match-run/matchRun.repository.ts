import { type Bound, codesFromText, type Page, type RowScope, readPage, type Store } from '@hub/kernel';
import { type Kysely, sql } from 'kysely';
import { isAnsweredFor } from '../need/need.repository.ts';
import type { MatchingTables } from '../tables.ts';
import { inChunks, insertRows, type Replaced, replaceRows } from './answer.repository.ts';
import { type GroupsOfRun, type MatchRunRow, type RunFigures, runsComparable } from './matchRun.entity.ts';

type AnswerTables = Pick<MatchingTables, 'match' | 'unmet' | 'shortage' | 'resourceDemand' | 'needAnswer'>;

/** A finished run with its whole answer. */
export type FinishedRun = { readonly [Table in keyof AnswerTables]: readonly AnswerTables[Table][] } & {
  readonly run: MatchRunRow;
  /** Needs that no earlier run has looked at. */
  readonly newlyAnswered: readonly string[];
};

export interface MatchRunPageArguments {
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
}

/** A run with its place among all runs. */
export type PlacedRun = MatchRunRow & { readonly key: number };

/** Every viewer sees that there is a last run; how it went, by the needs that she may see. */
export function matchRunsOf(bound: Bound<MatchingTables>, needs: RowScope) {
  const { store, cursors } = bound;
  const all = () => store.reads.selectFrom('matchRun').selectAll();
  /** Figures of the last run, counted over the visible needs; of an earlier run they are not known any more. */
  const counted = () =>
    store.reads
      .selectFrom('needCopy')
      .leftJoin('unmet', 'unmet.needId', 'needCopy.id')
      .where('needCopy.status', '=', 'OPEN')
      .where(isAnsweredFor(bound, needs));
  const lastOf = async (ids: readonly string[]): Promise<string[]> => {
    const last = await store.reads.selectFrom('matchRun').select('id').orderBy('key', 'desc').limit(1).execute();
    return last.map(({ id }) => id).filter((id) => ids.includes(id));
  };
  // A need may have become smaller since it was answered.
  const served = sql<number>`case when coalesce(unmet.units, 0) > need_copy.units then 0 else need_copy.units - coalesce(unmet.units, 0) end`;
  const shares = sql<number>`sum(cast(${served} as double precision) / need_copy.units)`;
  // Without casts PostgreSQL adds integers up to wider types.
  const sumOf = (part: ReturnType<typeof sql<number>>) => sql<number>`cast(sum(${part}) as bigint)`;
  return {
    latest: async (): Promise<MatchRunRow | null> =>
      (await all().orderBy('key', 'desc').limit(1).executeTakeFirst()) ?? null,
    lastTwo: (): Promise<PlacedRun[]> => all().orderBy('key', 'desc').limit(2).execute(),
    /** The run just before another one. */
    before: async ({ key }: PlacedRun): Promise<PlacedRun | null> =>
      (await all().where('key', '<', key).orderBy('key', 'desc').limit(1).executeTakeFirst()) ?? null,
    byIds: (ids: readonly string[]): Promise<PlacedRun[]> => all().where('id', 'in', ids).execute(),
    /** All runs to whoever may see them, and none to others, by the same statement. */
    page: ({ first, after }: MatchRunPageArguments, isShown: boolean): Promise<Page<MatchRunRow>> =>
      readPage({
        select: all().where(sql<boolean>`1 = ${isShown ? 1 : 0}`),
        order: [{ column: 'key', direction: 'desc' }],
        page: { first: first ?? 20, after: after ?? null },
        cursors: cursors('matchRuns', null),
      }),
    async figuresOf(ids: readonly string[]): Promise<RunFigures[]> {
      const dimensions = ['needCopy.divisionCode', 'needCopy.category', 'needCopy.unit'] as const;
      const cells = await counted()
        .groupBy(dimensions)
        .select(dimensions)
        .select((eb) => [
          eb.fn.countAll<number>().as('needs'),
          sumOf(sql`case when unmet.need_id is null then 1 else 0 end`).as('met'),
          sumOf(sql`case when unmet.units < need_copy.units then 1 else 0 end`).as('partlyMet'),
          sumOf(sql`need_copy.units`).as('wantedUnits'),
          sumOf(served).as('servedUnits'),
          shares.as('shares'),
        ])
        .orderBy('needCopy.divisionCode')
        .orderBy('needCopy.category')
        .orderBy('needCopy.unit')
        .execute();
      return (await lastOf(ids)).map((id) => ({ id, cells }));
    },
    async groupsOf(ids: readonly string[]): Promise<GroupsOfRun[]> {
      const rows = await counted()
        .groupBy('needCopy.groups')
        .select('needCopy.groups')
        .select((eb) => [eb.fn.countAll<number>().as('needs'), shares.as('shares')])
        .orderBy('needCopy.groups')
        .execute();
      const cells = rows.map((row) => ({ ...row, groups: codesFromText(row.groups) }));
      return (await lastOf(ids)).map((id) => ({ id, cells }));
    },
  };
}

export type MatchRuns = ReturnType<typeof matchRunsOf>;

/** Whether an answer of an earlier run is stored. */
export const hasAnswer = async ({ reads }: Store<MatchingTables>): Promise<boolean> =>
  (await reads.selectFrom('matchRun').select('id').limit(1).executeTakeFirst()) !== undefined;

const runsKept = 1000;

/** Puts a run's answer in the place of the earlier one, in one transaction: until it is whole, the earlier one stays. */
export const saveRun = (store: Store<MatchingTables>, finished: FinishedRun): Promise<void> =>
  store.write(async ({ db }) => {
    const { run, match, unmet, shortage, resourceDemand, needAnswer, newlyAnswered } = finished;
    if (store.dialect === 'postgres') await waitForOthers(db);
    const { key } = await db.insertInto('matchRun').values(run).returning('key').executeTakeFirstOrThrow();
    await replaceRows(db, { table: 'match', group: 'needId' }, match);
    await replaceRows(db, { table: 'unmet', group: 'needId' }, unmet);
    await replaceRows(db, { table: 'shortage', group: 'id' }, shortage);
    await replaceRows(db, { table: 'resourceDemand', group: 'resourceId' }, resourceDemand);
    await keepBefore(db, key, await replaceRows(db, { table: 'needAnswer', group: 'needId' }, needAnswer));
    await inChunks(newlyAnswered, (some) =>
      db.updateTable('needCopy').set({ answered: 1 }).where('id', 'in', some).execute(),
    );
    await db
      .deleteFrom('needBefore')
      .where('runKey', '<=', key - runsComparable)
      .execute();
    await db
      .deleteFrom('matchRun')
      .where('key', '<=', key - runsKept)
      .execute();
  });

/** On PostgreSQL several processes may have a run at once, and each would put its answer between the other's. */
const waitForOthers = (db: Kysely<MatchingTables>) =>
  sql`select pg_advisory_xact_lock(hashtext('matching'), hashtext(current_schema()))`.execute(db);

const keepBefore = (db: Kysely<MatchingTables>, runKey: number, replaced: Replaced): Promise<void> =>
  insertRows(
    db,
    'needBefore',
    ['runKey', 'needId', 'units', 'servedUnits', 'helpers'],
    [...replaced].map(([needId, [row]]) => ({
      runKey,
      needId,
      units: row?.units ?? null,
      servedUnits: row?.servedUnits ?? null,
      helpers: row?.helpers ?? null,
    })),
  );
