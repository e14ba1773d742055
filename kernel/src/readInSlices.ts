import { setImmediate as nextTurn } from 'node:timers/promises';
import { type Expression, type Kysely, type SqlBool, sql } from 'kysely';

/**
 * Reads all of a table by ranges of its integer key, and lets others have their turn after each, because on SQLite a statement holds
 * up the thread. What is written meanwhile is read or not; no row is read twice.
 */
export async function readInSlices<Database, Row>(
  reads: Kysely<Database>,
  table: keyof Database & string,
  read: (slice: Expression<SqlBool>) => Promise<readonly Row[]>,
  rowsInSlice = 5_000,
): Promise<Row[]> {
  const key = sql.ref(`${table}.key`);
  const { rows: ends } = await sql<{
    last: number | null;
  }>`select max(${key}) as last from ${sql.table(table)}`.execute(reads);
  const last = ends[0]?.last ?? 0;
  const rows: Row[] = [];
  for (let after = 0; after < last; after += rowsInSlice) {
    for (const row of await read(sql<SqlBool>`${key} > ${after} and ${key} <= ${after + rowsInSlice}`)) rows.push(row);
    await nextTurn();
  }
  return rows;
}
