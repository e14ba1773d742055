import {
  type Expression,
  type ExpressionBuilder,
  type Kysely,
  type ReferenceExpression,
  type SqlBool,
  sql,
} from 'kysely';
import type { Fact } from './feed/feed.ts';
import { type FeedReaderParts, feedReader } from './feed/feedReader.ts';
import { defineMigration } from './store/migration.ts';
import type { Transaction } from './store/store.ts';
import type { Worker } from './subgraph.ts';

/** One row for each pair of a node and one that it lies in, itself included, with the days on which that holds. */
export interface ClosureRow {
  readonly ancestor: string;
  readonly descendant: string;
  readonly validFrom: string;
  readonly validTo: string | null;
}

export interface HierarchyTables {
  closure: ClosureRow;
}

/** The table of a dated hierarchy, the same at its owner and at all that hold a copy. */
export const hierarchyMigration = defineMigration('0001-hierarchy', ({ text }) => [
  `create table closure (ancestor ${text} not null, descendant ${text} not null, valid_from ${text} not null, valid_to ${text}, primary key (ancestor, descendant, valid_from))`,
  'create index closure_descendant on closure (descendant)',
]);

/**
 * Which rows a viewer may see: all, none, or those within a node of every list and, where named, owned by some owners or served by
 * them within these nodes, and of some kinds.
 */
export type RowScope =
  | 'ALL'
  | 'NONE'
  | {
      readonly within?: readonly (readonly string[])[];
      readonly ownedBy?: readonly string[];
      readonly servedBy?: readonly string[];
      readonly ofKinds?: readonly string[];
    };

/** SQL for "lies in one of these nodes on this day"; the same statement whether anything lies there or not. */
export const liesWithin = (
  node: Expression<unknown>,
  ancestors: readonly string[],
  today: string,
): Expression<SqlBool> =>
  sql<SqlBool>`${node} in (select descendant from closure where ancestor in (${sql.join(ancestors.length > 0 ? ancestors : [''])})
    and valid_from <= ${today} and (valid_to is null or valid_to > ${today}))`;

/** The same condition row by row: beside a first `in (subquery)` SQLite would take the cross product of both. */
const existsWithin = (node: Expression<unknown>, ancestors: readonly string[], today: string): Expression<SqlBool> =>
  sql<SqlBool>`exists (select 1 from closure where descendant = ${node}
    and ancestor in (${sql.join(ancestors.length > 0 ? ancestors : [''])})
    and valid_from <= ${today} and (valid_to is null or valid_to > ${today}))`;

/** What says of a row where it belongs, whose it is and, where a scope may ask for it, of which kind it is and whether it is served. */
export interface ScopeColumns<DB, TB extends keyof DB> {
  readonly node: ReferenceExpression<DB, TB>;
  readonly owner: ReferenceExpression<DB, TB>;
  readonly kind?: ReferenceExpression<DB, TB>;
  /** Whether one of the services in a scope is the row's. */
  readonly isServedIn?: (services: RowScope) => Expression<SqlBool>;
}

/** A table that cannot tell must not show its rows by the other conditions alone. */
const missing = (what: string): never => {
  throw new Error(`A scope asks ${what}, and its table does not say.`);
};

/** SQL for a scope over the rows of a table. */
export function inScope<DB, TB extends keyof DB>(
  eb: ExpressionBuilder<DB, TB>,
  scope: RowScope,
  columns: ScopeColumns<DB, TB>,
  today: string,
): Expression<SqlBool> {
  if (scope === 'ALL') return sql<SqlBool>`1 = 1`;
  if (scope === 'NONE') return sql<SqlBool>`1 = 0`;
  const conditions: Expression<SqlBool>[] = [];
  for (const nodes of scope.within ?? [])
    conditions.push(existsWithin(eb.ref(columns.node as never) as Expression<unknown>, nodes, today));
  const isOneOf = (column: ReferenceExpression<DB, TB>, values: readonly string[]) =>
    sql<SqlBool>`${eb.ref(column as never)} in (${sql.join(values.length > 0 ? values : [''])})`;
  if (scope.ownedBy) conditions.push(isOneOf(columns.owner, scope.ownedBy));
  if (scope.ofKinds) conditions.push(isOneOf(columns.kind ?? missing('of which kind a row is'), scope.ofKinds));
  if (scope.servedBy) {
    const isServedIn = columns.isServedIn ?? missing('who serves a row');
    conditions.push(isServedIn({ within: scope.within ?? [], ownedBy: scope.servedBy }));
  }
  return conditions.length > 0 ? eb.and(conditions) : sql<SqlBool>`1 = 0`;
}

/** A projection of one node for readers: the nodes that it lies in. */
export async function readPlaces(
  db: Kysely<never>,
  ids: readonly string[],
): Promise<Map<string, { ancestors: ClosureRow[] }>> {
  const { rows } = await sql<ClosureRow>`select ancestor, descendant, valid_from, valid_to from closure
    where descendant in (${sql.join(ids.length > 0 ? ids : [''])})`.execute(db);
  return new Map([...Map.groupBy(rows, (row) => row.descendant)].map(([id, ancestors]) => [id, { ancestors }]));
}

/** For each node of a day the nodes that it lies in on that day, itself included. */
export async function nodesAbove<Database extends HierarchyTables>(
  reads: Kysely<Database>,
  today: string,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const { rows } = await sql<Pick<ClosureRow, 'ancestor' | 'descendant'>>`select ancestor, descendant from closure
    where valid_from <= ${today} and (valid_to is null or valid_to > ${today}) order by descendant, ancestor`.execute(
    reads,
  );
  const above = new Map<string, string[]>();
  for (const { ancestor, descendant } of rows) {
    const known = above.get(descendant);
    if (known) known.push(ancestor);
    else above.set(descendant, [ancestor]);
  }
  return above;
}

/** The worker that keeps a copy of the owner's hierarchy. */
export const hierarchyReader = <Database extends HierarchyTables>(
  parts: Omit<FeedReaderParts<Database>, 'kinds' | 'apply' | 'reset'>,
): Worker => feedReader<Database>({ ...parts, kinds: ['place'], apply: applyPlaces, reset: emptyPlaces });

async function applyPlaces<Database>(facts: readonly Fact[], { db }: Transaction<Database>): Promise<void> {
  const ids = facts.map((fact) => fact.id);
  await sql`delete from closure where descendant in (${sql.join(ids)})`.execute(db);
  const rows = facts.flatMap((fact) => (fact.record?.ancestors ?? []) as readonly ClosureRow[]);
  if (rows.length === 0) return;
  const values = rows.map((row) => sql`(${row.ancestor}, ${row.descendant}, ${row.validFrom}, ${row.validTo})`);
  await sql`insert into closure (ancestor, descendant, valid_from, valid_to) values ${sql.join(values)}`.execute(db);
}

const emptyPlaces = async <Database>({ db }: Transaction<Database>): Promise<void> => {
  await sql`delete from closure`.execute(db);
};
