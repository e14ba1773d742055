import type { Dialect, Ids, Transaction } from '@hub/kernel';
import type { SealedColumns, Sealer } from '@hub/vault';
import { type Kysely, sql } from 'kysely';
import type { OperationsTables } from '../tables.ts';
import type { DeliveredRowRow, DeliveryAttemptRow, DeliveryLaneRow, DeliveryRow } from './delivery.entity.ts';

/** How what came out of answers is kept: sealed, and found by keyed indexes. */
export interface DeliverySeals {
  readonly sealer: Sealer;
  readonly row: SealedColumns;
  readonly change: SealedColumns;
}

export interface QueueParts {
  readonly dialect: Dialect;
  readonly ids: Ids;
  readonly seals: DeliverySeals;
}

/** A row as the target has it, in words: where it is found again, and what it is. */
export interface KeptRow {
  readonly name: string;
  readonly text: string;
}

/** A change in the words in which it is kept, and what it does to the row of that name. */
export interface KeptContent {
  readonly kind: string;
  readonly text: string;
}

const rowsAtOnce = 500;
const use = 'delivered-row';

function portionsOf<Item>(items: readonly Item[]): Item[][] {
  return Array.from({ length: Math.ceil(items.length / rowsAtOnce) }, (_, at) =>
    items.slice(at * rowsAtOnce, (at + 1) * rowsAtOnce),
  );
}

const isOpen = ['PENDING', 'DEAD'] as const;

/** The text by which a row of a lane is found again. */
export const indexedRow = (text: string): string => (JSON.parse(text) as { readonly name: string }).name;

/** The lane of a schedule and a target, locked until the end of the transaction; made when it is first asked for. */
export async function lockLane(
  { db }: Transaction<OperationsTables>,
  { dialect, ids }: QueueParts,
  { scheduleId, targetId, now }: { readonly scheduleId: string; readonly targetId: string; readonly now: string },
): Promise<DeliveryLaneRow> {
  await db
    .insertInto('deliveryLane')
    .values({ id: ids('lane'), scheduleId, targetId, sequence: 0, deliveredRunId: null, comparedAt: now })
    .onConflict((on) => on.columns(['scheduleId', 'targetId']).doNothing())
    .execute();
  const lane = db
    .selectFrom('deliveryLane')
    .selectAll()
    .where('scheduleId', '=', scheduleId)
    .where('targetId', '=', targetId);
  return (dialect === 'postgres' ? lane.forUpdate() : lane).executeTakeFirstOrThrow();
}

/** The lanes of a schedule, as they are. */
export const lanesOfSchedule = (db: Kysely<OperationsTables>, scheduleId: string): Promise<DeliveryLaneRow[]> =>
  db.selectFrom('deliveryLane').selectAll().where('scheduleId', '=', scheduleId).orderBy('id').execute();

/** The rows that a lane's target has, in the words in which they were kept. */
export async function deliveredRows(
  db: Kysely<OperationsTables>,
  { row }: DeliverySeals,
  laneId: string,
): Promise<string[]> {
  const rows = await db.selectFrom('deliveredRow').selectAll().where('laneId', '=', laneId).execute();
  return rows.map(({ id, rowSealed }) => row.open(id, 'row', rowSealed) ?? '');
}

/** The changes of deliveries that are still under way in a lane, in their order. */
export async function openContent(
  db: Kysely<OperationsTables>,
  seals: DeliverySeals,
  laneId: string,
): Promise<string[]> {
  const deliveries = await db
    .selectFrom('delivery')
    .select('id')
    .where('laneId', '=', laneId)
    .where('status', 'in', isOpen)
    .orderBy('sequence')
    .execute();
  const all: string[] = [];
  for (const { id } of deliveries) all.push(...(await contentOf(db, seals, id)));
  return all;
}

/** What a delivery tells, in its order and in the words in which it was kept. */
export async function contentOf(
  db: Kysely<OperationsTables>,
  { change }: DeliverySeals,
  deliveryId: string,
): Promise<string[]> {
  const rows = await db
    .selectFrom('deliveryChange')
    .selectAll()
    .where('deliveryId', '=', deliveryId)
    .orderBy('ordinal')
    .execute();
  return rows.map(({ id, contentSealed }) => change.open(id, 'content', contentSealed) ?? '');
}

export const runOfLane = (
  db: Kysely<OperationsTables>,
  laneId: string,
  runId: string,
): Promise<DeliveryRow | undefined> =>
  db.selectFrom('delivery').selectAll().where('laneId', '=', laneId).where('runId', '=', runId).executeTakeFirst();

/** Puts a delivery with its content at the end of its lane. */
export async function addDelivery(
  { db }: Transaction<OperationsTables>,
  { ids, seals }: QueueParts,
  delivery: DeliveryRow,
  content: readonly KeptContent[],
): Promise<void> {
  await db.insertInto('delivery').values(delivery).execute();
  const rows = content.map(({ kind, text }, ordinal) => {
    const id = ids('change');
    return { id, deliveryId: delivery.id, ordinal, kind, contentSealed: seals.change.seal(id, 'content', text) ?? '' };
  });
  for (const some of portionsOf(rows)) await db.insertInto('deliveryChange').values(some).execute();
}

export const moveLane = async (
  { db }: Transaction<OperationsTables>,
  laneId: string,
  change: Partial<Pick<DeliveryLaneRow, 'sequence' | 'deliveredRunId' | 'comparedAt'>>,
): Promise<void> => void (await db.updateTable('deliveryLane').set(change).where('id', '=', laneId).execute());

/** Brings the rows that a lane's target has up to what it was delivered: `null` takes a row away. */
export async function moveDeliveredRows(
  { db }: Transaction<OperationsTables>,
  { ids, seals }: QueueParts,
  laneId: string,
  moves: ReadonlyMap<string, KeptRow | null>,
): Promise<void> {
  // A row that is there may be indexed under an earlier version of the key.
  const names = [...moves.keys()].flatMap((name) => seals.sealer.indexes(name, use));
  for (const some of portionsOf(names))
    await db.deleteFrom('deliveredRow').where('laneId', '=', laneId).where('rowIndex', 'in', some).execute();
  const rows = [...moves.values()].flatMap((row): DeliveredRowRow[] => {
    if (!row) return [];
    const id = ids('row');
    return [
      { id, laneId, rowIndex: seals.sealer.index(row.name, use), rowSealed: seals.row.seal(id, 'row', row.text) ?? '' },
    ];
  });
  for (const some of portionsOf(rows)) await db.insertInto('deliveredRow').values(some).execute();
}

/** Deliveries whose turn it is or will be: the first of each lane, and those to be sent once more, which are bound to no order. */
const inTurn = (db: Kysely<OperationsTables>) =>
  db
    .selectFrom('delivery as d')
    .where('d.status', 'in', ['PENDING', 'DELIVERED'])
    .where('d.dueAt', 'is not', null)
    .where((eb) =>
      eb.or([
        eb('d.status', '=', 'DELIVERED'),
        eb.not(
          eb.exists(
            eb
              .selectFrom('delivery as earlier')
              .select('earlier.id')
              .whereRef('earlier.laneId', '=', 'd.laneId')
              .whereRef('earlier.sequence', '<', 'd.sequence')
              .where('earlier.status', 'in', isOpen),
          ),
        ),
      ]),
    );

/** Deliveries that are due, and that nobody attempts just now. */
export const dueDeliveries = (db: Kysely<OperationsTables>, now: string, limit: number): Promise<DeliveryRow[]> =>
  inTurn(db)
    .selectAll('d')
    .where('d.dueAt', '<=', now)
    .where((eb) => eb.or([eb('d.claimedUntil', 'is', null), eb('d.claimedUntil', '<=', now)]))
    .orderBy('d.dueAt')
    .orderBy('d.id')
    .limit(limit)
    .execute();

/** When the next attempt of all is due; null when none is. */
export async function nextDueAt(db: Kysely<OperationsTables>): Promise<string | null> {
  const at = sql<string | null>`min(case when claimed_until > due_at then claimed_until else due_at end)`;
  const row = await inTurn(db).select(at.as('at')).executeTakeFirst();
  return row?.at ?? null;
}

/** Takes a delivery for one attempt, and writes down that it began; undefined when somebody else has it. */
export async function claim(
  { db }: Transaction<OperationsTables>,
  { id, status }: DeliveryRow,
  { attemptId, now, until }: { readonly attemptId: string; readonly now: string; readonly until: string },
): Promise<DeliveryAttemptRow | undefined> {
  const taken = await db
    .updateTable('delivery')
    .set((eb) => ({ claimedUntil: until, attempts: eb('attempts', '+', 1) }))
    .where('id', '=', id)
    .where('status', '=', status)
    .where('dueAt', '<=', now)
    .where((eb) => eb.or([eb('claimedUntil', 'is', null), eb('claimedUntil', '<=', now)]))
    .returning('attempts')
    .executeTakeFirst();
  if (!taken) return undefined;
  const attempt: DeliveryAttemptRow = {
    id: attemptId,
    deliveryId: id,
    number: taken.attempts,
    startedAt: now,
    endedAt: null,
    outcome: 'STARTED',
    statusCode: null,
  };
  await db.insertInto('deliveryAttempt').values(attempt).execute();
  return attempt;
}

export const endAttempt = async (
  { db }: Transaction<OperationsTables>,
  id: string,
  end: Pick<DeliveryAttemptRow, 'endedAt' | 'outcome' | 'statusCode'>,
): Promise<void> => void (await db.updateTable('deliveryAttempt').set(end).where('id', '=', id).execute());

/** Changes a delivery that is still in the state in which it was read; false when it is not. */
export async function changeDelivery(
  { db }: Transaction<OperationsTables>,
  { id, status }: Pick<DeliveryRow, 'id' | 'status'>,
  change: Partial<DeliveryRow>,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('delivery')
    .set((eb) => ({ ...change, version: eb('version', '+', 1) }))
    .where('id', '=', id)
    .where('status', '=', status)
    .executeTakeFirst();
  return Number(numUpdatedRows) === 1;
}

/** Deliveries of a lane that are under way, from one on, the first one first. */
export const openFrom = (db: Kysely<OperationsTables>, laneId: string, sequence: number): Promise<DeliveryRow[]> =>
  db
    .selectFrom('delivery')
    .selectAll()
    .where('laneId', '=', laneId)
    .where('sequence', '>=', sequence)
    .where('status', 'in', isOpen)
    .orderBy('sequence')
    .execute();

/** Forgets what deliveries would have told or did tell. */
export async function forgetContent({ db }: Transaction<OperationsTables>, ids: readonly string[]): Promise<void> {
  for (const some of portionsOf(ids)) await db.deleteFrom('deliveryChange').where('deliveryId', 'in', some).execute();
}

/** Deliveries made before an instant of which there is still content. */
export const keptSince = (db: Kysely<OperationsTables>, before: string, limit: number): Promise<DeliveryRow[]> =>
  db
    .selectFrom('delivery')
    .selectAll()
    .where('purgedAt', 'is', null)
    .where('createdAt', '<', before)
    .orderBy('createdAt')
    .limit(limit)
    .execute();

/** Forgets what the targets of lanes have that no run was compared with since; the next run tells them everything. */
export async function forgetLanes({ db }: Transaction<OperationsTables>, before: string): Promise<void> {
  const idle = db.selectFrom('deliveryLane').select('id').where('comparedAt', '<', before);
  await db.deleteFrom('deliveredRow').where('laneId', 'in', idle).execute();
  await db.updateTable('deliveryLane').set({ deliveredRunId: null }).where('comparedAt', '<', before).execute();
}

/** Ends all that is under way in a lane from a delivery on, that one included, and forgets its content. */
export async function dropFrom(
  transaction: Transaction<OperationsTables>,
  { id, laneId, sequence }: Pick<DeliveryRow, 'id' | 'laneId' | 'sequence'>,
  change: Partial<DeliveryRow>,
): Promise<void> {
  const dropped = await openFrom(transaction.db, laneId, sequence);
  for (const one of dropped) await changeDelivery(transaction, one, { dueAt: null, claimedUntil: null, ...change });
  await forgetContent(transaction, [...new Set([id, ...dropped.map((one) => one.id)])]);
}
