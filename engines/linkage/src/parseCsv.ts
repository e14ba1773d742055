import { FileProblem, type FileProblemCode } from './problems.ts';
import { checkedHeader, lineCounter, SharedIntegers, type Table } from './table.ts';

const QUOTE = 34;
const SEPARATORS = [44, 9, 59];
const NEWLINE = 10;
const RETURN = 13;
const SPACE = 32;

/** The sign that separates columns: of comma, tab and semicolon the one that the header line has most of. */
const separatorOf = (bytes: Uint8Array, from: number): number => {
  const counts = SEPARATORS.map(() => 0);
  let quoted = false;
  for (let at = from; at < bytes.length; at += 1) {
    const sign = bytes[at] ?? 0;
    if (sign === QUOTE) quoted = !quoted;
    if (quoted) continue;
    if (sign === NEWLINE || sign === RETURN) break;
    const known = SEPARATORS.indexOf(sign);
    if (known >= 0) counts[known] = (counts[known] ?? 0) + 1;
  }
  return SEPARATORS[counts.indexOf(Math.max(...counts))] ?? 44;
};

/** Width in bytes of a blank sign at `at`: space, tab, no-break space, ideographic space, byte-order mark; 0 for any other. */
const blankAt = (bytes: Uint8Array, at: number): number => {
  const sign = bytes[at] ?? 0;
  if (sign === SPACE || sign === 9) return 1;
  if (sign === 0xc2 && bytes[at + 1] === 0xa0) return 2;
  if (sign === 0xe3 && bytes[at + 1] === 0x80 && bytes[at + 2] === 0x80) return 3;
  return sign === 0xef && bytes[at + 1] === 0xbb && bytes[at + 2] === 0xbf ? 3 : 0;
};

/** 1 for a quote, and for bytes that blank signs begin or end with. */
const NEEDS_CARE = new Uint8Array(256);
for (const byte of [QUOTE, SPACE, 9, 0xc2, 0xa0, 0xe3, 0x80, 0xef, 0xbf]) NEEDS_CARE[byte] = 1;

/** Reads records from bytes; texts with doubled quotes are put right in place. */
class Records {
  readonly bytes: Uint8Array;
  readonly #separator: number;
  /** 1 for signs that end a field. */
  readonly #isEnd = new Uint8Array(256);
  readonly #lineAt: (place: number) => number;
  readonly starts = new SharedIntegers();
  readonly ends = new SharedIntegers();
  /** Names of the columns, once the header is read. */
  header: readonly string[] = [];
  at: number;
  /** Where the record began that is being read, and how many of its fields are read. */
  #from = 0;
  #fields = 0;
  /** Before this place a quote was not closed rightly: what begins here may be the rest of a record. */
  #brokenUntil = 0;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
    this.at = blankAt(bytes, 0) === 3 ? 3 : 0;
    this.#separator = separatorOf(bytes, this.at);
    for (const sign of [this.#separator, NEWLINE, RETURN]) this.#isEnd[sign] = 1;
    this.#lineAt = lineCounter(bytes);
  }

  /** Reads one record; gives how many fields it has, 0 for a blank line, -1 at the end. */
  next(): number {
    const { bytes } = this;
    if (this.at >= bytes.length) return -1;
    this.#from = this.at;
    this.#fields = 0;
    for (;;) {
      this.#field();
      this.#fields += 1;
      const sign = bytes[this.at] ?? NEWLINE;
      this.at += 1;
      if (sign === this.#separator) continue;
      if (sign === RETURN && bytes[this.at] === NEWLINE) this.at += 1;
      return this.#fields === 1 && this.#lastIsEmpty() ? 0 : this.#fields;
    }
  }

  /** Takes back the fields of a record that was no record, or fills up a short one. */
  settle(fields: number, expected: number): void {
    if (fields === 0) {
      this.starts.length -= 1;
      this.ends.length -= 1;
    }
    for (let more = fields; fields > 0 && more < expected; more += 1) this.#push(0, 0);
  }

  /** What is wrong with a record of so many fields, or `null`. */
  problemOf(fields: number): FileProblem | null {
    const expected = this.header.length;
    if (fields > expected) return this.#problem('TOO_MANY_FIELDS', { met: fields, expected, column: expected + 1 });
    const isBroken = fields > 0 && fields < expected && this.#from < this.#brokenUntil;
    return isBroken ? this.#problem('BROKEN_LINE', { met: fields, expected }) : null;
  }

  /** Takes back what was read of a record, and goes on in the line after the one that it began in. */
  skip({ code }: FileProblem): void {
    this.starts.length -= this.#fields;
    this.ends.length -= this.#fields;
    if (code === 'TOO_MANY_FIELDS' || code === 'BROKEN_LINE') return;
    this.#brokenUntil = Math.max(this.#brokenUntil, this.at);
    this.at = this.#from;
    const { bytes } = this;
    while (this.at < bytes.length && bytes[this.at] !== NEWLINE && bytes[this.at] !== RETURN) this.at += 1;
    this.at += bytes[this.at] === RETURN && bytes[this.at + 1] === NEWLINE ? 2 : 1;
  }

  #problem(code: FileProblemCode, params: Readonly<Record<string, string | number>> = {}): FileProblem {
    const column = this.header[this.#fields] ?? this.#fields + 1;
    return new FileProblem(code, { line: this.#lineAt(this.#from), column, ...params });
  }

  #lastIsEmpty(): boolean {
    return this.#lastLength === 0;
  }

  #lastLength = 0;

  #push(from: number, to: number): void {
    this.#lastLength = to - from;
    this.starts.push(from);
    this.ends.push(to);
  }

  /** Reads a field. Most need no care: they begin with no quote, and neither begin nor end with what may be a blank sign. */
  #field(): void {
    const { bytes } = this;
    const isEnd = this.#isEnd;
    const from = this.at;
    let to = from;
    while (to < bytes.length && isEnd[bytes[to] ?? 0] === 0) to += 1;
    if (to > from && (NEEDS_CARE[bytes[from] ?? 0] === 1 || NEEDS_CARE[bytes[to - 1] ?? 0] === 1)) {
      this.#carefully();
      return;
    }
    this.at = to;
    this.#push(from, to);
  }

  #carefully(): void {
    const { bytes } = this;
    const separator = this.#separator;
    let from = this.at;
    for (let blank = blankAt(bytes, from); blank > 0 && bytes[from] !== separator; blank = blankAt(bytes, from))
      from += blank;
    if (bytes[from] === QUOTE) {
      this.#quoted(from + 1);
      return;
    }
    let to = from;
    for (; to < bytes.length; to += 1) {
      const sign = bytes[to];
      if (sign === separator || sign === NEWLINE || sign === RETURN) break;
    }
    this.at = to;
    this.#trimmed(from, to);
  }

  #trimmed(from: number, to: number): void {
    const { bytes } = this;
    let end = to;
    for (;;) {
      if (end > from && blankAt(bytes, end - 1) === 1) end -= 1;
      else if (end - 2 >= from && blankAt(bytes, end - 2) === 2) end -= 2;
      else if (end - 3 >= from && blankAt(bytes, end - 3) === 3) end -= 3;
      else break;
    }
    let start = from;
    for (let blank = blankAt(bytes, start); blank > 0 && start < end; blank = blankAt(bytes, start)) start += blank;
    this.#push(Math.min(start, end), end);
  }

  #quoted(from: number): void {
    const { bytes } = this;
    let end = from;
    let isDoubled = false;
    for (;;) {
      if (end >= bytes.length) {
        this.at = end;
        throw this.#problem('QUOTE_NOT_CLOSED');
      }
      if (bytes[end] === QUOTE) {
        if (bytes[end + 1] !== QUOTE) break;
        isDoubled = true;
        end += 1;
      }
      end += 1;
    }
    this.at = end + 1;
    while (bytes[this.at] === SPACE) this.at += 1;
    const sign = bytes[this.at] ?? NEWLINE;
    if (sign !== this.#separator && sign !== NEWLINE && sign !== RETURN) throw this.#problem('TEXT_AFTER_QUOTE');
    this.#trimmed(from, isDoubled ? withSingleQuotes(bytes, from, end) : end);
    // An empty text in quotes is a field all the same: the line is not blank.
    if (this.#lastLength === 0) this.#lastLength = -1;
  }
}

/** Makes one quote of each two, in place; what is left over becomes blank. Gives where the text ends. */
const withSingleQuotes = (bytes: Uint8Array, from: number, end: number): number => {
  let write = from;
  for (let read = from; read < end; read += 1) {
    bytes[write] = bytes[read] ?? 0;
    write += 1;
    if (bytes[read] === QUOTE) read += 1;
  }
  bytes.fill(SPACE, write, end);
  return write;
};

const sharedBytes = (input: string | Uint8Array): Uint8Array => {
  const given = typeof input === 'string' ? new TextEncoder().encode(input) : input;
  if (given.buffer instanceof SharedArrayBuffer) return given;
  const bytes = new Uint8Array(new SharedArrayBuffer(given.length));
  bytes.set(given);
  return bytes;
};

/** Reads the next record; gives how many fields it has, or what is wrong with it. */
const readNext = (records: Records): number | FileProblem => {
  try {
    const fields = records.next();
    return records.problemOf(fields) ?? fields;
  } catch (error) {
    if (error instanceof FileProblem) return error;
    throw error;
  }
};

const readHeader = (records: Records): readonly string[] => {
  let width = records.next();
  while (width === 0) {
    records.settle(0, 0);
    width = records.next();
  }
  if (width < 0) throw new FileProblem('FILE_EMPTY');
  const { bytes } = records;
  const decoder = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const [firsts, lasts] = [records.starts.finish(), records.ends.finish()];
  return checkedHeader(Array.from(firsts, (from, c) => decoder.toString('utf8', from, lasts[c])));
};

/**
 * A `Table` from separated text in UTF-8 (RFC 4180; a byte-order mark, blank lines, spaces around fields, any line end, and tabs
 * or semicolons for commas are accepted). The first record is the header. Bytes in shared memory are taken over, not copied.
 * For a record that breaks the form it throws a `FileProblem`, or tells `onRejected` and leaves it out.
 */
export const parseCsv = (input: string | Uint8Array, onRejected?: (problem: FileProblem) => void): Table => {
  const records = new Records(sharedBytes(input));
  const header = readHeader(records);
  const width = header.length;
  records.header = header;
  let rowCount = 0;
  for (;;) {
    const fields = readNext(records);
    if (fields instanceof FileProblem) {
      if (onRejected === undefined) throw fields;
      onRejected(fields);
      records.skip(fields);
      continue;
    }
    if (fields < 0) break;
    records.settle(fields, width);
    if (fields > 0) rowCount += 1;
  }
  const [starts, ends] = [records.starts.finish().subarray(width), records.ends.finish().subarray(width)];
  return { header, rowCount, bytes: records.bytes, starts, ends };
};
