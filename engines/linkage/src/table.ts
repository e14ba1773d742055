import { FileProblem } from './problems.ts';

/**
 * A file as its bytes, in shared memory, so that any thread reads it without a copy: cell (`row`, `column`) is the UTF-8 text of
 * `bytes[starts[c] .. ends[c])`, where `c` is `row * header.length + column` unless rows have an `order`.
 */
export type Table = {
  readonly header: readonly string[];
  readonly rowCount: number;
  readonly bytes: Uint8Array;
  readonly starts: Uint32Array;
  readonly ends: Uint32Array;
  /** In which line of the file a row stands, where rows have an order of their own: line `l` has the cells from `l * header.length` on. */
  readonly order?: Int32Array;
};

/** A list of integers in shared memory that grows. */
export class SharedIntegers {
  #numbers: Uint32Array;
  length = 0;

  constructor(room = 4096) {
    this.#numbers = new Uint32Array(new SharedArrayBuffer(room * 4));
  }

  push(number: number): void {
    if (this.length === this.#numbers.length) {
      const larger = new Uint32Array(new SharedArrayBuffer(this.length * 8));
      larger.set(this.#numbers);
      this.#numbers = larger;
    }
    this.#numbers[this.length] = number;
    this.length += 1;
  }

  finish(): Uint32Array {
    return this.#numbers.subarray(0, this.length);
  }
}

/** The header's names without the spaces around them; throws a `FileProblem` for a name that is there twice. */
export const checkedHeader = (names: readonly string[]): readonly string[] => {
  const header = names.map((name) => name.trim());
  if (header.every((name) => name === '')) throw new FileProblem('FILE_EMPTY');
  const twice = header.find((name, at) => header.indexOf(name) !== at);
  if (twice !== undefined) throw new FileProblem('COLUMN_TWICE', { column: twice });
  return header;
};

const [NEWLINE, RETURN] = [10, 13];
const LINE_END = Uint8Array.of(NEWLINE);

/** Counts lines from 1; to be asked of places in rising order. */
export const lineCounter = (bytes: Uint8Array): ((place: number) => number) => {
  let line = 1;
  let at = 0;
  return (place) => {
    for (; at < place; at += 1)
      if (bytes[at] === NEWLINE || (bytes[at] === RETURN && bytes[at + 1] !== NEWLINE)) line += 1;
    return line;
  };
};

/** The lines of the file that these rows begin in. */
export const linesOf = ({ bytes, starts, header }: Table, rows: readonly number[]): ReadonlyMap<number, number> => {
  const lineAt = lineCounter(bytes);
  return new Map(rows.toSorted((a, b) => a - b).map((row) => [row, lineAt(starts[row * header.length] ?? 0)]));
};

/** The table without some rows, which are given in rising order. */
export const withoutRows = (table: Table, dropped: readonly number[]): Table => {
  const width = table.header.length;
  const rowCount = table.rowCount - dropped.length;
  const [starts, ends] = [table.starts, table.ends].map((from) => {
    const to = new Uint32Array(new SharedArrayBuffer(rowCount * width * 4));
    let at = 0;
    let next = 0;
    for (const row of [...dropped, table.rowCount]) {
      to.set(from.subarray(next * width, row * width), at * width);
      at += row - next;
      next = row + 1;
    }
    return to;
  });
  return { ...table, rowCount, starts: starts ?? table.starts, ends: ends ?? table.ends };
};

/** A `Table` from rows of text; a short row is filled with empty text, and each text is trimmed. */
export const tableOf = (header: readonly string[], rows: Iterable<readonly string[]>): Table => {
  const encoder = new TextEncoder();
  const names = checkedHeader(header);
  const pieces: Uint8Array[] = [];
  const [starts, ends] = [new SharedIntegers(), new SharedIntegers()];
  // Between the rows lie line ends, as if the header were the first line.
  let length = 1;
  let record = 0;
  pieces.push(LINE_END);
  for (const row of rows) {
    record += 1;
    if (row.length > names.length)
      throw new FileProblem('TOO_MANY_FIELDS', { line: record + 1, met: row.length, expected: names.length });
    for (let column = 0; column < names.length; column += 1) {
      const piece = encoder.encode((row[column] ?? '').trim());
      pieces.push(piece);
      starts.push(length);
      length += piece.length;
      ends.push(length);
    }
    pieces.push(LINE_END);
    length += 1;
  }
  const bytes = new Uint8Array(new SharedArrayBuffer(length));
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return { header: names, rowCount: record, bytes, starts: starts.finish(), ends: ends.finish() };
};

/** The table without the named columns; the bytes are the same. */
export const withoutColumns = (table: Table, names: readonly string[]): Table => {
  const kept = [...table.header.keys()].filter((column) => !names.includes(table.header[column] ?? ''));
  const count = table.rowCount * kept.length;
  const starts = new Uint32Array(new SharedArrayBuffer(count * 4));
  const ends = new Uint32Array(new SharedArrayBuffer(count * 4));
  for (let row = 0, to = 0; row < table.rowCount; row += 1) {
    for (const column of kept) {
      starts[to] = table.starts[row * table.header.length + column] ?? 0;
      ends[to] = table.ends[row * table.header.length + column] ?? 0;
      to += 1;
    }
  }
  return { ...table, header: kept.map((column) => table.header[column] ?? ''), starts, ends };
};

/** The position of a column; throws a `FileProblem` that names the columns there are. */
export const columnIndex = (table: Table, name: string): number => {
  const at = table.header.indexOf(name);
  if (at < 0) throw new FileProblem('NO_COLUMN', { column: name, columns: table.header.join(', ') });
  return at;
};

/** Reads the cells of one column as text. */
export const columnReader = (table: Table, column: number): ((row: number) => string) => {
  const { bytes, starts, ends, order } = table;
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const width = table.header.length;
  return (row) => {
    const cell = (order === undefined ? row : (order[row] ?? 0)) * width + column;
    const from = starts[cell] ?? 0;
    const to = ends[cell] ?? 0;
    return from === to ? '' : buffer.toString('utf8', from, to);
  };
};
