/** One column of a file, dictionary-coded: row `r` holds `values[codes[r]]`; code 0 is the empty text. */
export type Column = { readonly codes: Int32Array; readonly values: readonly string[] };

/** A file as columns: all of `rowCount` rows, named by `header`. */
export type Table = {
  readonly header: readonly string[];
  readonly rowCount: number;
  readonly columns: readonly Column[];
};

/** Collects rows into a `Table`; a short row is filled with empty text, and each text is trimmed. */
export class TableBuilder {
  readonly #header: readonly string[];
  readonly #dictionaries: readonly Map<string, number>[];
  #codes: Int32Array[];
  #rowCount = 0;

  constructor(header: readonly string[]) {
    this.#header = header.map((name) => name.trim());
    const twice = this.#header.find((name, at) => this.#header.indexOf(name) !== at);
    if (twice !== undefined) throw new RangeError(`Column "${twice}" is there twice; column names must be unique.`);
    this.#dictionaries = header.map(() => new Map([['', 0]]));
    this.#codes = header.map(() => new Int32Array(1024));
  }

  /** Adds one row; throws a `RangeError` when it has more fields than the header. */
  add(fields: readonly string[]): void {
    if (fields.length > this.#header.length) {
      throw new RangeError(
        `Row ${this.#rowCount + 1} has ${fields.length} fields when expected ${this.#header.length}.`,
      );
    }
    if (this.#rowCount === (this.#codes[0]?.length ?? 0)) {
      this.#codes = this.#codes.map((codes) => {
        const larger = new Int32Array(codes.length * 2);
        larger.set(codes);
        return larger;
      });
    }
    for (const [at, codes] of this.#codes.entries()) {
      const text = (fields[at] ?? '').trim();
      const dictionary = this.#dictionaries[at] ?? new Map<string, number>();
      let code = dictionary.get(text);
      if (code === undefined) {
        code = dictionary.size;
        dictionary.set(text, code);
      }
      codes[this.#rowCount] = code;
    }
    this.#rowCount += 1;
  }

  /** The table of all rows added so far. */
  finish(): Table {
    const columns = this.#codes.map((codes, at) => ({
      codes: codes.slice(0, this.#rowCount),
      values: [...(this.#dictionaries[at]?.keys() ?? [])],
    }));
    return { header: this.#header, rowCount: this.#rowCount, columns };
  }
}

/** A `Table` from rows of text. */
export const tableOf = (header: readonly string[], rows: Iterable<readonly string[]>): Table => {
  const builder = new TableBuilder(header);
  for (const row of rows) builder.add(row);
  return builder.finish();
};

/** The position of a column; throws a `RangeError` that names the columns there are. */
export const columnIndex = (table: Table, name: string): number => {
  const at = table.header.indexOf(name);
  if (at < 0) throw new RangeError(`No column "${name}"; the columns are ${table.header.join(', ')}.`);
  return at;
};

/** The text of one cell. */
export const cellOf = (table: Table, column: number, row: number): string => {
  const { codes, values } = table.columns[column] ?? { codes: [], values: [] };
  return values[codes[row] ?? 0] ?? '';
};
