import type { Count, Declaration, ProtectedUnit } from './declaration.ts';
import { threshold } from './declaration.ts';
import { gatherUnits, type PlacesAbove } from './gather.ts';
import { protectWithout } from './protect.ts';
import type { Release } from './release.ts';

/** The cell of a population whose people are counted further: those with one value of one of its tables. */
export interface PartOf {
  /** How that population is released, from the same people on the same day. */
  readonly whole: Release;
  readonly table: string;
  readonly value: string;
}

/**
 * Tables of a part of another population. The total of a street in the part is the cell of that street in the whole, so it is given
 * here exactly where it is given there: otherwise the one release would give away what the other holds back. Where it is held back, the
 * street loses its row and stands with the others like it, as streets do that are too small.
 */
export const partReleaseOf = (
  declaration: Declaration,
  counts: readonly Count[],
  above: PlacesAbove,
  part: PartOf,
): Release => ({
  units: gatherUnits(declaration, counts, above).map((unit, at) =>
    protectWithout(unit, threshold, hiddenStreets(part, part.whole.units[at], unit.streets)),
  ),
  above,
});

function hiddenStreets(
  { table, value }: PartOf,
  whole: ProtectedUnit | undefined,
  streets: readonly string[],
): readonly boolean[] | 'ALL' {
  const known = whole?.tables.find(({ name }) => name === table);
  const column = known?.values.indexOf(value) ?? -1;
  if (!known || column === -1 || known.streets.some(({ place }, at) => place !== streets[at]))
    throw new RangeError(`The whole of a part has no table ${table} with a value ${value} for the same streets.`);
  if (known.margin && known.margin.cells[column] === null) return 'ALL';
  return known.streets.map(({ cells }) => cells[column] === null);
}
