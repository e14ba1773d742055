import { type Column, columnIndex, type Table } from './table.ts';

const reordered = (column: Column, order: Int32Array): Column => ({
  codes: order.map((row) => column.codes[row] ?? 0),
  values: column.values,
});

/**
 * The table with its rows in order of id (by UTF-16 units), so that nothing after depends on the order of a file.
 * Throws a `RangeError` for an id that is empty or there twice.
 */
export const sortById = (
  table: Table,
  idColumn: string,
): { readonly table: Table; readonly ids: readonly string[] } => {
  const { codes, values } = table.columns[columnIndex(table, idColumn)] ?? { codes: new Int32Array(), values: [] };
  const rowOf = new Int32Array(values.length).fill(-1);
  for (const [row, code] of codes.entries()) {
    if (code === 0) throw new RangeError(`Row ${row + 1} has no id in column "${idColumn}".`);
    if (rowOf[code] !== -1) throw new RangeError(`Id "${values[code]}" is there twice; ids must be unique in a file.`);
    rowOf[code] = row;
  }
  const ids = values.slice(1).filter((_, at) => rowOf[at + 1] !== -1);
  const codeOf = new Map(values.map((value, code) => [value, code]));
  ids.sort();
  const order = Int32Array.from(ids, (id) => rowOf[codeOf.get(id) ?? 0] ?? 0);
  const columns = table.columns.map((column) => reordered(column, order));
  return { table: { ...table, columns }, ids };
};
