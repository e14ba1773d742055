import type { ProtectedRow, ProtectedUnit } from './declaration.ts';

/** The rows of one table at the places that a viewer may see: a district, where all of it is hers, before its streets. */
export const rowsFor = (
  units: readonly ProtectedUnit[],
  table: string,
  maySee: (place: string) => boolean,
): readonly ProtectedRow[] =>
  units.flatMap(({ tables }) =>
    tables
      .filter(({ name }) => name === table)
      .flatMap(({ margin, streets }) => [...(margin ? [margin] : []), ...streets])
      .filter(({ place }) => maySee(place)),
  );
