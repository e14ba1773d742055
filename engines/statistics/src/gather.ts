import { divisionLevel, isDivisionCode, isFormalTownship } from '@hub/values';
import type { Count, Declaration, DeclaredTable, ExactTable, Unit } from './declaration.ts';

/** For each place of a day, the places that it lies in on that day, itself included. */
export type PlacesAbove = ReadonlyMap<string, readonly string[]>;

/**
 * Puts counts at any places together by formal street or town, and the streets by the district, or the zone, that runs them.
 * What lies in no formal street on the day is counted nowhere: a district that counted it would tell it by subtraction.
 */
export function gatherUnits(declaration: Declaration, counts: readonly Count[], above: PlacesAbove): Unit[] {
  const streets = [...above.keys()].filter((place) => isStreet(place) && above.get(place)?.includes(place)).sort();
  const exact = exactByStreet(declaration, counts, above);
  const unitOf = new Map(streets.map((street) => [street, runnerOf(above.get(street) ?? [])]));
  const members = Map.groupBy(streets, (street) => unitOf.get(street) ?? '');
  return [...members]
    .map(([id, inside]) => ({
      id:
        id !== '' && streets.every((street) => unitOf.get(street) === id || !above.get(street)?.includes(id))
          ? id
          : null,
      streets: inside,
      tables: declaration.tables.map((table) => tableOf(table, inside, exact)),
    }))
    .sort((one, other) => (String(one.streets[0]) < String(other.streets[0]) ? -1 : 1));
}

const isStreet = (place: string): boolean => isDivisionCode(place) && isFormalTownship(place);

const isOfLevel = (place: string, level: 'COUNTY' | 'PREFECTURE'): boolean =>
  isDivisionCode(place) && divisionLevel(place) === level;

/** The district of a street; else the zone that runs it; else the city that has no districts; of several the lowest. */
function runnerOf(above: readonly string[]): string {
  const ways: readonly ((place: string) => boolean)[] = [
    (place) => isOfLevel(place, 'COUNTY'),
    (place) => !isDivisionCode(place),
    (place) => isOfLevel(place, 'PREFECTURE'),
  ];
  return ways.map((way) => above.filter(way).sort()[0]).find((place) => place !== undefined) ?? '';
}

type ExactCounts = ReadonlyMap<string, number>;

const keyOf = (table: string, street: string, value: string): string => `${table}/${street}/${value}`;

function exactByStreet({ population, tables }: Declaration, counts: readonly Count[], above: PlacesAbove): ExactCounts {
  const declared = tables.map(({ name, values }) => ({ name, values: new Set(values) }));
  const exact = new Map<string, number>();
  for (const { place, values, count } of counts) {
    if (!Number.isSafeInteger(count) || count < 0)
      throw new RangeError(`The population ${population} has a count that is no whole number from 0.`);
    const street = above.get(place)?.filter(isStreet).sort()[0];
    for (const table of declared) {
      const value = values[table.name] ?? '';
      if (!table.values.has(value))
        throw new RangeError(`Table ${table.name} of ${population} met a value that it does not declare.`);
      if (street === undefined) continue;
      const key = keyOf(table.name, street, value);
      exact.set(key, (exact.get(key) ?? 0) + count);
    }
  }
  return exact;
}

const tableOf = ({ name, values }: DeclaredTable, streets: readonly string[], exact: ExactCounts): ExactTable => ({
  name,
  values,
  counts: streets.map((street) => values.map((value) => exact.get(keyOf(name, street, value)) ?? 0)),
});
