import { FileProblem } from './problems.ts';
import { type Column, columnIndex, type Table } from './table.ts';

const reordered = (column: Column, order: Int32Array): Column => ({
  codes: order.map((row) => column.codes[row] ?? 0),
  values: column.values,
});

const compareText = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0);

/**
 * The table with its rows in order of id (by UTF-16 units), so that nothing after depends on the order of a file.
 * Throws a `FileProblem` for an id that is empty or there twice.
 */
export const sortById = (
  table: Table,
  idColumn: string,
): { readonly table: Table; readonly ids: readonly string[] } => {
  const { codes, values } = table.columns[columnIndex(table, idColumn)] ?? { codes: new Int32Array(), values: [] };
  const ids = Array.from(codes, (code, row) => {
    if (code === 0) throw new FileProblem('NO_ID', { record: row + 1, column: idColumn });
    return values[code] ?? '';
  });
  const order = Int32Array.from(ids.keys()).sort((left, right) => compareText(ids[left] ?? '', ids[right] ?? ''));
  const sorted = Array.from(order, (row) => ids[row] ?? '');
  for (let row = 1; row < sorted.length; row += 1) {
    if (sorted[row] === sorted[row - 1]) {
      const [first = 0, second = 0] = [order[row - 1], order[row]].map((at) => (at ?? 0) + 1);
      throw new FileProblem('ID_TWICE', { first, second, column: idColumn });
    }
  }
  return { table: { ...table, columns: table.columns.map((column) => reordered(column, order)) }, ids: sorted };
};
