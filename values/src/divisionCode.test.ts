import { describe, expect, test } from 'vitest';
import {
  codeStem,
  divisionLevel,
  isDivisionCode,
  isFormalTownship,
  parentDivisionCode,
  parseDivisionCode,
  printDivisionCode,
  townshipKind,
} from './divisionCode.ts';

test.each([
  ['420502', '420502000000'],
  ['420502003', '420502003000'],
  ['420502003004', '420502003004'],
  ['42', '420000000000'],
  ['5223', '522300000000'],
  ['420502 003 004', '420502003004'],
  ['441900003001', '441900003001'],
])('%j is the division %s', (text, code) => {
  expect(parseDivisionCode(text)).toEqual({ ok: true, value: code, warnings: [] });
});

test('a province nobody knows is a warning', () => {
  expect(parseDivisionCode('990000')).toEqual({ ok: true, value: '990000000000', warnings: ['UNKNOWN_DIVISION'] });
});

test.each([
  ['', 'DIVISION_CODE_BLANK'],
  ['42050', 'DIVISION_CODE_FORM'],
  ['4205020030', 'DIVISION_CODE_FORM'],
  ['42050A', 'DIVISION_CODE_FORM'],
  ['西陵区', 'DIVISION_CODE_FORM'],
  ['000000', 'DIVISION_CODE_GAP'],
  ['420502000001', 'DIVISION_CODE_GAP'],
])('%j is refused as %s', (text, problem) => {
  expect(parseDivisionCode(text)).toMatchObject({ ok: false, problem });
});

test.each([
  ['420000000000', 'PROVINCE', null, '420000'],
  ['420500000000', 'PREFECTURE', '420000000000', '420500'],
  ['420502000000', 'COUNTY', '420500000000', '420502'],
  ['420502003000', 'TOWNSHIP', '420502000000', '420502003'],
  ['420502003004', 'VILLAGE', '420502003000', '420502003004'],
  // Dongguan has towns and no counties; Jiyuan is a county-level city right under its province's place holder.
  ['441900003000', 'TOWNSHIP', '441900000000', '441900003'],
  ['419001000000', 'COUNTY', '419000000000', '419001'],
])('%s is a %s under %s and printed %s', (code, level, parent, printed) => {
  expect(divisionLevel(code)).toBe(level);
  expect(parentDivisionCode(code)).toBe(parent);
  expect(printDivisionCode(code)).toBe(printed);
  expect(parseDivisionCode(printed)).toMatchObject({ value: code });
});

test('going up from any village ends at its province after four steps at most', () => {
  for (let n = 0; n < 2000; n += 1) {
    const code = `${11 + (n % 55)}${String(n * 7919)
      .padStart(10, '0')
      .slice(-10)}`;
    if (!isDivisionCode(code)) continue;
    const line = [code];
    for (let up = parentDivisionCode(code); up !== null; up = parentDivisionCode(up)) line.push(up);
    expect(line.length).toBeLessThanOrEqual(5);
    expect(line.at(-1)).toBe(`${code.slice(0, 2)}0000000000`);
  }
});

test.each([
  ['420000000000', '42'],
  ['420500000000', '4205'],
  ['420502000000', '420502'],
  ['420502007000', '420502007'],
  ['420502007001', '420502007001'],
])('the codes of places under %s begin with %s', (code, stem) => {
  expect(codeStem(code)).toBe(stem);
});

describe('townships', () => {
  test.each([
    ['350206001000', 'SUBDISTRICT', true],
    ['350206099000', 'SUBDISTRICT', true],
    ['350521104000', 'TOWN', true],
    ['350521200000', 'TOWNSHIP', true],
    ['150721399000', 'TOWNSHIP', true],
    ['230202400000', 'QUASI', false],
    ['341821572000', 'QUASI', false],
    ['350206000000', null, false],
    ['350206001001', null, false],
  ])('%s is of kind %s, formal: %s', (code, kind, formal) => {
    expect(townshipKind(code)).toBe(kind);
    expect(isFormalTownship(code)).toBe(formal);
  });
});

test.each(['420502', '4205020030041', '', '000000000000', '420502000001', '42050200300x'])(
  '%j has no level',
  (text) => {
    expect(isDivisionCode(text)).toBe(false);
    expect(() => divisionLevel(text)).toThrow(RangeError);
    expect(() => parentDivisionCode(text)).toThrow(RangeError);
  },
);
