import { type Bound, codesFromText, type Page, type RowScope, readPage, type Store, whereWithin } from '@hub/kernel';
import { type Kysely, sql } from 'kysely';
import { isAnsweredFor } from '../need/need.repository.ts';
import type { MatchingTables } from '../tables.ts';
import { inChunks, insertRows, type Replaced, replaceRows } from './answer.repository.ts';
import { forgetChanges, type Moment } from './inputChange.repository.ts';
import { type GroupsOfRun, type MatchRunRow, type RunFigures, runsComparable } from './matchRun.entity.ts';
import type { NeedAnswerRow } from './needAnswer.entity.ts';

type AnswerTables = Pick<MatchingTables, 'match' | 'unmet' | 'shortage' | 'resourceDemand' | 'needAnswer'>;

/** A finished run with its whole answer. */
export type FinishedRun = { readonly [Table in keyof AnswerTables]: readonly AnswerTables[Table][] } & {
  readonly run: MatchRunRow;
  /** Needs that no earlier run has looked at. */
  readonly newlyAnswered: readonly string[];
  /** Up to when changes of what it was given are in it: they are forgotten. */
  readonly moment: Moment;
  /** What the run looked at, when it did not look at everything: of all else the earlier answer stays. */
  readonly places: { readonly needs: ReadonlySet<string>; readonly divisions: ReadonlySet<string> } | null;
};

export interface MatchRunPageArguments {
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
}

/** A run with its place among all runs. */
export type PlacedRun = MatchRunRow & { readonly key: number };

/** Every viewer sees that there is a last run; how it went, by the needs that she may see. */
export function matchRunsOf(bound: Bound<MatchingTables>, needs: RowScope) {
  const { store, today, cursors } = bound;
  const all = () => store.reads.selectFrom('matchRun').selectAll();
  /** Figures of the last run, counted over the visible needs; of an earlier run they are not known any more. */
  const counted = (division: string | null) =>
    store.reads
      .selectFrom('needCopy')
      .leftJoin('unmet', 'unmet.needId', 'needCopy.id')
      .where('needCopy.status', '=', 'OPEN')
      .where((eb) => eb.and(whereWithin('needCopy.divisionCode', division, today)))
      .where(isAnsweredFor(bound, needs));
  const lastRun = () =>
    store.reads
      .selectFrom('matchRun')
      .select(['id', 'divisionCode'])
      .orderBy('key', 'desc')
      .limit(1)
      .executeTakeFirst();
  // A need may have become smaller since it was answered.
  const served = sql<number>`case when coalesce(unmet.units, 0) > need_copy.units then 0 else need_copy.units - coalesce(unmet.units, 0) end`;
  const shares = sql<number>`sum(cast(${served} as double precision) / need_copy.units)`;
  // Without casts PostgreSQL adds integers up to wider types.
  const sumOf = (part: ReturnType<typeof sql<number>>) => sql<number>`cast(sum(${part}) as bigint)`;
  return {
    latest: async (): Promise<MatchRunRow | null> =>
      (await all().orderBy('key', 'desc').limit(1).executeTakeFirst()) ?? null,
    lastTwo: (): Promise<PlacedRun[]> => all().orderBy('key', 'desc').limit(2).execute(),
    /** The run just before another one that looked at the same places. */
    before: async ({ key, divisionCode }: PlacedRun): Promise<PlacedRun | null> =>
      (await all()
        .where('key', '<', key)
        .where('divisionCode', divisionCode === null ? 'is' : '=', divisionCode)
        .orderBy('key', 'desc')
        .limit(1)
        .executeTakeFirst()) ?? null,
    byIds: (ids: readonly string[]): Promise<PlacedRun[]> => all().where('id', 'in', ids).execute(),
    /** Whether the hub holds this division or zone today. */
    isPlace: async (id: string): Promise<boolean> => {
      const lies = whereWithin('descendant', id, today);
      const place = store.reads
        .selectFrom('closure')
        .select('descendant')
        .where((eb) => eb.and(lies))
        .limit(1);
      return (await place.executeTakeFirst()) !== undefined;
    },
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
      const last = await lastRun();
      const cells = await counted(last?.divisionCode ?? null)
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
      return last && ids.includes(last.id) ? [{ id: last.id, cells }] : [];
    },
    async groupsOf(ids: readonly string[]): Promise<GroupsOfRun[]> {
      const last = await lastRun();
      const rows = await counted(last?.divisionCode ?? null)
        .groupBy('needCopy.groups')
        .select('needCopy.groups')
        .select((eb) => [eb.fn.countAll<number>().as('needs'), shares.as('shares')])
        .orderBy('needCopy.groups')
        .execute();
      const cells = rows.map((row) => ({ ...row, groups: codesFromText(row.groups) }));
      return last && ids.includes(last.id) ? [{ id: last.id, cells }] : [];
    },
  };
}

export type MatchRuns = ReturnType<typeof matchRunsOf>;

/** Who serves each need by the stored answer, in the order of ids. */
export const heldAnswers = ({ reads }: Store<MatchingTables>): Promise<Pick<NeedAnswerRow, 'needId' | 'helpers'>[]> =>
  reads.selectFrom('needAnswer').select(['needId', 'helpers']).orderBy('needId').execute();

/** Whether an answer of an earlier run is stored. */
export const hasAnswer = async ({ reads }: Store<MatchingTables>): Promise<boolean> =>
  (await reads.selectFrom('matchRun').select('id').limit(1).executeTakeFirst()) !== undefined;

/** Of the run that was stored last; `null` before the first. */
export const lastRunKey = async (reads: Kysely<MatchingTables>): Promise<number | null> =>
  (await reads.selectFrom('matchRun').select('key').orderBy('key', 'desc').limit(1).executeTakeFirst())?.key ?? null;

const runsKept = 1000;

const answers = { table: 'needAnswer', group: 'needId', columns: ['helpers', 'needId', 'servedUnits', 'units'] };

/** Puts a run's answer in the place of the earlier one, in one transaction: until it is whole, the earlier one stays. Gives the run's key. */
export const saveRun = (store: Store<MatchingTables>, finished: FinishedRun): Promise<number> =>
  store.write(async ({ db }) => {
    const { run, match, unmet, shortage, resourceDemand, needAnswer, newlyAnswered, places } = finished;
    const keeps = (id: string) => places !== null && !places.needs.has(id);
    const keepsPlace = (code: string) => places !== null && !places.divisions.has(code);
    if (store.dialect === 'postgres') await waitForOthers(db);
    const key = await addRun(db, run);
    await replaceRows(db, { table: 'match', group: 'needId', keeps }, match);
    await replaceRows(db, { table: 'unmet', group: 'needId', keeps }, unmet);
    await replaceRows(db, { table: 'shortage', group: 'divisionCode', keeps: keepsPlace }, shortage);
    // What some needs ask of a resource is not what all ask of it.
    if (places === null) await replaceRows(db, { table: 'resourceDemand', group: 'resourceId' }, resourceDemand);
    await keepBefore(db, key, await replaceRows(db, { ...answers, keeps }, needAnswer));
    await markAnswered(db, newlyAnswered);
    await forgetChanges(db, store.dialect, finished.moment);
    return key;
  });

/** What a run that solved only what changed puts in the place of what the run before it answered. */
export type UpdatedRun = Omit<FinishedRun, 'places'> & {
  /** Key of the run that it goes back to. */
  readonly after: number;
  /** Whose rows are replaced; of all else the earlier answer stays. */
  readonly needIds: readonly string[];
  readonly shortageIds: readonly string[];
  readonly resourceIds: readonly string[];
};

/** Writes only what differs, in one transaction. `null`, and nothing is written, when another run was stored since. */
export const saveUpdate = (store: Store<MatchingTables>, updated: UpdatedRun): Promise<number | null> =>
  store.write(async ({ db }) => {
    const { run, match, unmet, shortage, resourceDemand, needAnswer, newlyAnswered } = updated;
    const { needIds, shortageIds, resourceIds } = updated;
    if (store.dialect === 'postgres') await waitForOthers(db);
    if ((await lastRunKey(db)) !== updated.after) return null;
    const key = await addRun(db, run);
    await replaceRows(db, { table: 'match', group: 'needId', only: needIds }, match);
    await replaceRows(db, { table: 'unmet', group: 'needId', only: needIds }, unmet);
    await replaceRows(db, { table: 'shortage', group: 'id', only: shortageIds }, shortage);
    await replaceRows(db, { table: 'resourceDemand', group: 'resourceId', only: resourceIds }, resourceDemand);
    await keepBefore(db, key, await replaceRows(db, { ...answers, only: needIds }, needAnswer));
    await markAnswered(db, newlyAnswered);
    await forgetChanges(db, store.dialect, updated.moment);
    return key;
  });

/** Writes what differs in figures that a run left as they were. False, and nothing is written, when another run was stored since. */
export const saveFigures = (
  store: Store<MatchingTables>,
  { shortage, resourceDemand, after }: Pick<FinishedRun, 'shortage' | 'resourceDemand'> & { readonly after: number },
): Promise<boolean> =>
  store.write(async ({ db }) => {
    if (store.dialect === 'postgres') await waitForOthers(db);
    if ((await lastRunKey(db)) !== after) return false;
    await replaceRows(db, { table: 'shortage', group: 'id' }, shortage);
    await replaceRows(db, { table: 'resourceDemand', group: 'resourceId' }, resourceDemand);
    return true;
  });

/** Adds a run, and forgets what is too old. */
async function addRun(db: Kysely<MatchingTables>, run: MatchRunRow): Promise<number> {
  const { key } = await db.insertInto('matchRun').values(run).returning('key').executeTakeFirstOrThrow();
  await db
    .deleteFrom('needBefore')
    .where('runKey', '<=', key - runsComparable)
    .execute();
  await db
    .deleteFrom('matchRun')
    .where('key', '<=', key - runsKept)
    .execute();
  return key;
}

const markAnswered = (db: Kysely<MatchingTables>, needIds: readonly string[]): Promise<void> =>
  inChunks(needIds, (some) => db.updateTable('needCopy').set({ answered: 1 }).where('id', 'in', some).execute());

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
