import { expect, test } from 'vitest';
import { createPlaceIndex, metresBetween } from '../src/places.ts';
import { createDice } from './synthetic.ts';

/** Places thrown over a town, some of them in the same house. */
function thrownPlaces(seed: number, count: number) {
  const dice = createDice(seed);
  const degrees = (from: number) => from + dice(400) / 4000;
  return {
    dice,
    places: Array.from({ length: count }, () => ({ longitude: degrees(111.3), latitude: degrees(30.7) })),
  };
}

test.each([
  [1, 7],
  [2, 17],
  [3, 40],
  [4, 700],
])('all places within reach are visited, the nearest first (seed %i, %i places)', (seed, count) => {
  const { dice, places } = thrownPlaces(seed, count);
  const items = [...places.keys()];
  const index = createPlaceIndex(
    items,
    (item) => places[item]?.longitude ?? 0,
    (item) => places[item]?.latitude ?? 0,
  );
  for (let round = 0; round < 200; round++) {
    const [longitude, latitude] = [111.3 + dice(400) / 4000, 30.7 + dice(400) / 4000];
    const metres = items.map((item) =>
      metresBetween(longitude, latitude, places[item]?.longitude ?? 0, places[item]?.latitude ?? 0),
    );
    const within = dice(6000);
    const visited: number[] = [];
    index.visitNearest(longitude, latitude, within, (item) => visited.push(item) > 0);
    const far = visited.map((item) => metres[item] ?? 0);
    expect(far).toEqual(far.toSorted((a, b) => a - b));
    // Rounded metres do not say whether a place at the very edge is within.
    const clearly = items.filter((item) => (metres[item] ?? 0) < within - 1);
    expect(visited.filter((item) => (metres[item] ?? 0) < within - 1).toSorted((a, b) => a - b)).toEqual(clearly);
    expect(Math.max(0, ...far)).toBeLessThanOrEqual(within + 1);
  }
});
