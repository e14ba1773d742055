import { FileProblem } from './problems.ts';

/**
 * One column of a file, dictionary-coded: row `r` holds `values[codes[r]]`; code 0 is the empty text. In a column that hardly
 * repeats itself, equal texts may have several codes.
 */
export type Column = { readonly codes: Int32Array; readonly values: readonly string[] };

/** A file as columns: all of `rowCount` rows, named by `header`. */
export type Table = {
  readonly header: readonly string[];
  readonly rowCount: number;
  readonly columns: readonly Column[];
};

const DECIDE_AFTER = 32_768;
const HARDLY_REPEATED = 0.6;

/** One column while it is read. A dictionary that saves little is given up: looking texts up costs more than keeping them. */
class ColumnBuilder {
  readonly #values: string[] = [''];
  #dictionary: Map<string, number> | null = new Map([['', 0]]);
  #codes = new Int32Array(1024);

  set(row: number, text: string): void {
    if (row === this.#codes.length) {
      const larger = new Int32Array(row * 2);
      larger.set(this.#codes);
      this.#codes = larger;
    }
    if (row === DECIDE_AFTER && this.#values.length > HARDLY_REPEATED * row) this.#dictionary = null;
    let code = text === '' ? 0 : this.#dictionary?.get(text);
    if (code === undefined) {
      code = this.#values.length;
      this.#values.push(text);
      this.#dictionary?.set(text, code);
    }
    this.#codes[row] = code;
  }

  finish(rowCount: number): Column {
    return { codes: this.#codes.subarray(0, rowCount), values: this.#values };
  }
}

/** Collects rows into a `Table`; a short row is filled with empty text, and each text is trimmed. */
export class TableBuilder {
  readonly #header: readonly string[];
  readonly #columns: readonly ColumnBuilder[];
  #rowCount = 0;

  constructor(header: readonly string[]) {
    this.#header = header.map((name) => name.trim());
    const twice = this.#header.find((name, at) => this.#header.indexOf(name) !== at);
    if (twice !== undefined) throw new FileProblem('COLUMN_TWICE', { column: twice });
    this.#columns = header.map(() => new ColumnBuilder());
  }

  /** Adds one row; throws a `FileProblem` when it has more fields than the header. */
  add(fields: readonly string[]): void {
    if (fields.length > this.#header.length) {
      throw new FileProblem('TOO_MANY_FIELDS', {
        record: this.#rowCount + 1,
        met: fields.length,
        expected: this.#header.length,
      });
    }
    for (let at = 0; at < this.#columns.length; at += 1)
      this.#columns[at]?.set(this.#rowCount, (fields[at] ?? '').trim());
    this.#rowCount += 1;
  }

  /** The table of all rows added so far. */
  finish(): Table {
    return {
      header: this.#header,
      rowCount: this.#rowCount,
      columns: this.#columns.map((column) => column.finish(this.#rowCount)),
    };
  }
}

/** A `Table` from rows of text. */
export const tableOf = (header: readonly string[], rows: Iterable<readonly string[]>): Table => {
  const builder = new TableBuilder(header);
  for (const row of rows) builder.add(row);
  return builder.finish();
};

/** The position of a column; throws a `FileProblem` that names the columns there are. */
export const columnIndex = (table: Table, name: string): number => {
  const at = table.header.indexOf(name);
  if (at < 0) throw new FileProblem('NO_COLUMN', { column: name, columns: table.header.join(', ') });
  return at;
};

/** The text of one cell. */
export const cellOf = (table: Table, column: number, row: number): string => {
  const { codes, values } = table.columns[column] ?? { codes: [], values: [] };
  return values[codes[row] ?? 0] ?? '';
};
