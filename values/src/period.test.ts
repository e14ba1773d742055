import { expect, test } from 'vitest';
import { isInPeriod, isWithin, parsePeriod, printPeriod } from './period.ts';

test.each([
  ['2024', '2024-01-01', '2024-12-31'],
  ['2024-03', '2024-03-01', '2024-03-31'],
  ['2024-02', '2024-02-01', '2024-02-29'],
  ['2023-02', '2023-02-01', '2023-02-28'],
  ['2024-03-05', '2024-03-05', '2024-03-05'],
  ['2024-01/2024-06', '2024-01-01', '2024-06-30'],
  ['2023/2024', '2023-01-01', '2024-12-31'],
  ['2023-11/2024-02-10', '2023-11-01', '2024-02-10'],
  [' 2024-01 / 2024-06 ', '2024-01-01', '2024-06-30'],
  ['2024年', '2024-01-01', '2024-12-31'],
  ['2024年3月', '2024-03-01', '2024-03-31'],
  ['2024年1—6月', '2024-01-01', '2024-06-30'],
  ['2024年1月至12月', '2024-01-01', '2024-12-31'],
])('%j is from %s to %s', (text, from, to) => {
  expect(parsePeriod(text)).toEqual({ ok: true, value: { from, to }, warnings: [] });
});

test.each([
  ['', 'PERIOD_BLANK'],
  ['2024-06/2024-01', 'PERIOD_REVERSED'],
  ['2024年6—1月', 'PERIOD_REVERSED'],
  ['2024-13', 'PERIOD_FORM'],
  ['2024-02-30', 'PERIOD_FORM'],
  ['0000', 'PERIOD_FORM'],
  ['2024/03', 'PERIOD_FORM'],
  ['2024/', 'PERIOD_FORM'],
  ['2023/2024/2025', 'PERIOD_FORM'],
  ['2024-3', 'PERIOD_FORM'],
  ['今年以来', 'PERIOD_FORM'],
])('%j is refused as %s', (text, problem) => {
  expect(parsePeriod(text)).toMatchObject({ ok: false, problem });
});

test('what is printed is read back as the same period', () => {
  for (const text of ['2024', '2024-02', '2023-11/2024-02-10']) {
    const parsed = parsePeriod(text);
    if (!parsed.ok) throw new Error(parsed.problem);
    expect(parsePeriod(printPeriod(parsed.value))).toEqual(parsed);
  }
});

test('a period holds both its ends', () => {
  const period = { from: '2024-01-01', to: '2024-06-30' };
  const days = ['2023-12-31', '2024-01-01', '2024-06-30', '2024-07-01'];
  expect(days.map((day) => isInPeriod(day, period))).toEqual([false, true, true, false]);
});

test.each([
  ['2024-01-01', '2024-01-01', '2024-06-30', true],
  ['2024-06-29', '2024-01-01', '2024-06-30', true],
  ['2024-06-30', '2024-01-01', '2024-06-30', false],
  ['2023-12-31', '2024-01-01', null, false],
  ['9999-12-31', '2024-01-01', null, true],
  ['2024-01-01', '2024-01-01', '2024-01-01', false],
])('on %s what is valid from %s to before %s is valid: %s', (day, from, to, valid) => {
  expect(isWithin(day, from, to)).toBe(valid);
});

test('successive validities cover each day once', () => {
  const bounds = ['2024-01-01', '2024-02-29', '2024-03-01', null] as const;
  for (const day of ['2024-01-01', '2024-02-28', '2024-02-29', '2024-03-01', '2025-01-01']) {
    const holding = [0, 1, 2].filter((n) => isWithin(day, bounds[n] ?? '', bounds[n + 1] ?? null));
    expect(holding).toHaveLength(1);
  }
});
