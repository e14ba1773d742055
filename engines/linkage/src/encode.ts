import { type FieldKind, type FileModel, type ModelField, PARTS, TEXT_PARTS } from './fileModel.ts';
import { factsOfId, partsOf, partsOfDay } from './normaliseValue.ts';
import { ofTable } from './problems.ts';
import { RawCells } from './rawCells.ts';
import { columnIndex, columnReader, type Table } from './table.ts';
import { TextNumbers, type TextTable } from './textTable.ts';

/** Where a field's parts lie in a row. */
export type FieldPlace = {
  readonly kind: FieldKind;
  readonly at: number;
  /** Where the value of the column that it may have been swapped with lies; -1 without one. */
  readonly swapAt: number;
};

/** All records of all files as rows of integers in shared memory; row `r` is `rows[r * stride .. (r + 1) * stride)`. */
export type Encoded = {
  readonly rows: Int32Array;
  readonly stride: number;
  readonly rowCount: number;
  /** Rows from here on are of the second file; `rowCount` when there is one file. */
  readonly secondFrom: number;
  readonly fields: readonly FieldPlace[];
  readonly texts: TextTable;
};

/** What a thread needs to encode a share of the rows; `rows` is written by all of them. */
export type EncodeTask = {
  readonly tables: readonly Table[];
  readonly fields: readonly ModelField[];
  readonly rows: Int32Array;
  readonly stride: number;
};

/** A share of the rows, counted over all tables. */
export type RowShare = { readonly from: number; readonly to: number };

const placesOf = (fields: readonly ModelField[]): readonly number[] => {
  let next = 0;
  return fields.map(({ kind }) => {
    const at = next;
    next += PARTS[kind].length;
    return at;
  });
};

/** The task for these tables; throws a `FileProblem` for a column that a table does not have. */
export const encodeTask = (tables: readonly Table[], { fields }: FileModel): EncodeTask => {
  for (const [t, table] of tables.entries())
    for (const { column, readFrom } of fields)
      ofTable(t, () => {
        columnIndex(table, column);
        if (readFrom !== undefined) columnIndex(table, readFrom);
      });
  const stride = fields.reduce((sum, { kind }) => sum + PARTS[kind].length, 0);
  const rowCount = tables.reduce((sum, table) => sum + table.rowCount, 0);
  return { tables, fields, stride, rows: new Int32Array(new SharedArrayBuffer(rowCount * stride * 4)) };
};

/** Writes the parts of one column's cells; `derive` gives none where the text does not tell. */
const fillFrom = (
  { rows, stride }: EncodeTask,
  table: Table,
  column: string,
  place: { readonly at: number; readonly width: number; readonly first: number },
  share: RowShare,
  derive: (text: string) => readonly number[],
): void => {
  const { bytes, starts, ends, header } = table;
  const c = columnIndex(table, column);
  const read = columnReader(table, c);
  const known = new RawCells(bytes, place.width);
  const parts = new Int32Array(place.width);
  for (let row = share.from; row < share.to; row += 1) {
    const cell = row * header.length + c;
    const [from = 0, to = 0] = [starts[cell], ends[cell]];
    if (from === to) continue;
    if (!known.copy(from, to, parts, 0)) {
      const found = derive(read(row));
      for (let part = 0; part < place.width; part += 1) parts[part] = found[part] ?? 0;
      known.keep(from, to, parts, 0);
    }
    if (parts[0] === 0) continue;
    const target = (place.first + row) * stride + place.at;
    for (let part = 0; part < place.width; part += 1) rows[target + part] = parts[part] ?? 0;
  }
};

/** Encodes a share of the rows, with numbers of its own for the texts. */
export const encodeShare = (task: EncodeTask, share: RowShare): TextTable => {
  const numbers = new TextNumbers();
  const places = placesOf(task.fields);
  for (const [f, { kind, column, readFrom }] of task.fields.entries()) {
    let first = 0;
    for (const table of task.tables) {
      const own = { from: Math.max(0, share.from - first), to: Math.min(table.rowCount, share.to - first) };
      const place = { at: places[f] ?? 0, width: PARTS[kind].length, first };
      if (own.from < own.to) {
        fillFrom(task, table, column, place, own, (text) => partsOf(kind, text, numbers));
        if (readFrom !== undefined)
          fillFrom(task, table, readFrom, place, own, (text) => partsOfId(kind, text, numbers));
      }
      first += table.rowCount;
    }
  }
  return numbers.table();
};

/** What an ID number says of its holder, as parts of a birth date or of a gender. */
const partsOfId = (kind: FieldKind, text: string, numbers: TextNumbers): readonly number[] => {
  const facts = factsOfId(text);
  if (facts === null) return [];
  return kind === 'date' ? partsOfDay(facts.day, numbers) : partsOf('exact', facts.gender, numbers);
};

/** Brings the shares' numbers of texts together. */
export const joinEncoded = (
  { tables, fields, rows, stride }: EncodeTask,
  shares: readonly (RowShare & { readonly texts: TextTable })[],
): Encoded => {
  const places = placesOf(fields);
  const textPlaces = fields.flatMap(({ kind }, f) => TEXT_PARTS[kind].map((part) => (places[f] ?? 0) + part));
  const [only] = shares;
  let texts = only?.texts;
  if (texts === undefined || shares.length > 1) {
    const numbers = new TextNumbers();
    for (const share of shares) {
      const numberOf = numbers.addAll(share.texts);
      for (let row = share.from; row < share.to; row += 1)
        for (const place of textPlaces) {
          const at = row * stride + place;
          rows[at] = numberOf[rows[at] ?? 0] ?? 0;
        }
    }
    texts = numbers.table();
  }
  return {
    rows,
    stride,
    rowCount: tables.reduce((sum, table) => sum + table.rowCount, 0),
    secondFrom: tables[0]?.rowCount ?? 0,
    fields: fields.map(({ kind, swapsWith }, f) => {
      const other = fields.findIndex(({ column }) => column === swapsWith);
      return { kind, at: places[f] ?? 0, swapAt: other < 0 ? -1 : (places[other] ?? -1) };
    }),
    texts,
  };
};

/** The normalising stage: each value to its parts, each part to an integer. */
export const encode = (tables: readonly Table[], model: FileModel): Encoded => {
  const task = encodeTask(tables, model);
  const share = { from: 0, to: tables.reduce((sum, table) => sum + table.rowCount, 0) };
  return joinEncoded(task, [{ ...share, texts: encodeShare(task, share) }]);
};
