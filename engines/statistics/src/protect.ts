import type { ExactTable, ProtectedRow, ProtectedTable, ProtectedUnit, Unit } from './declaration.ts';
import { hiddenParts, type Merging, mergingOf, sum } from './margins.ts';
import { suppress } from './suppress.ts';

/**
 * The tables of one district as they may be given to everybody, together: no number under the threshold is given, and each that is
 * not given and under it could, by all that is given, be at least the threshold. The same for whoever asks.
 */
export function protectUnit(unit: Unit, threshold: number): ProtectedUnit {
  const totals = streetTotals(unit);
  return protectWithout(unit, threshold, sum(totals) < threshold ? 'ALL' : hiddenParts(totals, threshold));
}

/** The same where it is already settled of which streets no total is given, or that nothing at all is. */
export function protectWithout(unit: Unit, threshold: number, hidden: readonly boolean[] | 'ALL'): ProtectedUnit {
  return {
    id: unit.id,
    tables: unit.tables.map((table) =>
      hidden === 'ALL' ? nothingOf(unit, table) : protectTable(unit, table, hidden, threshold),
    ),
  };
}

/** All tables count the same people, which is why a street has one total. */
function streetTotals({ streets, tables }: Unit): readonly number[] {
  const [first, ...others] = tables.map(({ counts }) => counts.map(sum));
  const totals = first ?? streets.map(() => 0);
  for (const [at, other] of others.entries())
    if (other.some((total, street) => total !== totals[street]))
      throw new RangeError(`Tables ${tables[0]?.name} and ${tables[at + 1]?.name} do not count the same people.`);
  return totals;
}

/**
 * Streets, and values, whose total is not given lose all their cells and stand together as one merged row, and column. Within it
 * everything can be moved freely between at least two, in all tables alike, so that what holds of the merged cell holds of each in
 * it; and as the totals of all rows are then known, the tables do not depend on each other any more.
 */
function protectTable(
  unit: Unit,
  { name, values, counts }: ExactTable,
  hiddenStreets: readonly boolean[],
  threshold: number,
): ProtectedTable {
  const columnTotals = values.map((_, column) => sum(counts.map((row) => row[column] ?? 0)));
  const hiddenColumns = hiddenParts(columnTotals, threshold);
  const rows = mergingOf(hiddenStreets);
  const columns = mergingOf(hiddenColumns);
  const isMissing = suppress(
    {
      counts: mergedRows(counts, rows).map((row) => mergedCells(row, columns)),
      isHidden: (row, column) => row === rows.given.length || column === columns.given.length,
    },
    threshold,
  );
  const cellsOf = (street: number) =>
    values.map((_, column) =>
      hiddenStreets[street] ||
      hiddenColumns[column] ||
      isMissing(rows.given.indexOf(street), columns.given.indexOf(column))
        ? null
        : (counts[street]?.[column] ?? 0),
    );
  const margin = {
    cells: columnTotals.map((total, column) => (hiddenColumns[column] ? null : total)),
    total: sum(columnTotals),
  };
  return {
    name,
    values,
    streets: unit.streets.map(
      (place, street): ProtectedRow => ({
        place,
        cells: cellsOf(street),
        total: hiddenStreets[street] ? null : sum(counts[street] ?? []),
      }),
    ),
    margin: unit.id === null ? null : { place: unit.id, ...margin },
  };
}

const mergedCells = (cells: readonly number[], { given, merged }: Merging): number[] => [
  ...given.map((at) => cells[at] ?? 0),
  ...(merged.length > 0 ? [sum(merged.map((at) => cells[at] ?? 0))] : []),
];

const mergedRows = (counts: readonly (readonly number[])[], { given, merged }: Merging): (readonly number[])[] => [
  ...given.map((at) => counts[at] ?? []),
  ...(merged.length > 0
    ? [(counts[0] ?? []).map((_, column) => sum(merged.map((at) => counts[at]?.[column] ?? 0)))]
    : []),
];

const nothingOf = ({ id, streets }: Unit, { name, values }: ExactTable): ProtectedTable => {
  const nothing = (place: string): ProtectedRow => ({ place, cells: values.map(() => null), total: null });
  return { name, values, streets: streets.map(nothing), margin: id === null ? null : nothing(id) };
};
