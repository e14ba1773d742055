import { type Column, columnIndex, type Table } from './table.ts';

const reordered = (column: Column, order: Int32Array): Column => ({
  codes: order.map((row) => column.codes[row] ?? 0),
  values: column.values,
});

const compareText = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0);

/**
 * The table with its rows in order of id (by UTF-16 units), so that nothing after depends on the order of a file.
 * Throws a `RangeError` for an id that is empty or there twice.
 */
export const sortById = (
  table: Table,
  idColumn: string,
): { readonly table: Table; readonly ids: readonly string[] } => {
  const { codes, values } = table.columns[columnIndex(table, idColumn)] ?? { codes: new Int32Array(), values: [] };
  const ids = Array.from(codes, (code, row) => {
    if (code === 0) throw new RangeError(`Row ${row + 1} has no id in column "${idColumn}".`);
    return values[code] ?? '';
  });
  const order = Int32Array.from(ids.keys()).sort((left, right) => compareText(ids[left] ?? '', ids[right] ?? ''));
  const sorted = Array.from(order, (row) => ids[row] ?? '');
  for (let row = 1; row < sorted.length; row += 1) {
    if (sorted[row] === sorted[row - 1]) {
      throw new RangeError(`Id "${sorted[row]}" is there twice; ids must be unique in a file.`);
    }
  }
  return { table: { ...table, columns: table.columns.map((column) => reordered(column, order)) }, ids: sorted };
};
