import type { EntitySchema } from '@mikro-orm/core';
import { type Expression, type SelectQueryBuilder, type SqlBool, sql } from 'kysely';
import { dayIn } from './clock.ts';
import { type Cursors, type CursorValue, cursorsFor } from './cursor.ts';
import { HubError } from './errors.ts';
import { liesWithin } from './hierarchy.ts';
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

export interface PageRequest {
  readonly first: number;
  readonly after: string | null;
}

export interface Edge<Row> {
  readonly cursor: string;
  readonly node: Row;
}

/** One page in the form of a Relay connection; the total is counted only when it is asked for. */
export interface Page<Row> {
  readonly edges: readonly Edge<Row>[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
  readonly totalCount: () => Promise<number>;
}

export interface OrderColumn {
  readonly column: string;
  readonly direction: 'asc' | 'desc';
}

export const largestPage = 100;

export interface PageParts<DB, TB extends keyof DB, Row> {
  /** The filtered rows; order and limit are added here, the count is over exactly these. */
  readonly select: SelectQueryBuilder<DB, TB, Row>;
  /** The last column must be unique, so that the order is stable. */
  readonly order: readonly OrderColumn[];
  readonly page: PageRequest;
  readonly cursors: Cursors;
}

/** Reads one page by keyset: never by offset, so that what was inserted or removed in between neither repeats nor hides a row. */
export async function readPage<DB, TB extends keyof DB, Row>({
  select,
  order,
  page,
  cursors,
}: PageParts<DB, TB, Row>): Promise<Page<Row>> {
  if (!Number.isInteger(page.first) || page.first < 1 || page.first > largestPage) {
    throw new HubError('BAD_USER_INPUT', 'BAD_PAGE_SIZE', { met: page.first, most: largestPage });
  }
  let query = select;
  if (page.after !== null) query = query.where(after(order, cursors.open(page.after)));
  for (const { column, direction } of order) query = query.orderBy(sql.ref(column), direction);
  const rows = await query.limit(page.first + 1).execute();
  const shown = rows.slice(0, page.first);
  const edges = shown.map((node) => ({ node, cursor: cursors.seal(order.map(({ column }) => valueIn(node, column))) }));
  return {
    edges,
    pageInfo: {
      hasNextPage: rows.length > page.first,
      hasPreviousPage: page.after !== null,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
    totalCount: () => countRows(select),
  };
}

/** The page with each row turned into another form. */
export const mapPage = <From, To>(page: Page<From>, turn: (row: From) => To): Page<To> => ({
  ...page,
  edges: page.edges.map(({ cursor, node }) => ({ cursor, node: turn(node) })),
});

const valueIn = (row: unknown, column: string): CursorValue =>
  (row as Record<string, CursorValue>)[column.slice(column.lastIndexOf('.') + 1)] ?? null;

async function countRows<DB, TB extends keyof DB, Row>(select: SelectQueryBuilder<DB, TB, Row>): Promise<number> {
  const counted = await select.clearSelect().select(sql<number>`count(*)`.as('count')).executeTakeFirstOrThrow();
  return Number((counted as { count: number }).count);
}

/** `(a, b, c)` comes after `values` in an order whose directions may differ. */
function after(order: readonly OrderColumn[], values: readonly CursorValue[]): Expression<SqlBool> {
  if (values.length !== order.length) throw new HubError('BAD_USER_INPUT', 'BAD_CURSOR');
  const ways = order.map(({ column, direction }, place) => {
    const equals = order
      .slice(0, place)
      .map((earlier, index) => sql<SqlBool>`${sql.ref(earlier.column)} = ${values[index]}`);
    const beyond =
      direction === 'asc'
        ? sql<SqlBool>`${sql.ref(column)} > ${values[place]}`
        : sql<SqlBool>`${sql.ref(column)} < ${values[place]}`;
    return sql`(${sql.join([...equals, beyond], sql` and `)})`;
  });
  const [first] = order;
  if (!first) throw new HubError('BAD_USER_INPUT', 'BAD_CURSOR');
  // Redundant, but it lets an index start at the cursor instead of at the first row.
  const start = sql`${sql.ref(first.column)} ${sql.raw(first.direction === 'asc' ? '>=' : '<=')} ${values[0]}`;
  return sql<SqlBool>`(${start} and (${sql.join(ways, sql` or `)}))`;
}

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
  { entity, kind, find }: Writing<Database, Row>,
  input: unknown,
  work: (transaction: Transaction<Database>, get: (id: string) => Promise<Row>) => Promise<Row>,
): Promise<Row> {
  return store.write((transaction) => {
    const get = async (id: string) => found(await find(transaction, id), entity.meta.className);
    const change = { key: idempotencyKey, viewer, command: kind, input, now };
    return once(transaction, change, () => workAndTell(transaction, kind, work(transaction, get)), get);
  });
}

async function workAndTell<Database, Row extends Versioned>(
  transaction: Transaction<Database>,
  kind: string,
  work: Promise<Row>,
): Promise<Row> {
  const row = await work;
  await transaction.tell([{ kind, id: row.id, version: row.version }]);
  return row;
}

/** A set of codes in one text column, `|A|B|`, so that one code is found by `LIKE` on both stores; codes hold no bar. */
export const codesToText = (codes: readonly string[]): string => (codes.length === 0 ? '' : `|${codes.join('|')}|`);
export const codesFromText = <Code extends string>(text: string): Code[] =>
  text.split('|').filter((code) => code !== '') as Code[];
export const holdsCode = (column: string, code: string): Expression<SqlBool> =>
  sql<SqlBool>`${sql.ref(column)} like ${`%|${code}|%`}`;

/** Locks the chosen rows until the end of the transaction; SQLite has one writer and needs no lock. */
export const locked = <DB, TB extends keyof DB, Row>(
  query: SelectQueryBuilder<DB, TB, Row>,
  { store }: Bound<DB>,
): SelectQueryBuilder<DB, TB, Row> => (store.dialect === 'postgres' ? query.forUpdate() : query);

type Given = string | number | null | undefined;

/** One condition for each column that is given a value. */
export const whereEqual = (values: Readonly<Record<string, Given>>): Expression<SqlBool>[] =>
  Object.entries(values).flatMap(([column, value]) =>
    value == null ? [] : [sql<SqlBool>`${sql.ref(column)} = ${value}`],
  );

export const whereAtLeast = (column: string, value: Given): Expression<SqlBool>[] =>
  value == null ? [] : [sql<SqlBool>`${sql.ref(column)} >= ${value}`];

export const whereAtMost = (column: string, value: Given): Expression<SqlBool>[] =>
  value == null ? [] : [sql<SqlBool>`${sql.ref(column)} <= ${value}`];

/** The condition that a column's node lies in the given one on this day, if one is given. */
export const whereWithin = (
  column: string,
  ancestor: string | null | undefined,
  today: string,
): Expression<SqlBool>[] => (ancestor == null ? [] : [liesWithin(sql.ref(column), [ancestor], today)]);
