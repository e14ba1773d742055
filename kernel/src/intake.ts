import { sql } from 'kysely';
import type { Problem } from './errors.ts';
import type { Store } from './store/store.ts';

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

/** Reads the fields of one record, and keeps every problem with its field instead of stopping at the first. */
export interface RecordReader {
  text(field: string): string;
  optionalText(field: string): string | null;
  /** A calendar day, YYYY-MM-DD. */
  day(field: string): string;
  optionalDay(field: string): string | null;
  integer(field: string, least: number, most: number): number;
  optionalInteger(field: string, least: number, most: number): number | null;
  degrees(field: string, most: 90 | 180): number;
  flag(field: string): 0 | 1;
  code<Code extends string>(field: string, codes: readonly Code[]): Code;
  optionalCode<Code extends string>(field: string, codes: readonly Code[]): Code | null;
  codes<Code extends string>(field: string, codes: readonly Code[]): Code[];
  readonly problems: readonly Problem[];
}

const dayForm = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;

export function readRecord(record: unknown): RecordReader {
  const fields = (typeof record === 'object' && record !== null ? record : {}) as Readonly<Record<string, unknown>>;
  const problems: Problem[] = [];
  const expect = <Value>(field: string, expected: string, instead: Value): Value => {
    problems.push({ field, message: 'BAD_VALUE', params: { field, expected } });
    return instead;
  };
  const optional =
    <Value, Rest extends unknown[]>(read: (field: string, ...rest: Rest) => Value) =>
    (field: string, ...rest: Rest): Value | null =>
      fields[field] === null || fields[field] === undefined ? null : read(field, ...rest);
  const text = (field: string): string => {
    const value = fields[field];
    return typeof value === 'string' && value.trim() !== '' ? value : expect(field, 'text', '');
  };
  const day = (field: string): string => {
    const value = fields[field];
    return typeof value === 'string' && dayForm.test(value) ? value : expect(field, 'a day, YYYY-MM-DD', '');
  };
  const integer = (field: string, least: number, most: number): number => {
    const value = fields[field];
    const fits = typeof value === 'number' && Number.isSafeInteger(value) && value >= least && value <= most;
    return fits ? value : expect(field, `an integer from ${least} to ${most}`, least);
  };
  const code = <Code extends string>(field: string, codes: readonly Code[]): Code => {
    const value = codes.find((one) => one === fields[field]);
    return value ?? expect(field, `one of ${codes.join(', ')}`, codes[0] as Code);
  };
  return {
    problems,
    text,
    day,
    integer,
    code,
    optionalText: optional(text),
    optionalDay: optional(day),
    optionalInteger: optional(integer),
    optionalCode: (field, codes) => (fields[field] === null || fields[field] === undefined ? null : code(field, codes)),
    degrees(field, most) {
      const value = fields[field];
      return typeof value === 'number' && Math.abs(value) <= most
        ? value
        : expect(field, `degrees from -${most} to ${most}`, 0);
    },
    flag(field) {
      const value = fields[field];
      if (typeof value !== 'boolean') return expect(field, 'true or false', 0);
      return value ? 1 : 0;
    },
    codes(field, codes) {
      const value = fields[field];
      const all = Array.isArray(value) && value.every((one) => (codes as readonly unknown[]).includes(one));
      return all ? (value as (typeof codes)[number][]) : expect(field, `a list of ${codes.join(', ')}`, []);
    },
  };
}

/** How records of one kind become rows of one table. */
export interface IntakeKind {
  /** Table in camelCase; its rows are told of by `factKind`. */
  readonly table: string;
  readonly factKind: string;
  /** The row for a record whose fields were read without a problem. */
  toRow(reader: RecordReader): Readonly<Record<string, unknown>> & { readonly id: string };
}

const parametersAtOnce = 30_000;

/** Bulk writes of several kinds: valid records replace what has the same id, in batches with their facts; bad ones are told. */
export function createIntake<Database>(store: Store<Database>, kinds: Readonly<Record<string, IntakeKind>>): Intake {
  const kindOf = (name: string): IntakeKind => {
    const kind = kinds[name];
    if (!kind) throw new Error(`There is no kind "${name}"; expected one of ${Object.keys(kinds).join(', ')}.`);
    return kind;
  };
  return {
    kinds: Object.keys(kinds),
    async load(name, records) {
      const kind = kindOf(name);
      const rejected: RejectedRecord[] = [];
      const rows = records.flatMap((record, index) => {
        const reader = readRecord(record);
        const row = kind.toRow(reader);
        rejected.push(...reader.problems.map((problem) => ({ ...problem, index, id: row.id || null })));
        return reader.problems.length === 0 ? [{ version: 1, ...row }] : [];
      });
      const unique = [...new Map(rows.map((row) => [row.id, row])).values()];
      await writeRows(store, kind, unique);
      return { loaded: rows.length, rejected };
    },
    async count(name) {
      const { rows } = await sql<{
        count: number;
      }>`select count(*) as count from ${sql.table(kindOf(name).table)}`.execute(store.reads);
      return Number(rows[0]?.count ?? 0);
    },
  };
}

async function writeRows<Database>(
  store: Store<Database>,
  { table, factKind }: IntakeKind,
  rows: readonly { id: string }[],
): Promise<void> {
  const [first] = rows;
  if (!first) return;
  const columns = Object.keys(first);
  const changing = columns.filter((column) => column !== 'id' && column !== 'version');
  const atOnce = Math.floor(parametersAtOnce / columns.length);
  await store.write(async ({ db, tell }) => {
    for (let start = 0; start < rows.length; start += atOnce) {
      const values = rows.slice(start, start + atOnce).map((row) => {
        const cells = row as Readonly<Record<string, unknown>>;
        return sql`(${sql.join(columns.map((column) => cells[column]))})`;
      });
      await sql`insert into ${sql.table(table)} (${sql.join(columns.map((column) => sql.ref(column)))})
        values ${sql.join(values)}
        on conflict (id) do update set version = ${sql.table(table)}.version + 1,
        ${sql.join(changing.map((column) => sql`${sql.ref(column)} = ${sql.ref(`excluded.${column}`)}`))}`.execute(db);
    }
    await tell(rows.map(({ id }) => ({ kind: factKind, id, version: 1 })));
  });
}
