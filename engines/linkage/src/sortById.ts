import { orderByKey } from './block.ts';
import { FileProblem } from './problems.ts';
import { columnIndex, columnReader, type Table } from './table.ts';
import { endHash, hashOf, nextHash, startHash } from './textTable.ts';

const compareText = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0);

/** The hash of the text in these bytes, as `hashOf` gives it; ids are ASCII mostly, and then no text is made. */
const hashOfBytes = (bytes: Uint8Array, from: number, to: number): number | null => {
  let hash = startHash;
  for (let at = from; at < to; at += 1) {
    const byte = bytes[at] ?? 0;
    if (byte >= 0x80) return null;
    hash = nextHash(hash, byte);
  }
  return endHash(hash, to - from);
};

/** Rows in order of the id's hash, then of the id; equal hashes are rare, so hardly any ids are compared. */
const orderOf = (table: Table, idColumn: string): Int32Array => {
  const column = columnIndex(table, idColumn);
  const read = columnReader(table, column);
  const { bytes, starts, ends, header } = table;
  const hashes = new Int32Array(table.rowCount);
  for (let row = 0; row < table.rowCount; row += 1) {
    const cell = row * header.length + column;
    const from = starts[cell] ?? 0;
    const to = ends[cell] ?? 0;
    if (from === to) throw new FileProblem('NO_ID', { record: row + 1, column: idColumn });
    hashes[row] = hashOfBytes(bytes, from, to) ?? hashOf(read(row));
  }
  const { rows, keys } = orderByKey(hashes);
  for (let from = 0; from < rows.length; ) {
    let to = from + 1;
    while (to < rows.length && keys[to] === keys[from]) to += 1;
    const run = [...rows.subarray(from, to)].sort((l, r) => compareText(read(l), read(r)) || l - r);
    for (const [at, row] of run.entries()) {
      rows[from + at] = row;
      const before = run[at - 1];
      if (before === undefined || read(before) !== read(row)) continue;
      throw new FileProblem('ID_TWICE', { first: before + 1, second: row + 1, column: idColumn });
    }
    from = to;
  }
  return rows;
};

/**
 * The table with its rows in an order that the ids alone decide, so that nothing after depends on the order of a file.
 * Throws a `FileProblem` for an id that is empty or there twice.
 */
export const sortById = (table: Table, idColumn: string): Table => {
  return { ...table, order: orderOf(table, idColumn) };
};

/** The ids of a sorted table by row. */
export type Ids = (row: number) => string;

/** The ids alone, copied out of the table, so that the rest of it may go. */
export const idsOf = (table: Table, idColumn: string): Ids => {
  const { bytes, starts, ends, header, rowCount, order } = table;
  const column = columnIndex(table, idColumn);
  const cellOf = (row: number): number => (order === undefined ? row : (order[row] ?? 0)) * header.length + column;
  const offsets = new Uint32Array(rowCount + 1);
  for (let row = 0; row < rowCount; row += 1) {
    const cell = cellOf(row);
    offsets[row + 1] = (offsets[row] ?? 0) + (ends[cell] ?? 0) - (starts[cell] ?? 0);
  }
  const own = Buffer.alloc(offsets[rowCount] ?? 0);
  for (let row = 0; row < rowCount; row += 1) {
    const cell = cellOf(row);
    const end = ends[cell] ?? 0;
    for (let from = starts[cell] ?? 0, to = offsets[row] ?? 0; from < end; from += 1, to += 1)
      own[to] = bytes[from] ?? 0;
  }
  return (row) => own.toString('utf8', offsets[row], offsets[row + 1]);
};
