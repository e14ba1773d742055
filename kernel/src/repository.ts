import type { EntitySchema } from '@mikro-orm/core';
import type { SelectQueryBuilder } from 'kysely';
import { dayIn } from './clock.ts';
import { type Cursors, cursorsFor } from './cursor.ts';
import { HubError } from './errors.ts';
import { once } from './idempotency.ts';
import type { Store, Transaction } from './store/store.ts';
import type { Caller, Opening } from './subgraph.ts';

/** What a repository is bound to for one request. */
export interface Bound<Database> {
  readonly store: Store<Database>;
  readonly today: string;
  readonly now: string;
  readonly viewer: string;
  readonly idempotencyKey: string | null;
  /** Cursors of one list with one set of arguments, for this viewer only. */
  cursors(list: string, args: unknown): Cursors;
}

export const bindTo = <Database>(
  store: Store<Database>,
  { keys, timeZone }: Opening,
  caller: Caller,
  viewer: string,
): Bound<Database> => ({
  store,
  today: dayIn(timeZone, caller.now),
  now: caller.now,
  viewer,
  idempotencyKey: caller.idempotencyKey,
  cursors: (list, args) => cursorsFor(keys.ring('cursor'), [viewer, list, args]),
});

/** The only row for an identifier; several are a conflict and never a choice. */
export function onlyRow<Row>(rows: readonly Row[], type: string): Row | null {
  if (rows.length > 1) throw new HubError('CONFLICT', 'AMBIGUOUS_IDENTIFIER', { type });
  return rows[0] ?? null;
}

/** The row, or the error that says the same for what is not there and what is hidden. */
export function found<Row>(row: Row | null | undefined, type: string): Row {
  if (row === null || row === undefined) throw new HubError('NOT_FOUND', 'NOT_FOUND', { type });
  return row;
}

export function requireVersion(
  type: string,
  row: { readonly id: string; readonly version: number },
  expected: number,
): void {
  if (row.version === expected) return;
  throw new HubError('CONFLICT', 'VERSION_CONFLICT', { type, id: row.id, actual: row.version, expected });
}

interface Versioned {
  readonly id: string;
  readonly version: number;
}

/** How the rows of one kind are found and written by commands. */
export interface Writing<Database, Row extends Versioned> {
  readonly entity: EntitySchema;
  /** Kind of the facts that a write tells. */
  readonly kind: string;
  /** The visible row of an id, inside the transaction, locked until its end where the store can. */
  find(transaction: Transaction<Database>, id: string): Promise<Row | undefined>;
  /** What else is written with a row, in its transaction. */
  readonly beside?: (transaction: Transaction<Database>, row: Row) => Promise<void>;
}

/** Load, decide, save and tell, in one transaction; what `decide` throws rolls everything back. */
export function changeRow<Database, Row extends Versioned>(
  bound: Bound<Database>,
  writing: Writing<Database, Row>,
  input: Versioned,
  decide: (row: Row) => Partial<Row>,
): Promise<Row> {
  return inOneTransaction(bound, writing, input, async (transaction, get) => {
    const row = await get(input.id);
    requireVersion(writing.entity.meta.className, row, input.version);
    const managed = transaction.em.merge(writing.entity, { ...row });
    const change = { ...decide(row), version: row.version + 1 };
    // The entity's type is not known here; its columns are those of Row.
    transaction.em.assign(managed, change as never);
    await transaction.em.flush();
    return { ...row, ...change };
  });
}

/** Saves a new row and tells of it, in one transaction. */
export function addRow<Database, Row extends Versioned>(
  bound: Bound<Database>,
  writing: Writing<Database, Row>,
  input: unknown,
  row: Row,
): Promise<Row> {
  return inOneTransaction(bound, writing, input, async (transaction) => {
    transaction.em.persist(transaction.em.create(writing.entity, row as never));
    await transaction.em.flush();
    return row;
  });
}

function inOneTransaction<Database, Row extends Versioned>(
  { store, idempotencyKey, viewer, now }: Bound<Database>,
  { entity, kind, find, beside }: Writing<Database, Row>,
  input: unknown,
  work: (transaction: Transaction<Database>, get: (id: string) => Promise<Row>) => Promise<Row>,
): Promise<Row> {
  return store.write((transaction) => {
    const get = async (id: string) => found(await find(transaction, id), entity.meta.className);
    const change = { key: idempotencyKey, viewer, command: kind, input, now };
    return once(transaction, change, () => workAndTell(transaction, kind, work(transaction, get), beside), get);
  });
}

async function workAndTell<Database, Row extends Versioned>(
  transaction: Transaction<Database>,
  kind: string,
  work: Promise<Row>,
  beside: Writing<Database, Row>['beside'],
): Promise<Row> {
  const row = await work;
  await beside?.(transaction, row);
  await transaction.tell([{ kind, id: row.id, version: row.version }]);
  return row;
}

/** Locks the chosen rows until the end of the transaction; SQLite has one writer and needs no lock. */
export const locked = <DB, TB extends keyof DB, Row>(
  query: SelectQueryBuilder<DB, TB, Row>,
  { store }: Bound<DB>,
): SelectQueryBuilder<DB, TB, Row> => (store.dialect === 'postgres' ? query.forUpdate() : query);
