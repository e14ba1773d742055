import type { Count, Declaration, ProtectedUnit } from './declaration.ts';
import { threshold } from './declaration.ts';
import { gatherUnits, type PlacesAbove } from './gather.ts';
import { protectUnit } from './protect.ts';

/** The tables of a population as they stand on a day, protected once for everybody. */
export interface Release {
  readonly units: readonly ProtectedUnit[];
  readonly above: PlacesAbove;
}

export const releaseOf = (declaration: Declaration, counts: readonly Count[], above: PlacesAbove): Release => ({
  units: gatherUnits(declaration, counts, above).map((unit) => protectUnit(unit, threshold)),
  above,
});

export interface ValueCount {
  readonly value: string;
  readonly count: number | null;
}

export interface PlaceCounts {
  readonly place: string;
  readonly cells: readonly ValueCount[];
  readonly total: number | null;
}

/** The rows of one table that lie within some places: a district, where all of it does, before its streets. */
export const rowsWithin = (
  { units, above }: Release,
  table: string,
  places: readonly string[],
): readonly PlaceCounts[] =>
  units.flatMap(({ tables }) =>
    tables
      .filter(({ name }) => name === table)
      .flatMap(({ values, margin, streets }) =>
        [...(margin ? [margin] : []), ...streets]
          .filter(({ place }) => above.get(place)?.some((one) => places.includes(one)))
          .map(({ place, cells, total }) => ({
            place,
            cells: values.map((value, at) => ({ value, count: cells[at] ?? null })),
            total,
          })),
      ),
  );
