import { inPortions } from '@hub/kernel';
import { CompiledQuery, type Kysely, type RawBuilder, sql } from 'kysely';

export interface ReplacedTable {
  readonly table: string;
  /** Column whose equal values make a group of rows that are replaced together. */
  readonly group: string;
  /** All columns but the key, where what is replaced is told also when nothing takes its place. */
  readonly columns?: readonly string[];
  /** Groups that stay as they are, whatever the new rows are. */
  readonly keeps?: (group: string) => boolean;
  /** The only groups that are looked at; all others stay as they are. */
  readonly only?: readonly string[];
}

export type Cells = Readonly<Record<string, string | number | null>>;

/** The rows that a group had, for each group that is different now; none where it is new. */
export type Replaced = ReadonlyMap<string, readonly Cells[]>;

const groupsAtOnce = 2000;

/**
 * Makes a table hold exactly these rows, and writes only the groups that differ: most of an answer is that of the run before.
 * All rows have the same columns; their integer keys are new. What is replaced is told where the columns are given.
 */
export async function replaceRows<Database>(
  db: Kysely<Database>,
  table: ReplacedTable,
  rows: readonly object[],
): Promise<Replaced> {
  const wanted = Map.groupBy(rows as readonly Cells[], (row) => String(row[table.group]));
  const columns = table.columns ?? Object.keys(rows[0] ?? { [table.group]: '' }).sort();
  const replaced = new Map<string, readonly Cells[]>();
  const present = table.only ?? (await storedGroups(db, table));
  const keys = [...new Set([...present, ...wanted.keys()])];
  // A large answer is compared a few groups at a time, so that the earlier one is never in memory as a whole.
  for (let start = 0; start < keys.length; start += groupsAtOnce) {
    const some = keys.slice(start, start + groupsAtOnce);
    for (const [key, before] of await replaceGroups(db, { ...table, columns }, wanted, some))
      if (table.columns !== undefined) replaced.set(key, before);
  }
  return replaced;
}

async function storedGroups<Database>(
  db: Kysely<Database>,
  { table, group }: ReplacedTable,
): Promise<readonly string[]> {
  const column = sql.ref(group);
  const { rows } = await sql<Cells>`select distinct ${column} from ${sql.table(table)}`.execute(db);
  return rows.map((row) => String(row[group]));
}

async function replaceGroups<Database>(
  db: Kysely<Database>,
  { table, group, columns, keeps = () => false }: ReplacedTable & { readonly columns: readonly string[] },
  wanted: ReadonlyMap<string, readonly Cells[]>,
  keys: readonly string[],
): Promise<Replaced> {
  const present = Map.groupBy(await storedRows(db, table, group, columns, keys), (row) => String(row[group]));
  const stays = (key: string) => keeps(key) || isSame(present.get(key), wanted.get(key), columns);

  const gone = [...present.keys()].filter((key) => !stays(key));
  for (const some of inPortions(gone))
    await execute(
      db,
      `delete ${table} ${group} ${some.length}`,
      some,
      (keys) => sql`delete from ${sql.table(table)} where ${sql.ref(group)} in (${sql.join(keys)})`,
    );
  const changed = keys.filter((key) => wanted.has(key) && !stays(key));
  await insertRows(
    db,
    table,
    columns,
    changed.flatMap((key) => wanted.get(key) ?? []),
  );
  return new Map([...new Set([...gone, ...changed])].map((key) => [key, present.get(key) ?? []]));
}

/** Of these groups, in the order in which they were written. */
async function storedRows<Database>(
  db: Kysely<Database>,
  table: string,
  group: string,
  columns: readonly string[],
  groups: readonly string[],
): Promise<readonly Cells[]> {
  const select = sql`select ${sql.join(columns.map((column) => sql.ref(column)))} from ${sql.table(table)}`;
  const stored: Cells[] = [];
  for (const some of inPortions(groups)) {
    const found = await execute(
      db,
      `select ${columns} ${table} ${group} ${some.length}`,
      some,
      (keys) => sql`${select} where ${sql.ref(group)} in (${sql.join(keys)}) order by ${sql.ref('key')}`,
    );
    for (const row of found) stored.push(row);
  }
  return stored;
}

/** Adds rows that have these columns. */
export async function insertRows<Database>(
  db: Kysely<Database>,
  table: string,
  columns: readonly string[],
  rows: readonly Cells[],
): Promise<void> {
  for (const some of inPortions(rows)) {
    const cells = some.flatMap((row) => columns.map((column) => row[column] ?? null));
    await execute(db, `insert ${table} ${columns} ${some.length}`, cells, (values) => {
      const listed = some.map(
        (_, at) => sql`(${sql.join(values.slice(at * columns.length, (at + 1) * columns.length))})`,
      );
      return sql`insert into ${sql.table(table)} (${sql.join(columns.map((column) => sql.ref(column)))})
        values ${sql.join(listed)}`;
    });
  }
}

type Cell = Cells[string];

const texts = new Map<string, string>();

/** A statement of a name and of so many values is put together once for each dialect: that costs more than its work. */
async function execute<Database, Value extends Cell>(
  db: Kysely<Database>,
  name: string,
  values: readonly Value[],
  statement: (values: readonly Value[]) => RawBuilder<unknown>,
): Promise<readonly Cells[]> {
  const key = `${sql`${1}`.compile(db).sql} ${name}`;
  const text = texts.get(key) ?? statement(values).compile(db).sql;
  texts.set(key, text);
  return (await db.executeQuery<Cells>(CompiledQuery.raw(text, [...values]))).rows;
}

const isSame = (
  before: readonly Cells[] | undefined,
  now: readonly Cells[] | undefined,
  columns: readonly string[],
): boolean =>
  before?.length === now?.length &&
  (before ?? []).every((row, at) => columns.every((column) => (row[column] ?? null) === (now?.[at]?.[column] ?? null)));

const chunk = 1000;

/** Does the work for a thousand items at a time, because both stores bound the parameters of a statement. */
export async function inChunks<Item>(
  items: readonly Item[],
  work: (some: readonly Item[]) => Promise<unknown>,
): Promise<void> {
  for (let start = 0; start < items.length; start += chunk) await work(items.slice(start, start + chunk));
}
