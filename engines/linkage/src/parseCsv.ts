import { FileProblem } from './problems.ts';
import { checkedHeader, SharedIntegers, type Table } from './table.ts';

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

/** Reads records from bytes; texts with doubled quotes are put right in place. */
class Records {
  readonly bytes: Uint8Array;
  readonly #separator: number;
  readonly starts = new SharedIntegers();
  readonly ends = new SharedIntegers();
  /** The record that is being read; the header is 0. */
  record = 0;
  at: number;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
    this.at = blankAt(bytes, 0) === 3 ? 3 : 0;
    this.#separator = separatorOf(bytes, this.at);
  }

  /** Reads one record; gives how many fields it has, 0 for a blank line, -1 at the end. */
  next(): number {
    const { bytes } = this;
    if (this.at >= bytes.length) return -1;
    let fields = 0;
    for (;;) {
      this.#field();
      fields += 1;
      const sign = bytes[this.at] ?? NEWLINE;
      this.at += 1;
      if (sign === this.#separator) continue;
      if (sign === RETURN && bytes[this.at] === NEWLINE) this.at += 1;
      return fields === 1 && this.#lastIsEmpty() ? 0 : fields;
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

  #lastIsEmpty(): boolean {
    return this.#lastLength === 0;
  }

  #lastLength = 0;

  #push(from: number, to: number): void {
    this.#lastLength = to - from;
    this.starts.push(from);
    this.ends.push(to);
  }

  #field(): void {
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
    let read = from;
    let write = from;
    for (;;) {
      if (read >= bytes.length) throw new FileProblem('QUOTE_NOT_CLOSED', { record: this.record });
      const sign = bytes[read] ?? 0;
      if (sign === QUOTE) {
        if (bytes[read + 1] !== QUOTE) break;
        read += 1;
      }
      if (read !== write) bytes[write] = sign;
      read += 1;
      write += 1;
    }
    this.at = read + 1;
    while (bytes[this.at] === SPACE) this.at += 1;
    const sign = bytes[this.at] ?? NEWLINE;
    if (sign !== this.#separator && sign !== NEWLINE && sign !== RETURN)
      throw new FileProblem('TEXT_AFTER_QUOTE', { record: this.record });
    this.#trimmed(from, write);
    // An empty text in quotes is a field all the same: the line is not blank.
    if (this.#lastLength === 0) this.#lastLength = -1;
  }
}

const sharedBytes = (input: string | Uint8Array): Uint8Array => {
  const given = typeof input === 'string' ? new TextEncoder().encode(input) : input;
  if (given.buffer instanceof SharedArrayBuffer) return given;
  const bytes = new Uint8Array(new SharedArrayBuffer(given.length));
  bytes.set(given);
  return bytes;
};

/**
 * A `Table` from separated text in UTF-8 (RFC 4180; a byte-order mark, blank lines, spaces around fields, any line end, and tabs
 * or semicolons for commas are accepted). The first record is the header; records are counted after it. Bytes in shared
 * memory are taken over, not copied. Throws a `FileProblem` for text that breaks the form.
 */
export const parseCsv = (input: string | Uint8Array): Table => {
  const bytes = sharedBytes(input);
  const records = new Records(bytes);
  let width = records.next();
  while (width === 0) {
    records.settle(0, 0);
    width = records.next();
  }
  if (width < 0) throw new FileProblem('FILE_EMPTY');
  const decoder = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const [firsts, lasts] = [records.starts.finish(), records.ends.finish()];
  const header = checkedHeader(Array.from(firsts, (from, c) => decoder.toString('utf8', from, lasts[c])));
  let rowCount = 0;
  records.record = 1;
  for (let fields = records.next(); fields >= 0; fields = records.next()) {
    if (fields > width)
      throw new FileProblem('TOO_MANY_FIELDS', { record: records.record, met: fields, expected: width });
    records.settle(fields, width);
    if (fields === 0) continue;
    rowCount += 1;
    records.record += 1;
  }
  const [starts, ends] = [records.starts.finish().subarray(width), records.ends.finish().subarray(width)];
  return { header, rowCount, bytes, starts, ends };
};
