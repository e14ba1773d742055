import { type FileModel, PARTS } from './fileModel.ts';
import { factsOfId, partsOf, partsOfDay } from './normaliseValue.ts';
import { ofTable } from './problems.ts';
import { type Column, columnIndex, type Table } from './table.ts';
import { TextNumbers, type TextTable } from './textTable.ts';

/** Where a field's parts lie in a row. */
export type FieldPlace = {
  readonly kind: FileModel['fields'][number]['kind'];
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

type Filler = (column: Column, row: number) => readonly number[];

const cached = (partsFor: (text: string) => readonly number[]): Filler => {
  const caches = new Map<Column, (readonly number[] | undefined)[]>();
  return (column, row) => {
    let cache = caches.get(column);
    if (cache === undefined) {
      cache = new Array(column.values.length);
      caches.set(column, cache);
    }
    const code = column.codes[row] ?? 0;
    cache[code] ??= partsFor(column.values[code] ?? '');
    return cache[code];
  };
};

const fromId = (kind: string, numbers: TextNumbers): Filler =>
  cached((text) => {
    const facts = factsOfId(text);
    if (facts === null) return [];
    return kind === 'date' ? partsOfDay(facts.day, numbers) : partsOf('exact', facts.gender, numbers);
  });

/** The normalising stage: each value to its parts, each part to an integer. The same files give the same integers. */
export const encode = (tables: readonly Table[], model: FileModel): Encoded => {
  const numbers = new TextNumbers();
  const starts: number[] = [];
  let stride = 0;
  for (const { kind } of model.fields) {
    starts.push(stride);
    stride += PARTS[kind].length;
  }
  const rowCount = tables.reduce((sum, table) => sum + table.rowCount, 0);
  const rows = new Int32Array(new SharedArrayBuffer(rowCount * stride * 4));
  for (const [f, field] of model.fields.entries()) {
    const at = starts[f] ?? 0;
    const direct = cached((text) => partsOf(field.kind, text, numbers));
    const derived = field.readFrom === undefined ? null : fromId(field.kind, numbers);
    let first = 0;
    for (const [t, table] of tables.entries()) {
      const columnOf = (name: string) => table.columns[ofTable(t, () => columnIndex(table, name))];
      const column = columnOf(field.column);
      const better = field.readFrom === undefined ? undefined : columnOf(field.readFrom);
      if (column === undefined) continue;
      for (let row = 0; row < table.rowCount; row += 1) {
        const read = derived === null || better === undefined ? [] : derived(better, row);
        const parts = read.length > 0 ? read : direct(column, row);
        const from = (first + row) * stride + at;
        for (let part = 0; part < parts.length; part += 1) rows[from + part] = parts[part] ?? 0;
      }
      first += table.rowCount;
    }
  }
  const fields = model.fields.map((field, f) => {
    const other = model.fields.findIndex(({ column }) => column === field.swapsWith);
    return { kind: field.kind, at: starts[f] ?? 0, swapAt: other < 0 ? -1 : (starts[other] ?? -1) };
  });
  return { rows, stride, rowCount, secondFrom: tables[0]?.rowCount ?? 0, fields, texts: numbers.table() };
};
