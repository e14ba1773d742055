import { FileProblem } from './problems.ts';
import { orderByKey } from './radixSort.ts';
import { columnIndex, columnReader, linesOf, type Table, withoutRows } from './table.ts';
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

/** A row without an id of its own: it has none, or that of the row `first`. */
type Unusable = { readonly row: number; readonly first: number | null };

/** Rows in order of the id's hash, then of the id; equal hashes are rare, so hardly any ids are compared. */
export type OrderedById = {
  readonly table: Table;
  readonly order: Int32Array;
  readonly unusable: readonly Unusable[];
};

/** Finds the order of the rows; throws a `FileProblem` for a column that is not there. */
export const orderById = (table: Table, idColumn: string): OrderedById => {
  const unusable: Unusable[] = [];
  const column = columnIndex(table, idColumn);
  const read = columnReader(table, column);
  const { bytes, starts, ends, header } = table;
  const hashes = new Int32Array(table.rowCount);
  for (let row = 0; row < table.rowCount; row += 1) {
    const cell = row * header.length + column;
    const from = starts[cell] ?? 0;
    const to = ends[cell] ?? 0;
    if (from === to) unusable.push({ row, first: null });
    else hashes[row] = hashOfBytes(bytes, from, to) ?? hashOf(read(row));
  }
  const { rows, keys } = orderByKey(hashes);
  for (let from = 0; from < rows.length; ) {
    let to = from + 1;
    while (to < rows.length && keys[to] === keys[from]) to += 1;
    const run = [...rows.subarray(from, to)].sort((l, r) => compareText(read(l), read(r)) || l - r);
    let first = run[0] ?? 0;
    for (const [at, row] of run.entries()) {
      rows[from + at] = row;
      if (row !== first && read(first) === read(row)) unusable.push({ row, first });
      else first = row;
    }
    from = to;
  }
  return { table, order: rows, unusable: unusable.sort((a, b) => a.row - b.row) };
};

const problemsOf = (table: Table, column: string, unusable: readonly Unusable[]): readonly FileProblem[] => {
  const lines = linesOf(
    table,
    unusable.flatMap(({ row, first }) => (first === null ? [row] : [row, first])),
  );
  return unusable.map(({ row, first }) => {
    const line = lines.get(row) ?? 0;
    return first === null
      ? new FileProblem('NO_ID', { line, column })
      : new FileProblem('ID_TWICE', { line, first: lines.get(first) ?? 0, column });
  });
};

/**
 * The table with its rows in an order that the ids alone decide, so that nothing after depends on the order of a file.
 * For an id that is empty, or was there before, it throws a `FileProblem`, or leaves the row out where `onRejected` is given.
 */
export const inOrder = (
  { table, order, unusable }: OrderedById,
  idColumn: string,
  onRejected?: (problem: FileProblem) => void,
): Table => {
  if (unusable.length === 0) return { ...table, order };
  for (const problem of problemsOf(table, idColumn, unusable)) {
    if (onRejected === undefined) throw problem;
    onRejected(problem);
  }
  const rows = unusable.map(({ row }) => row);
  return sortById(withoutRows(table, rows), idColumn);
};

/** Both in one thread. */
export const sortById = (table: Table, idColumn: string, onRejected?: (problem: FileProblem) => void): Table =>
  inOrder(orderById(table, idColumn), idColumn, onRejected);

/** The ids of a sorted table by row. */
export type Ids = (row: number) => string;

/** The ids alone, copied out of the table, so that the rest of it may go. */
export const idsOf = (table: Table, idColumn: string): Ids => {
  const { bytes, starts, ends, header, rowCount, order } = table;
  const column = columnIndex(table, idColumn);
  // Line after line, which is how they lie in memory.
  const offsets = new Uint32Array(rowCount + 1);
  for (let line = 0, cell = column; line < rowCount; line += 1, cell += header.length)
    offsets[line + 1] = (offsets[line] ?? 0) + (ends[cell] ?? 0) - (starts[cell] ?? 0);
  const own = Buffer.alloc(offsets[rowCount] ?? 0);
  let bits = 0;
  for (let line = 0, cell = column, to = 0; line < rowCount; line += 1, cell += header.length) {
    const end = ends[cell] ?? 0;
    for (let from = starts[cell] ?? 0; from < end; from += 1, to += 1) {
      own[to] = bytes[from] ?? 0;
      bits |= own[to] ?? 0;
    }
  }
  const lineOf = (row: number): number => (order === undefined ? row : (order[row] ?? 0));
  // Much quicker than UTF-8, and the same where there is nothing but ASCII.
  const encoding = bits < 0x80 ? 'latin1' : 'utf8';
  return (row) => own.toString(encoding, offsets[lineOf(row)], offsets[lineOf(row) + 1]);
};
