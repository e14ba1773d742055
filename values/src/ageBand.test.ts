import { expect, test } from 'vitest';
import { ageBandOf, ageBands, birthYearsOfBands } from './ageBand.ts';

test.each([
  [2026, 'UNDER_14'],
  [2013, 'UNDER_14'],
  [2012, 'AGED_14_TO_17'],
  [2009, 'AGED_14_TO_17'],
  [2008, 'AGED_18_TO_44'],
  [1982, 'AGED_18_TO_44'],
  [1981, 'AGED_45_TO_59'],
  [1967, 'AGED_45_TO_59'],
  [1966, 'AGED_60_TO_79'],
  [1947, 'AGED_60_TO_79'],
  [1946, 'AGED_80_OR_OVER'],
  [1900, 'AGED_80_OR_OVER'],
  [null, 'AGE_UNKNOWN'],
])('in 2026 a person born in %s is %s, whatever the day', (birthYear, band) => {
  expect([ageBandOf(birthYear, '2026-01-01'), ageBandOf(birthYear, '2026-12-31')]).toEqual([band, band]);
});

test('every group but that of the unknown has a year of birth to begin with', () => {
  expect([...birthYearsOfBands('2026-06-01').map(([band]) => band), 'AGE_UNKNOWN']).toEqual([...ageBands]);
});
