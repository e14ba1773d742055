import { CsvError, type CsvFault } from './csvFault.ts';

const COMMA = 44;
const QUOTE = 34;
const NEWLINE = 10;
const RETURN = 13;
const decoder = new TextDecoder('utf-8', { fatal: true });

/** The error for one row. */
export const refusal = (
  file: string,
  line: number,
  code: CsvFault['code'],
  params: CsvFault['params'] = {},
): CsvError => new CsvError(file, { line, code, params });

/** A field as the bytes `from` to `to` of `bytes`; valid only while its row is being visited. */
export interface CsvRow {
  bytes: Uint8Array;
  readonly from: Int32Array;
  readonly to: Int32Array;
  /** Fields that were quoted, their doubled quotes not yet undone. */
  readonly quoted: Uint8Array;
  fields: number;
  line: number;
}

const MOST_FIELDS = 64;
/** A row that goes on for longer is a quote that was never closed. */
const MOST_BYTES = 2 ** 20;

/** Reads rows out of chunks that may break anywhere, also inside a sign. Give every chunk to `push`, then call `end` once. */
export interface CsvReader {
  readonly push: (chunk: Uint8Array) => void;
  readonly end: () => void;
  /** True when all that was pushed were whole rows. */
  readonly isBetweenRows: () => boolean;
  /** Lines that were read whole. */
  readonly lines: () => number;
}

/** Reads plain rows from `at` on and gives the position of the first that it leaves to the common reader; every row is one line. */
export type PlainRows = (bytes: Uint8Array, at: number) => { readonly at: number; readonly rows: number };

/**
 * RFC 4180 over bytes: comma, optional quotes, LF or CRLF, an optional byte order mark; empty lines are passed over. Rows are visited in
 * place without making text of them, because a file of pairs has millions. `readPlain` may take rows away from it, once a row was visited.
 */
export const createCsvReader = (
  file: string,
  visit: (row: CsvRow) => void,
  readPlain?: PlainRows,
  isPastHeader = false,
): CsvReader => {
  const row: CsvRow = {
    bytes: new Uint8Array(0),
    from: new Int32Array(MOST_FIELDS),
    to: new Int32Array(MOST_FIELDS),
    quoted: new Uint8Array(MOST_FIELDS),
    fields: 0,
    line: 0,
  };
  let rest: Uint8Array = new Uint8Array(0);
  let line = 1;
  let started = isPastHeader;

  /** Visits the whole rows of `bytes` and gives the position of the first byte of the unfinished one. */
  const scan = (bytes: Uint8Array, isLast: boolean): number => {
    row.bytes = bytes;
    let at = 0;
    while (at < bytes.length) {
      if (readPlain !== undefined && (line > 1 || isPastHeader)) {
        const plain = readPlain(bytes, at);
        at = plain.at;
        line += plain.rows;
        if (at === bytes.length) break;
      }
      const end = readRow(file, row, at, isLast, line);
      if (end < 0) return at;
      row.line = line;
      for (let k = at; k < end; k++) if (bytes[k] === NEWLINE) line++;
      at = end;
      if (row.fields > 1 || (row.to[0] as number) > (row.from[0] as number) || row.quoted[0] === 1) visit(row);
    }
    return at;
  };

  const join = (chunk: Uint8Array): Uint8Array => {
    if (rest.length === 0) return chunk;
    const joined = new Uint8Array(rest.length + chunk.length);
    joined.set(rest);
    joined.set(chunk, rest.length);
    return joined;
  };

  const feed = (chunk: Uint8Array, isLast: boolean): void => {
    let bytes = join(chunk);
    if (!started) {
      if (bytes.length < 3 && !isLast) {
        rest = Uint8Array.from(bytes);
        return;
      }
      started = true;
      if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) bytes = bytes.subarray(3);
    }
    rest = Uint8Array.from(bytes.subarray(scan(bytes, isLast))); // a Buffer would give a view of memory that its owner writes again
    if (rest.length > MOST_BYTES) throw refusal(file, line, 'LONG_ROW', { expected: MOST_BYTES });
  };

  return {
    push: (chunk) => feed(chunk, false),
    end: () => feed(new Uint8Array(0), true),
    isBetweenRows: () => rest.length === 0,
    lines: () => line - 1,
  };
};

/** Finds the fields of the row that begins at `start`; gives the position after it, or -1 when the bytes end inside it. */
const readRow = (file: string, row: CsvRow, start: number, isLast: boolean, line: number): number => {
  const { bytes, from, to, quoted } = row;
  const size = bytes.length;
  let at = start;
  row.fields = 0;
  for (;;) {
    if (row.fields === MOST_FIELDS) throw refusal(file, line, 'TOO_MANY_FIELDS', { expected: MOST_FIELDS });
    const field = row.fields++;
    if (bytes[at] === QUOTE) {
      quoted[field] = 1;
      from[field] = ++at;
      for (;;) {
        while (at < size && bytes[at] !== QUOTE) at++;
        if (at + 1 >= size && !isLast) return -1;
        if (at >= size) throw refusal(file, line, 'OPEN_QUOTE');
        if (bytes[at + 1] !== QUOTE) break;
        at += 2;
      }
      to[field] = at++;
    } else {
      quoted[field] = 0;
      from[field] = at;
      while (at < size && bytes[at] !== COMMA && bytes[at] !== NEWLINE) at++;
      to[field] = at > (from[field] as number) && bytes[at - 1] === RETURN && bytes[at] !== COMMA ? at - 1 : at;
    }
    if (bytes[at] === RETURN) at++;
    if (at >= size) return isLast ? size : -1;
    if (bytes[at] === NEWLINE) return at + 1;
    if (bytes[at] !== COMMA) throw refusal(file, line, 'AFTER_QUOTE');
    at++;
  }
};

/** The text of a field, its quotes undone. Throws a `CsvError` when it is not UTF-8. */
export const textOf = (file: string, row: CsvRow, field: number): string => {
  try {
    const text = decoder.decode(row.bytes.subarray(row.from[field], row.to[field]));
    return row.quoted[field] === 1 ? text.replaceAll('""', '"') : text;
  } catch {
    throw refusal(file, row.line, 'NOT_UTF8', { field: field + 1 });
  }
};

/** The whole number in a field, from -2^53 to 2^53; spaces around it are allowed. Throws a `CsvError` that names the column. */
export const integerOf = (file: string, row: CsvRow, field: number, column: string): number => {
  const { bytes, from, to } = row;
  let at = from[field] as number;
  let end = to[field] as number;
  while (at < end && bytes[at] === 32) at++;
  while (end > at && bytes[end - 1] === 32) end--;
  const isNegative = bytes[at] === 45;
  if (isNegative || bytes[at] === 43) at++;
  let value = 0;
  const first = at;
  for (; at < end; at++) {
    const digit = (bytes[at] as number) - 48;
    if (digit < 0 || digit > 9) break;
    value = value * 10 + digit;
  }
  if (at === first || at < end || value > Number.MAX_SAFE_INTEGER) {
    throw refusal(file, row.line, 'NOT_WHOLE', { column, met: textOf(file, row, field) });
  }
  return isNegative ? -value : value;
};
