import { expect, test } from 'vitest';
import { stateOf } from './catchUp.ts';

test.each([
  ['nobody', {}, ''],
  ['one who has not told', { 'matching runs': undefined }, 'Catching up: matching runs'],
  [
    'one who reads',
    { 'linkage reads civil-affairs: resident': 0.4275 },
    'Catching up: linkage reads civil-affairs: resident (42 %)',
  ],
  [
    'several, by the one that has most to read',
    { 'matching runs': undefined, 'a reads b': 0.9, 'c reads d': 0.1 },
    'Catching up: c reads d (10 %), and 2 more',
  ],
  [
    'one who only waits after all was read',
    { 'matching runs': undefined, 'a reads b': 1 },
    'Catching up: matching runs, and 1 more',
  ],
])('waiting for %s', (_, parts: Readonly<Record<string, number | undefined>>, text) => {
  expect(stateOf({ waitingFor: () => Object.keys(parts), partHeldBy: (worker) => parts[worker] })).toBe(text);
});
