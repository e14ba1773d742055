import { orderByKey } from './block.ts';
import { FileProblem } from './problems.ts';
import { columnIndex, columnReader, type Table } from './table.ts';
import { hashOf } from './textTable.ts';

const compareText = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0);

/** Rows in order of the id's hash, then of the id; equal hashes are rare, so hardly any ids are compared. */
const orderOf = (table: Table, idColumn: string): Int32Array => {
  const read = columnReader(table, columnIndex(table, idColumn));
  const hashes = new Int32Array(table.rowCount);
  for (let row = 0; row < table.rowCount; row += 1) {
    const id = read(row);
    if (id === '') throw new FileProblem('NO_ID', { record: row + 1, column: idColumn });
    hashes[row] = hashOf(id);
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
  const order = orderOf(table, idColumn);
  const width = table.header.length;
  const starts = new Uint32Array(new SharedArrayBuffer(order.length * width * 4));
  const ends = new Uint32Array(new SharedArrayBuffer(order.length * width * 4));
  for (let row = 0; row < order.length; row += 1) {
    const from = (order[row] ?? 0) * width;
    for (let column = 0; column < width; column += 1) {
      starts[row * width + column] = table.starts[from + column] ?? 0;
      ends[row * width + column] = table.ends[from + column] ?? 0;
    }
  }
  return { ...table, starts, ends };
};

/** The ids of a sorted table by row. */
export type Ids = (row: number) => string;

/** The ids alone, copied out of the table, so that the rest of it may go. */
export const idsOf = (table: Table, idColumn: string): Ids => {
  const { bytes, starts, ends, header, rowCount } = table;
  const column = columnIndex(table, idColumn);
  const offsets = new Uint32Array(rowCount + 1);
  for (let row = 0; row < rowCount; row += 1) {
    const cell = row * header.length + column;
    offsets[row + 1] = (offsets[row] ?? 0) + (ends[cell] ?? 0) - (starts[cell] ?? 0);
  }
  const own = Buffer.alloc(offsets[rowCount] ?? 0);
  for (let row = 0; row < rowCount; row += 1) {
    const cell = row * header.length + column;
    own.set(bytes.subarray(starts[cell], ends[cell]), offsets[row]);
  }
  return (row) => own.toString('utf8', offsets[row], offsets[row + 1]);
};
