import { setImmediate as nextTurn } from 'node:timers/promises';
import { type Keyring, type Sealer, versionIn } from '@hub/vault';
import { type Kysely, sql } from 'kysely';
import type { Store } from './store/store.ts';

/** The sealed columns of one table: `name` is sealed in the column `name_sealed`, for the place `<table>.name:<id>`. */
export interface SealedTable {
  readonly table: string;
  readonly columns: readonly string[];
  /** Column that holds the id of the place, where it is not `id`. */
  readonly idColumn?: string;
  readonly indexes?: readonly SealedIndex[];
}

/** A blind index in the column `<name>_index` over the sealed column of that name. */
export interface SealedIndex {
  readonly of: string;
  readonly use: string;
  /** The form in which the value is indexed. */
  normalise(text: string): string;
}

export interface SealedCount {
  readonly key: 'seal' | 'blind-index';
  readonly version: string;
  readonly values: number;
}

export interface ResealOptions {
  readonly signal: AbortSignal;
  /** Told after each portion, and waited for. */
  onProgress?(done: number, of: number): void | Promise<void>;
}

/** Brings stored values under the current versions of their keys, while the subgraph goes on answering. */
export interface Resealing {
  readonly tables: readonly SealedTable[];
  /** The versions that everything should be under. */
  goal(): string;
  /** Whether there is another version than the current one, under which a value could be. */
  mayBeStale(): boolean;
  /** How many values stand under each version. */
  count(signal: AbortSignal): Promise<readonly SealedCount[]>;
  /** Gives how many rows were sealed anew; ends early when the signal fires, and the next call goes on from there. */
  reseal(options: ResealOptions): Promise<number>;
}

export interface ResealingParts<Database> {
  readonly store: Store<Database>;
  readonly sealing: Keyring;
  readonly indexing: Keyring;
  readonly sealer: Sealer;
  readonly tables: readonly SealedTable[];
}

const rowsAtOnce = 200;

/** Walks the sealed tables in the order of their keys; what is under the current versions already is left alone, so a walk may end anywhere. */
export function createResealing<Database>(parts: ResealingParts<Database>): Resealing {
  const { sealing, indexing, tables } = parts;
  let running: Promise<unknown> = Promise.resolve();
  const oneAtATime = <Result>(work: () => Promise<Result>): Promise<Result> => {
    const result = running.then(work);
    running = result.catch(() => undefined);
    return result;
  };
  return {
    tables,
    goal: () => `${sealing.current} ${indexing.current}`,
    mayBeStale: () => tables.length > 0 && sealing.versions.length + indexing.versions.length > 2,
    count: (signal) => countVersions(parts, signal),
    reseal: (options) => oneAtATime(() => walkUntilDone(parts, options)),
  };
}

/** Walks again while a walk found something: a writer with the former version may have come behind it. */
async function walkUntilDone<Database>(parts: ResealingParts<Database>, options: ResealOptions): Promise<number> {
  let all = 0;
  for (let walk = 0; walk < 10; walk++) {
    const sealed = await walkOnce(parts, options);
    all += sealed;
    if (sealed === 0 || options.signal.aborted) return all;
  }
  return all;
}

async function walkOnce<Database>(
  parts: ResealingParts<Database>,
  { signal, onProgress }: ResealOptions,
): Promise<number> {
  const of = await rowsIn(parts);
  let [done, sealed] = [0, 0];
  for (const table of parts.tables) {
    for await (const rows of portionsOf(parts.store, table, signal)) {
      const stale = rows.flatMap((row) => {
        const cells = staleCells(parts, table, row);
        return cells.length > 0 ? [{ key: row.key, cells }] : [];
      });
      sealed += await replace(parts.store, table, stale);
      done += rows.length;
      await onProgress?.(done, of);
    }
  }
  return sealed;
}

interface StoredRow {
  readonly key: number;
  readonly id: string;
  readonly cells: ReadonlyMap<string, string | null>;
}

/** A cell to be written, and what must still be in it then. */
interface StaleCell {
  readonly column: string;
  readonly former: string;
  readonly next: string;
}

const sealedColumn = (name: string): string => `${name}Sealed`;
const indexColumn = (name: string): string => `${name}Index`;

const columnsOf = ({ columns, indexes = [] }: SealedTable): string[] => [
  ...columns.map(sealedColumn),
  ...indexes.map((index) => indexColumn(index.of)),
];

function staleCells<Database>(
  { sealer, sealing, indexing }: ResealingParts<Database>,
  { table, columns, indexes = [] }: SealedTable,
  { id, cells }: StoredRow,
): StaleCell[] {
  const place = (name: string) => `${table}.${name}:${id}`;
  const opened = (name: string): string | null => {
    const cell = cells.get(sealedColumn(name)) ?? null;
    if (cell === null) return null;
    try {
      return sealer.open(cell, place(name));
    } catch (cause) {
      throw new Error(`${table}.${name} of ${id} does not open; bring it back from a backup, and seal anew then.`, {
        cause,
      });
    }
  };
  const stale: StaleCell[] = [];
  for (const name of columns) {
    const former = cells.get(sealedColumn(name)) ?? null;
    if (former === null || versionIn(former) === sealing.current) continue;
    stale.push({ column: sealedColumn(name), former, next: sealer.seal(opened(name) ?? '', place(name)) });
  }
  for (const { of, use, normalise } of indexes) {
    const former = cells.get(indexColumn(of)) ?? null;
    const text = former === null || versionIn(former) === indexing.current ? null : opened(of);
    if (former !== null && text !== null)
      stale.push({ column: indexColumn(of), former, next: sealer.index(normalise(text), use) });
  }
  return stale;
}

/** One short transaction; a row that somebody changed meanwhile is left to the next walk. */
async function replace<Database>(
  store: Store<Database>,
  { table }: SealedTable,
  rows: readonly { readonly key: number; readonly cells: readonly StaleCell[] }[],
): Promise<number> {
  if (rows.length === 0) return 0;
  await store.write(async ({ db }) => {
    for (const { key, cells } of rows) {
      const next = cells.map((cell) => sql`${sql.ref(cell.column)} = ${cell.next}`);
      const former = cells.map((cell) => sql`${sql.ref(cell.column)} = ${cell.former}`);
      await sql`update ${sql.table(table)} set ${sql.join(next)}
        where key = ${key} and ${sql.join(former, sql` and `)}`.execute(db);
    }
  });
  return rows.length;
}

/** All rows of a table in the order of their keys; between two portions everybody else has a turn. */
async function* portionsOf<Database>(
  { reads }: Store<Database>,
  sealed: SealedTable,
  signal: AbortSignal,
): AsyncGenerator<readonly StoredRow[]> {
  const columns = columnsOf(sealed);
  for (let after = -1; !signal.aborted; await nextTurn()) {
    const { rows } = await sql<Readonly<Record<string, string | null>> & { readonly key: number; readonly id: string }>`
      select key, ${sql.ref(sealed.idColumn ?? 'id')} as id, ${sql.join(columns.map((column) => sql.ref(column)))}
      from ${sql.table(sealed.table)} where key > ${after} order by key limit ${rowsAtOnce}`.execute(reads);
    const last = rows.at(-1);
    if (!last) return;
    after = last.key;
    yield rows.map((row) => ({
      key: row.key,
      id: row.id,
      cells: new Map(columns.map((column) => [column, row[column] ?? null])),
    }));
  }
}

async function rowsIn<Database>({ store, tables }: ResealingParts<Database>): Promise<number> {
  let rows = 0;
  for (const { table } of tables) {
    const counted = await sql<{ count: number }>`select count(*) as count from ${sql.table(table)}`.execute(
      store.reads as unknown as Kysely<never>,
    );
    rows += Number(counted.rows[0]?.count ?? 0);
  }
  return rows;
}

async function countVersions<Database>(
  { store, tables }: ResealingParts<Database>,
  signal: AbortSignal,
): Promise<readonly SealedCount[]> {
  const counts = new Map<string, SealedCount>();
  for (const table of tables) {
    for await (const rows of portionsOf(store, table, signal)) {
      for (const { cells } of rows) {
        for (const [column, cell] of cells) {
          if (cell === null) continue;
          const [key, version] = [column.endsWith('Index') ? 'blind-index' : 'seal', versionIn(cell)] as const;
          const values = (counts.get(`${key} ${version}`)?.values ?? 0) + 1;
          counts.set(`${key} ${version}`, { key, version, values });
        }
      }
    }
  }
  return [...counts.values()];
}
