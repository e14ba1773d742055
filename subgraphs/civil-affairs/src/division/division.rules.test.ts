import { HubError } from '@hub/kernel';
import { describe, expect, test } from 'vitest';
import { fullCodeOf, isAbove, isAtOrAbove, isFormal } from './division.rules.ts';

describe('formal units', () => {
  test.each([
    ['a street', '420502001000', true],
    ['a town', '420502100000', true],
    ['a township', '420502399000', true],
    ['a development zone that counts like a township', '420502400000', false],
    ['a farm that counts like a township', '230208501000', false],
    ['a community', '420502001199', true],
    ['a village', '420502001201', true],
    ['a place that counts like a neighbourhood', '420502001400', false],
    ['a place that counts like a village', '420502001598', false],
    ['a district', '420502000000', true],
    ['a province', '420000000000', true],
  ] as const)('%s', (_, code, formal) => {
    expect(isFormal(code)).toBe(formal);
  });
});

test.each([
  ['6 digits', '420502', '420502000000'],
  ['9 digits', '420502001', '420502001000'],
  ['12 digits', '420502001001', '420502001001'],
  ['full-width digits', '４２０５０２', '420502000000'],
])('reads a code of %s', (_, text, code) => {
  expect(fullCodeOf(text)).toBe(code);
});

test.each([
  ['a name', '西陵区'],
  ['nothing', ''],
  ['7 digits', '4205020'],
  ['a village without its township', '420502000001'],
])('takes %s for bad input', (_, text) => {
  expect(() => fullCodeOf(text)).toThrow(HubError);
});

test('a level is at or above itself, and above the lower ones only', () => {
  expect([isAtOrAbove('COUNTY', 'COUNTY'), isAbove('COUNTY', 'COUNTY')]).toEqual([true, false]);
  expect([isAbove('PREFECTURE', 'COUNTY'), isAbove('VILLAGE', 'TOWNSHIP')]).toEqual([true, false]);
});
