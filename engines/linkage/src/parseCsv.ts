import { FileProblem } from './problems.ts';
import { type Table, TableBuilder } from './table.ts';

const QUOTE = 34;
const SEPARATORS = [44, 9, 59];
const NEWLINE = 10;
const RETURN = 13;
const SPACE = 32;

/** The sign that separates columns: of comma, tab and semicolon the one that the header line has most of. */
const separatorOf = (header: string): number => {
  const bare = header.replace(/"(?:[^"]|"")*"/g, '').split(/[\r\n]/, 1)[0] ?? '';
  const counts = SEPARATORS.map((sign) => bare.split(String.fromCharCode(sign)).length);
  return SEPARATORS[counts.indexOf(Math.max(...counts))] ?? 44;
};

/** Reads separated text piece by piece; `\n`, `\r\n` and `\r` end a record. */
class CsvReader {
  #builder: TableBuilder | null = null;
  #separator = 0;
  #record = 1;
  #row: string[] = [];
  #rest = '';

  add(piece: string, last: boolean): void {
    const text = this.#rest + piece;
    if (this.#separator === 0) {
      this.#rest = text;
      if (!last && !/[\r\n]/.test(piece)) return;
      this.#separator = separatorOf(text);
    }
    const separator = this.#separator;
    let at = 0;
    let start = 0;
    while (at < text.length) {
      let field: string;
      let from = at;
      while (text.charCodeAt(from) === SPACE) from += 1;
      if (text.charCodeAt(from) === QUOTE) {
        const end = this.#endOfQuoted(text, from + 1, last);
        if (end < 0) break;
        field = text.slice(from + 1, end).replaceAll('""', '"');
        at = end + 1;
        while (text.charCodeAt(at) === SPACE) at += 1;
      } else {
        let end = at;
        for (; end < text.length; end += 1) {
          const sign = text.charCodeAt(end);
          if (sign === separator || sign === NEWLINE || sign === RETURN) break;
        }
        field = text.slice(at, end);
        at = end;
      }
      // What follows decides whether the record ends here; without it, wait for the next piece.
      if (!last && at + 1 >= text.length) break;
      const sign = text.charCodeAt(at);
      if (at < text.length && sign !== separator && sign !== NEWLINE && sign !== RETURN) {
        throw new FileProblem('TEXT_AFTER_QUOTE', { record: this.#record });
      }
      this.#row.push(field);
      const ended = sign !== separator;
      at += sign === RETURN && text.charCodeAt(at + 1) === NEWLINE ? 2 : 1;
      if (sign === separator && at >= text.length && last) this.#row.push('');
      start = at;
      if (ended || (at >= text.length && last)) this.#endRow();
    }
    this.#rest = text.slice(start);
  }

  #endOfQuoted(text: string, from: number, last: boolean): number {
    let end = text.indexOf('"', from);
    while (end >= 0 && text.charCodeAt(end + 1) === QUOTE) end = text.indexOf('"', end + 2);
    if (end < 0 && last) throw new FileProblem('QUOTE_NOT_CLOSED', { record: this.#record });
    return !last && end + 1 >= text.length ? -1 : end;
  }

  #endRow(): void {
    const row = this.#row;
    this.#row = [];
    if (this.#builder === null) {
      if (row[0] !== undefined) row[0] = row[0].replace(/^\uFEFF/, '');
      if (row.every((name) => name.trim() === '')) throw new FileProblem('FILE_EMPTY');
      this.#builder = new TableBuilder(row);
    } else if (row.length > 1 || row[0] !== '') {
      this.#builder.add(row);
      this.#record += 1;
    }
  }

  finish(): Table {
    this.add('', true);
    if (this.#builder === null) throw new FileProblem('FILE_EMPTY');
    return this.#builder.finish();
  }
}

/**
 * A `Table` from separated text (RFC 4180; a byte-order mark, blank lines, spaces after commas, any line end, and tabs or
 * semicolons for commas are accepted), given whole or in pieces. The first record is the header; records are counted after it.
 * Throws a `FileProblem` for text that breaks the form.
 */
export const parseCsv = (pieces: Iterable<string>): Table => {
  const reader = new CsvReader();
  for (const piece of pieces) reader.add(piece, false);
  return reader.finish();
};
