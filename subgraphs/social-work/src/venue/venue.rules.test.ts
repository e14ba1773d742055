import { expect, test } from 'vitest';
import { hoursPerMonthOf, timeOf, windowsOf } from './venue.rules.ts';

test.each([
  ['a Monday morning', 1, 9, 11, [0]],
  ['a Tuesday afternoon', 2, 14, 16, [4]],
  ['a Wednesday over noon', 3, 11, 13, [6, 7]],
  ['a morning that ends at noon', 4, 10, 12, [9]],
  ['an evening that begins at six', 5, 18, 20, [14]],
  ['a whole Sunday', 7, 0, 24, [18, 19, 20]],
] as const)('%s lies in these parts of the week', (_, weekday, fromHour, toHour, bits) => {
  expect(windowsOf({ weekday, fromHour, toHour })).toBe(bits.reduce((all: number, bit) => all | (1 << bit), 0));
});

test('twenty places for two hours a week are 160 hours a month', () => {
  expect(hoursPerMonthOf({ places: 20, fromHour: 14, toHour: 16 })).toBe(160);
});

test('hours are told as times of the day', () => {
  expect([9, 24].map(timeOf)).toEqual(['09:00', '24:00']);
});
