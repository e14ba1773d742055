import { type Kysely, type RawBuilder, sql } from 'kysely';

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

/**
 * Makes a table hold exactly these rows, and writes only the groups that differ: most of an answer is that of the run before.
 * All rows have the same columns; their integer keys are new.
 */
export async function replaceRows<Database>(
  db: Kysely<Database>,
  { table, group, columns: given, keeps = () => false, only }: ReplacedTable,
  rows: readonly object[],
): Promise<Replaced> {
  const wanted = Map.groupBy(rows as readonly Cells[], (row) => String(row[group]));
  const columns = given ?? Object.keys(rows[0] ?? { [group]: '' }).sort();
  const stored: Cells[] = [];
  const read = async (which: RawBuilder<unknown>) => {
    const { rows: some } = await sql<Cells>`select ${sql.join(columns.map((column) => sql.ref(column)))}
      from ${sql.table(table)} ${which} order by ${sql.ref('key')}`.execute(db);
    for (const row of some) stored.push(row);
  };
  if (only === undefined) await read(sql``);
  else await inChunks(only, (some) => read(sql`where ${sql.ref(group)} in (${sql.join(some)})`));
  const present = Map.groupBy(stored, (row) => String(row[group]));
  const stays = (key: string) => keeps(key) || textOf(present.get(key), columns) === textOf(wanted.get(key), columns);

  const gone = [...present.keys()].filter((key) => !stays(key));
  await inChunks(gone, (some) =>
    sql`delete from ${sql.table(table)} where ${sql.ref(group)} in (${sql.join(some)})`.execute(db),
  );
  const changed = [...wanted.keys()].filter((key) => !stays(key));
  await insertRows(
    db,
    table,
    columns,
    changed.flatMap((key) => wanted.get(key) ?? []),
  );
  return new Map([...new Set([...gone, ...changed])].map((key) => [key, present.get(key) ?? []]));
}

/** Adds rows that have these columns. */
export const insertRows = <Database>(
  db: Kysely<Database>,
  table: string,
  columns: readonly string[],
  rows: readonly Cells[],
): Promise<void> =>
  inChunks(rows, (some) => {
    const values = some.map((row) => sql`(${sql.join(columns.map((column) => row[column]))})`);
    return sql`insert into ${sql.table(table)} (${sql.join(columns.map((column) => sql.ref(column)))})
      values ${sql.join(values)}`.execute(db);
  });

const textOf = (rows: readonly Cells[] | undefined, columns: readonly string[]): string =>
  JSON.stringify(rows?.map((row) => columns.map((column) => row[column])));

const chunk = 1000;

/** Does the work for a thousand items at a time, because both stores bound the parameters of a statement. */
export async function inChunks<Item>(
  items: readonly Item[],
  work: (some: readonly Item[]) => Promise<unknown>,
): Promise<void> {
  for (let start = 0; start < items.length; start += chunk) await work(items.slice(start, start + chunk));
}
