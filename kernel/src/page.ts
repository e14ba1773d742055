import { type Expression, type SelectQueryBuilder, type SqlBool, sql } from 'kysely';
import type { Cursors, CursorValue } from './cursor.ts';
import { HubError } from './errors.ts';

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
