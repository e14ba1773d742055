import { describe, expect, test } from 'vitest';
import { type Count, type Declaration, gatherUnits, releaseOf, rowsWithin } from '../src/index.ts';

const declaration: Declaration = {
  population: 'needs',
  version: '1',
  tables: [{ name: 'STATUS', values: ['OPEN', 'MET'] }],
};
const [district, street, community, farm] = ['420502000000', '420502001000', '420502001001', '420502400000'];
const [runStreet, zone, city] = ['420502007000', 'zone_1', '420500000000'];
const above = new Map([
  [city, [city]],
  [district, [district, city]],
  [street, [street, district, city]],
  [community, [community, street, district, city]],
  [farm, [farm, district, city]],
  [zone, [zone, city]],
  [runStreet, [runStreet, zone, city]],
]);
const count = (place: string, value: string, of: number): Count => ({ place, values: { STATUS: value }, count: of });
const gather = (counts: readonly Count[], places = above) => gatherUnits(declaration, counts, places);

describe('counts are put together', () => {
  test('by the street that a place lies in on the day, and by what runs the street', () => {
    expect(gather([count(community, 'OPEN', 6), count(street, 'OPEN', 1), count(runStreet, 'MET', 9)])).toEqual([
      { id: district, streets: [street], tables: [{ ...declaration.tables[0], counts: [[7, 0]] }] },
      { id: zone, streets: [runStreet], tables: [{ ...declaration.tables[0], counts: [[0, 9]] }] },
    ]);
  });

  test('and nowhere for what lies in no formal street, or in a place that is not known', () => {
    const [unit] = gather([count(farm, 'OPEN', 6), count(district, 'OPEN', 1), count('420599001001', 'MET', 9)]);
    expect(unit?.tables[0]?.counts).toEqual([[0, 0]]);
  });

  test('without margins where the district or zone holds streets that another runs', () => {
    const places = new Map([...above, [street, [street, district, zone, city]]]);
    expect(gather([], places).map(({ id }) => id)).toEqual([district, null]);
  });

  test.each([
    ['a value that it does not declare', count(street, 'LOST', 1)],
    ['a count that is no whole number from 0', count(street, 'OPEN', -1)],
  ])('not with %s', (what, wrong) => {
    expect(() => gather([wrong])).toThrow(what);
  });
});

test('a viewer gets the rows of her places, and the district before its streets when all of it is hers', () => {
  const counts = [count(street, 'OPEN', 7), count(street, 'MET', 8), count(runStreet, 'MET', 9)];
  const released = releaseOf(declaration, counts, above);
  const placesIn = (...divisions: readonly string[]) =>
    rowsWithin(released, 'STATUS', divisions).map(({ place }) => place);
  expect(placesIn(district)).toEqual([district, street]);
  expect(placesIn(street)).toEqual([street]);
  expect(placesIn(community)).toEqual([]);
  expect(placesIn(city)).toEqual([district, street, zone, runStreet]);
  expect(rowsWithin(released, 'STATUS', [street])).toEqual([
    {
      place: street,
      cells: [
        { value: 'OPEN', count: 7 },
        { value: 'MET', count: 8 },
      ],
      total: 15,
    },
  ]);
});
