import { expect, test } from 'vitest';
import { assertFen, parseYuan, printYuan } from './money.ts';

test.each([
  ['1,234.5', 123_450],
  ['1234.50', 123_450],
  ['0', 0],
  ['-0', 0],
  ['0.01', 1],
  ['1.15', 115],
  ['4.35', 435],
  ['-12.30', -1230],
  ['¥80', 8000],
  ['¥80.00元', 8000],
  ['1,234.50', 123_450],
  ['1.500', 150],
  ['131.2万元', 131_200_000],
  ['99.23 万', 99_230_000],
  ['1.131亿元', 11_310_000_000],
  ['90,071,992,547,409.91', Number.MAX_SAFE_INTEGER],
])('%j is %i fen', (text, fen) => {
  expect(parseYuan(text)).toEqual({ ok: true, value: fen, warnings: [] });
});

test.each([
  ['', 'AMOUNT_BLANK'],
  ['12.345', 'AMOUNT_BELOW_FEN'],
  ['0.0000001万', 'AMOUNT_BELOW_FEN'],
  ['90,071,992,547,409.92', 'AMOUNT_TOO_LARGE'],
  ['1,23', 'AMOUNT_FORM'],
  ['12,34.00', 'AMOUNT_FORM'],
  ['1234,567', 'AMOUNT_FORM'],
  ['1.2.3', 'AMOUNT_FORM'],
  ['1e5', 'AMOUNT_FORM'],
  ['.5', 'AMOUNT_FORM'],
  ['$5', 'AMOUNT_FORM'],
  ['五元', 'AMOUNT_FORM'],
  ['NaN', 'AMOUNT_FORM'],
  ['9'.repeat(400), 'AMOUNT_FORM'],
])('%j is refused as %s', (text, problem) => {
  expect(parseYuan(text)).toMatchObject({ ok: false, problem });
});

test.each([
  [123_450, '1,234.50'],
  [0, '0.00'],
  [-0, '0.00'],
  [5, '0.05'],
  [-5, '-0.05'],
  [-123_456_789, '-1,234,567.89'],
  [100_000, '1,000.00'],
  [Number.MAX_SAFE_INTEGER, '90,071,992,547,409.91'],
])('%i fen are printed %s', (fen, text) => {
  expect(printYuan(fen)).toBe(text);
});

test('what is printed is read back as the same fen', () => {
  for (let n = 0; n <= 2000; n += 1) {
    const fen = (n - 1000) ** 5 + n;
    expect(parseYuan(printYuan(fen))).toMatchObject({ value: fen });
  }
});

test.each([0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53, '100', null, 100n])(
  '%s is no amount of fen',
  (value) => {
    expect(() => assertFen(value)).toThrow(RangeError);
  },
);
