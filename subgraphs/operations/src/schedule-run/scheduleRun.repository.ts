import { type Bound, type Page, readPage, type Store, type Transaction, whereEqual } from '@hub/kernel';
import { CompiledQuery, type Kysely, type SqlBool, sql } from 'kysely';
import type { ScheduleRow, ScheduleScope } from '../schedule/schedule.entity.ts';
import { ofOwner } from '../schedule/schedule.repository.ts';
import type { OperationsTables } from '../tables.ts';
import type { TrustedOperationRow } from '../trusted-operation/trustedOperation.entity.ts';
import type { Offer, ScheduleRunRow, SqlOfTransaction } from './scheduleRun.entity.ts';

export interface RunPageArguments {
  readonly where?:
    | {
        readonly schedule?: string | null | undefined;
        readonly state?: ScheduleRunRow['state'] | null | undefined;
      }
    | null
    | undefined;
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
}

/** Runs as one viewer may see them. */
export function runsOf(bound: Bound<OperationsTables>, scope: ScheduleScope) {
  const visible = bound.store.reads
    .selectFrom('scheduleRun')
    .selectAll()
    .where((eb) =>
      scope === 'ALL'
        ? sql<SqlBool>`1 = 1`
        : eb.exists(
            eb
              .selectFrom('schedule')
              .select('schedule.id')
              .whereRef('schedule.id', '=', 'scheduleRun.scheduleId')
              .where(ofOwner(scope, 'schedule.owner')),
          ),
    );
  return {
    page: ({ where, first, after }: RunPageArguments): Promise<Page<ScheduleRunRow>> =>
      readPage({
        select: visible.where((eb) => eb.and(whereEqual({ scheduleId: where?.schedule, state: where?.state }))),
        order: [
          { column: 'dueAt', direction: 'desc' },
          { column: 'ordinal', direction: 'desc' },
          { column: 'id', direction: 'asc' },
        ],
        page: { first: first ?? 20, after: after ?? null },
        cursors: bound.cursors('scheduleRuns', where),
      }),
    byIds: (ids: readonly string[]): Promise<ScheduleRunRow[]> => visible.where('id', 'in', ids).execute(),
    /** The last run of each schedule. */
    lastOf: (scheduleIds: readonly string[]): Promise<ScheduleRunRow[]> =>
      visible
        .where('scheduleId', 'in', scheduleIds)
        .where((eb) =>
          eb(
            'ordinal',
            '=',
            eb
              .selectFrom('schedule')
              .select('schedule.lastOrdinal')
              .whereRef('schedule.id', '=', 'scheduleRun.scheduleId'),
          ),
        )
        .execute(),
  };
}

export type Runs = ReturnType<typeof runsOf>;

type Db = Kysely<OperationsTables>;

export const addRuns = async (db: Db, runs: readonly ScheduleRunRow[]): Promise<void> => {
  if (runs.length > 0) await db.insertInto('scheduleRun').values(runs).execute();
};

/** Whether a schedule has a run that waits or is under way. */
export const isUnfinished = async (db: Db, scheduleId: string): Promise<boolean> =>
  (await db
    .selectFrom('scheduleRun')
    .select('id')
    .where('scheduleId', '=', scheduleId)
    .where('state', 'in', ['WAITING', 'RUNNING'])
    .limit(1)
    .executeTakeFirst()) !== undefined;

/** Ends what waits to be begun. */
export const cancelWaiting = async (db: Db, scheduleId: string, now: string): Promise<void> => {
  await db
    .updateTable('scheduleRun')
    .set({ state: 'CANCELLED', endedAt: now, outcome: 'STOPPED' })
    .where('scheduleId', '=', scheduleId)
    .where('state', '=', 'WAITING')
    .execute();
};

/** What is to be written of one schedule that has come due. */
export interface Entered {
  readonly runs: readonly ScheduleRunRow[];
  readonly schedule: Pick<ScheduleRow, 'nextDueAt' | 'wakeAt' | 'lastOrdinal'>;
}

const atOnce = 100;

/** Writes down what has come due; of several processes one enters a schedule, and the others pass it by. */
export const enterDue = (
  store: Store<OperationsTables>,
  now: string,
  decide: (schedule: ScheduleRow, isUnfinished: boolean) => Entered,
): Promise<number> =>
  store.write(async ({ db }) => {
    const due = db
      .selectFrom('schedule')
      .selectAll()
      .where('state', '=', 'ACTIVE')
      .where((eb) => eb.or([eb('nextDueAt', '<=', now), eb.and([eb('wakeAt', '<=', now), hasNoOpenRun])]))
      .orderBy('id')
      .limit(atOnce);
    const schedules = await (store.dialect === 'postgres' ? due.forUpdate().skipLocked() : due).execute();
    for (const row of schedules) {
      const { runs, schedule } = decide(row, await isUnfinished(db, row.id));
      await addRuns(db, runs);
      await db.updateTable('schedule').set(schedule).where('id', '=', row.id).execute();
    }
    return schedules.length;
  });

const hasNoOpenRun = sql<SqlBool>`not exists (select 1 from schedule_run as run
  where run.schedule_id = schedule.id and run.state in ('WAITING', 'RUNNING'))`;

/** A run that this process has taken, with what it is to ask. */
export interface TakenRun {
  readonly run: ScheduleRunRow;
  readonly schedule: ScheduleRow;
  readonly operation: TrustedOperationRow;
}

/** Runs of a schedule begin one after the other, in the order of their numbers; of a paused one only those asked for by hand. */
const mayBegin = sql<SqlBool>`exists (select 1 from schedule where schedule.id = schedule_run.schedule_id
    and (schedule.state = 'ACTIVE' or schedule_run.cause = 'BY_HAND')
    and not exists (select 1 from schedule_run as other where other.schedule_id = schedule.id and (other.state = 'RUNNING'
      or (other.state = 'WAITING' and other.ordinal < schedule_run.ordinal and (schedule.state = 'ACTIVE' or other.cause = 'BY_HAND')))))`;

/** Takes runs that may begin now; each is taken by one process, and by none while that has it. */
export const takeRuns = (
  store: Store<OperationsTables>,
  now: string,
  most: number,
  begin: Begin,
): Promise<readonly TakenRun[]> =>
  store.write(async ({ db }) => {
    const open = db
      .selectFrom('scheduleRun')
      .selectAll()
      .where('state', '=', 'WAITING')
      .where('availableAt', '<=', now)
      .where(mayBegin)
      .orderBy('availableAt')
      .orderBy('id')
      .limit(most);
    const runs = await (store.dialect === 'postgres' ? open.forUpdate().skipLocked() : open).execute();
    const taken: TakenRun[] = [];
    for (const run of runs) taken.push(await beginIn(db, run, begin));
    return taken;
  });

type Begin = (run: ScheduleRunRow, schedule: ScheduleRow) => Partial<ScheduleRunRow>;

async function beginIn(db: Db, run: ScheduleRunRow, begin: Begin): Promise<TakenRun> {
  const schedule = await getById(db, 'schedule', run.scheduleId);
  const operation = await getById(db, 'trustedOperation', schedule.operationId);
  const begun = { ...run, ...begin(run, schedule) };
  await db.updateTable('scheduleRun').set(begun).where('id', '=', run.id).execute();
  return { run: begun, schedule, operation };
}

/** Gives runs that may begin to a queue that several processes take from, in the transaction that notes them as given. */
export const offerRuns = (
  store: Store<OperationsTables>,
  now: string,
  note: Partial<ScheduleRunRow>,
  give: (transaction: SqlOfTransaction, offers: readonly Offer[]) => Promise<void>,
): Promise<void> =>
  store.write(async ({ db }) => {
    const runs = await db
      .selectFrom('scheduleRun')
      .select(['id', 'attempt'])
      .where('state', '=', 'WAITING')
      .where('availableAt', '<=', now)
      .where((eb) => eb.or([eb('offeredUntil', 'is', null), eb('offeredUntil', '<=', now)]))
      .where(mayBegin)
      .orderBy('availableAt')
      .orderBy('id')
      .limit(atOnce)
      .forUpdate()
      .skipLocked()
      .execute();
    if (runs.length === 0) return;
    await db
      .updateTable('scheduleRun')
      .set(note)
      .where(
        'id',
        'in',
        runs.map(({ id }) => id),
      )
      .execute();
    const executeSql: SqlOfTransaction['executeSql'] = async (text, values = []) => {
      const { rows } = await db.executeQuery(CompiledQuery.raw(text, [...values]));
      return { rows };
    };
    await give(
      { executeSql },
      runs.map(({ id, attempt }) => ({ run: id, attempt: attempt + 1 })),
    );
  });

/** Begins a run that this process was handed; null when it is not waiting for this attempt any more. */
export const takeOffered = (
  store: Store<OperationsTables>,
  now: string,
  { run: id, attempt }: Offer,
  begin: Begin,
): Promise<TakenRun | null> =>
  store.write(async ({ db }) => {
    const run = await db
      .selectFrom('scheduleRun')
      .selectAll()
      .where('id', '=', id)
      .where('attempt', '=', attempt - 1)
      .where('state', '=', 'WAITING')
      .where('availableAt', '<=', now)
      .where(mayBegin)
      .forUpdate()
      .executeTakeFirst();
    return run ? beginIn(db, run, begin) : null;
  });

async function getById(db: Db, table: 'schedule', id: string): Promise<ScheduleRow>;
async function getById(db: Db, table: 'trustedOperation', id: string): Promise<TrustedOperationRow>;
async function getById(db: Db, table: 'schedule' | 'trustedOperation', id: string) {
  return db.selectFrom(table).selectAll().where('id', '=', id).executeTakeFirstOrThrow();
}

/** Ends the attempts whose time is over, whoever had them. */
export const settleLost = (
  store: Store<OperationsTables>,
  now: string,
  settle: (run: ScheduleRunRow, schedule: ScheduleRow) => Partial<ScheduleRunRow>,
): Promise<readonly ScheduleRunRow[]> =>
  store.write(async ({ db }) => {
    const lost = db
      .selectFrom('scheduleRun')
      .selectAll()
      .where('state', '=', 'RUNNING')
      .where('timeoutAt', '<=', now)
      .orderBy('id')
      .limit(atOnce);
    const runs = await (store.dialect === 'postgres' ? lost.forUpdate().skipLocked() : lost).execute();
    for (const run of runs) {
      const change = settle(run, await getById(db, 'schedule', run.scheduleId));
      await db.updateTable('scheduleRun').set(change).where('id', '=', run.id).execute();
    }
    return runs;
  });

/**
 * Writes what became of an attempt, with whatever is kept of it in the same transaction; false when it is somebody else's by now, and then
 * nothing is written.
 */
export const finishRun = (
  store: Store<OperationsTables>,
  { id, attempt }: Pick<ScheduleRunRow, 'id' | 'attempt'>,
  finish: (transaction: Transaction<OperationsTables>) => Promise<Partial<ScheduleRunRow>>,
): Promise<boolean> =>
  store.write(async (transaction) => {
    const mine = transaction.db
      .selectFrom('scheduleRun')
      .select('id')
      .where('id', '=', id)
      .where('attempt', '=', attempt)
      .where('state', '=', 'RUNNING');
    const found = await (store.dialect === 'postgres' ? mine.forUpdate() : mine).executeTakeFirst();
    if (!found) return false;
    const change = await finish(transaction);
    await transaction.db.updateTable('scheduleRun').set(change).where('id', '=', id).execute();
    return true;
  });

/** Forgets runs that ended before an instant, some at a time, but not the last of a schedule; gives how many there were. */
export const forgetRuns = (store: Store<OperationsTables>, before: string, most: number): Promise<number> =>
  store.write(async ({ db }) => {
    const old = db
      .selectFrom('scheduleRun')
      .select('id')
      .where('endedAt', '<', before)
      .where(
        sql<SqlBool>`exists (select 1 from schedule where schedule.id = schedule_run.schedule_id
          and schedule_run.ordinal < schedule.last_ordinal)`,
      )
      .limit(most);
    const { numDeletedRows } = await db.deleteFrom('scheduleRun').where('id', 'in', old).executeTakeFirstOrThrow();
    return Number(numDeletedRows);
  });

/** The next instant at which something is to be done; null when nothing is. Read where it is not counted as a question. */
export const nextInstant = (store: Store<OperationsTables>): Promise<string | null> =>
  store.write(async ({ db }) => {
    const { rows } = await sql<{ at: string | null }>`select min(at) as at from (
      select min(next_due_at) as at from schedule where state = 'ACTIVE'
      union all select min(wake_at) from schedule where state = 'ACTIVE' and ${hasNoOpenRun}
      union all select min(case when offered_until > available_at then offered_until else available_at end)
        from schedule_run where state = 'WAITING' and ${mayBegin}
      union all select min(timeout_at) from schedule_run where state = 'RUNNING') as instants`.execute(db);
    return rows[0]?.at ?? null;
  });
