import { CompiledQuery, type Kysely, sql } from 'kysely';
import type { Problem } from './errors.ts';
import { type RecordReader, readRecord } from './readRecord.ts';
import { inPortions } from './store/inPortions.ts';
import type { FactNotice, Store, Transaction } from './store/store.ts';

/** A record that could not be taken in: where it stood, and what was expected instead. */
export interface RejectedRecord extends Problem {
  readonly index: number;
  readonly id: string | null;
}

export interface IntakeOutcome {
  readonly loaded: number;
  readonly rejected: readonly RejectedRecord[];
}

/** The way of bulk writes: files, the synthetic district, partners' batches. Loading the same record again replaces it. */
export interface Intake {
  readonly kinds: readonly string[];
  /** Good records are in, with their facts, when it resolves; bad ones are told with their place. */
  load(kind: string, records: readonly unknown[]): Promise<IntakeOutcome>;
  /** How many records of the kind are stored. */
  count(kind: string): Promise<number>;
}

/** How records of one kind become rows of one table. */
export interface IntakeKind {
  /** Table in camelCase; its rows are told of by `factKind`. */
  readonly table: string;
  readonly factKind: string;
  /** Columns beside the id whose values no two records share, each with the field that a rejection names. */
  readonly unique?: Readonly<Record<string, string | UniqueColumn>>;
  /** Records of other kinds whose projections hold something of these: they are told of together with them. */
  readonly heldBy?: readonly Holder[];
  /** The row for a record whose fields were read without a problem. */
  toRow(reader: RecordReader): Readonly<Record<string, unknown>> & { readonly id: string };
}

/** A unique column whose value a stored row may have in another form. */
export interface UniqueColumn {
  readonly field: string;
  /** The value of the row in all its forms. */
  formsOf(row: Readonly<Record<string, unknown>>): readonly string[];
}

/** Rows of a table that name ours in a column; `factKind` says how they are told of. */
export interface Holder {
  readonly table: string;
  readonly column: string;
  readonly factKind: string;
}

const parametersAtOnce = 30_000;

/** Bulk writes of several kinds: valid records replace what has the same id, in batches with their facts; bad ones are told. */
export function createIntake<Database>(store: Store<Database>, kinds: Readonly<Record<string, IntakeKind>>): Intake {
  const kindOf = (name: string): IntakeKind => {
    const kind = kinds[name];
    if (!kind) throw new Error(`There is no kind "${name}"; expected one of ${Object.keys(kinds).join(', ')}.`);
    return kind;
  };
  const textFor = createTexts();
  return {
    kinds: Object.keys(kinds),
    async load(name, records) {
      const kind = kindOf(name);
      const rejected: RejectedRecord[] = [];
      const read = records.flatMap((record, index) => {
        const reader = readRecord(record);
        const row = kind.toRow(reader);
        rejected.push(...reader.problems.map((problem) => ({ ...problem, index, id: row.id || null })));
        return reader.problems.length === 0 ? [{ index, row: { version: 1, ...row } }] : [];
      });
      if (read.length === 0) return { loaded: 0, rejected };
      return store.write(async (transaction) => {
        const taken = await rejectTaken(transaction, kind, read);
        const refused = new Set(taken.map(({ index }) => index));
        const rows = read.filter(({ index }) => !refused.has(index)).map(({ row }) => row);
        const unique = [...new Map(rows.map((row) => [row.id, row])).values()];
        await writeRows(transaction, kind, unique, textFor);
        return { loaded: rows.length, rejected: [...rejected, ...taken] };
      });
    },
    async count(name) {
      const { rows } = await sql<{
        count: number;
      }>`select count(*) as count from ${sql.table(kindOf(name).table)}`.execute(store.reads);
      return Number(rows[0]?.count ?? 0);
    },
  };
}

interface ReadRow {
  readonly index: number;
  readonly row: Readonly<Record<string, unknown>> & { readonly id: string };
}

/** The rows with a value that must be unique and that another record has, stored or earlier in the batch. */
async function rejectTaken<Database>(
  { db }: Transaction<Database>,
  { table, unique = {} }: IntakeKind,
  read: readonly ReadRow[],
): Promise<RejectedRecord[]> {
  const taken: RejectedRecord[] = [];
  for (const [column, named] of Object.entries(unique)) {
    const field = typeof named === 'string' ? named : named.field;
    const formsOf = (row: ReadRow['row']): readonly unknown[] => {
      if (row[column] === null) return [];
      return typeof named === 'string' ? [row[column]] : named.formsOf(row);
    };
    const forms = read.map(({ row }) => formsOf(row));
    const values = forms.flat();
    const holders = new Map<unknown, string>();
    for (const some of portionsOf(values, parametersAtOnce)) {
      const { rows } = await sql<{ id: string; value: unknown }>`select id, ${sql.ref(column)} as value
        from ${sql.table(table)} where ${sql.ref(column)} in (${sql.join(some)})`.execute(db);
      for (const { id, value } of rows) holders.set(value, id);
    }
    for (const [place, { index, row }] of read.entries()) {
      if (row[column] === null) continue;
      const holder = forms[place]?.map((form) => holders.get(form)).find((id) => id !== undefined);
      if (holder === undefined) holders.set(row[column], row.id);
      else if (holder !== row.id)
        taken.push({
          index,
          id: row.id,
          field,
          message: 'BAD_VALUE',
          params: { field, expected: 'a value that no other record has' },
        });
    }
  }
  return taken;
}

async function writeRows<Database>(
  { db, tell }: Transaction<Database>,
  { table, factKind, heldBy = [] }: IntakeKind,
  rows: readonly { readonly id: string }[],
  textFor: TextFor,
): Promise<void> {
  const [first] = rows;
  if (!first) return;
  const columns = Object.keys(first);
  for (const some of inPortions(rows)) {
    const cells: unknown[] = [];
    for (const row of some as readonly Readonly<Record<string, unknown>>[])
      for (const column of columns) cells.push(row[column]);
    await db.executeQuery(CompiledQuery.raw(textFor(db, table, columns, some.length), cells));
  }
  const ids = rows.map(({ id }) => id);
  await tell(ids.map((id) => ({ kind: factKind, id, version: 1 })));
  for (const holder of heldBy) await tell(await holdersOf(db, holder, ids));
}

type TextFor = <Database>(db: Kysely<Database>, table: string, columns: readonly string[], rows: number) => string;

/** The text of a statement that writes so many rows, whatever is in them. */
function createTexts(): TextFor {
  const known = new Map<string, string>();
  return (db, table, columns, rows) => {
    const key = `${table} ${rows} ${columns.join()}`;
    const text = known.get(key) ?? upsert(table, columns, rows).compile(db).sql;
    known.set(key, text);
    return text;
  };
}

function upsert(table: string, columns: readonly string[], rows: number) {
  const values = Array.from({ length: rows }, () => sql`(${sql.join(columns.map(() => null))})`);
  const changing = columns.filter((column) => column !== 'id' && column !== 'version');
  return sql`insert into ${sql.table(table)} (${sql.join(columns.map((column) => sql.ref(column)))})
    values ${sql.join(values)}
    on conflict (id) do update set version = ${sql.table(table)}.version + 1,
    ${sql.join(changing.map((column) => sql`${sql.ref(column)} = ${sql.ref(`excluded.${column}`)}`))}`;
}

async function holdersOf<Database>(
  db: Kysely<Database>,
  { table, column, factKind }: Holder,
  ids: readonly string[],
): Promise<FactNotice[]> {
  const facts: FactNotice[] = [];
  for (const some of portionsOf(ids, parametersAtOnce)) {
    const { rows } = await sql<{ id: string; version: number }>`select id, version from ${sql.table(table)}
      where ${sql.ref(column)} in (${sql.join(some)})`.execute(db);
    facts.push(...rows.map(({ id, version }) => ({ kind: factKind, id, version })));
  }
  return facts;
}

const portionsOf = <Item>(items: readonly Item[], size: number): Item[][] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, place) => items.slice(place * size, (place + 1) * size));
