import { expect, it } from 'vitest';
import { placesUpTo, sortByFalling, sortByIntegers } from '../src/radixSort.ts';
import { sequence } from './people.ts';

const random = sequence(23);

it('sorts places by falling numbers of any sign and size, and leaves equal ones in their order', () => {
  const odd = [0, -1, 1, 1e300, -1e300, 2 ** -1060, -(2 ** -1060), Infinity, -Infinity, 0.1, 0.1, -0.1];
  const thrown = Array.from(
    { length: 5000 },
    () => Math.round((random() - 0.5) * 200) / 2 ** Math.round(random() * 40),
  );
  // There is no minus nothing among odds.
  const numbers = Float64Array.from([...odd, ...thrown], (number) => number + 0);
  const places = placesUpTo(numbers.length);
  sortByFalling(places, numbers);
  const at = (place: number): number => numbers[place] ?? 0;
  expect([...places]).toEqual([...numbers.keys()].sort((a, b) => (at(a) === at(b) ? a - b : at(b) > at(a) ? 1 : -1)));
});

it('sorts some places by rising integers, and leaves the others out', () => {
  const integers = Int32Array.from({ length: 3000 }, () =>
    Math.floor(random() * 2 ** 31 * (random() < 0.5 ? 1 : 1e-7)),
  );
  const places = placesUpTo(integers.length).filter((place) => place % 3 > 0);
  const expected = [...places].sort((a, b) => (integers[a] ?? 0) - (integers[b] ?? 0) || a - b);
  sortByIntegers(places, integers);
  expect([...places]).toEqual(expected);
});
