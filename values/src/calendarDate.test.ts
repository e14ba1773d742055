import { describe, expect, test } from 'vitest';
import {
  addDays,
  addMonths,
  ageOn,
  daysBetween,
  daysInMonth,
  isCalendarDate,
  parseCalendarDate,
  todayIn,
} from './calendarDate.ts';

const day = 86_400_000;
const firstDay = Date.UTC(2000, 0, 1) - 730_119 * day;
const asDate = (text: string) => Date.parse(`${text}T00:00:00Z`);
const asText = (instant: number) => new Date(instant).toISOString().slice(0, 10);

describe('which days exist', () => {
  test.each(['2024-02-29', '2000-02-29', '1949-12-31', '0001-01-01', '9999-12-31'])('%s does', (text) => {
    expect(isCalendarDate(text)).toBe(true);
  });
  test.each([
    '2023-02-29',
    '1900-02-29',
    '2024-04-31',
    '2024-00-10',
    '2024-13-01',
    '0000-01-01',
    '2024-1-1',
    '2024-01-01 ',
    '',
  ])('%j does not', (text) => expect(isCalendarDate(text)).toBe(false));
});

describe('reading', () => {
  test.each([
    ['2024-3-5', '2024-03-05'],
    ['20240305', '2024-03-05'],
    ['2024年3月5日', '2024-03-05'],
    ['2024年12月05号', '2024-12-05'],
    ['2024/3/5', '2024-03-05'],
    ['2024.03.05', '2024-03-05'],
    [' 2024-03-05 ', '2024-03-05'],
  ])('%j is %s', (text, date) => {
    expect(parseCalendarDate(text)).toEqual({ ok: true, value: date, warnings: [] });
  });
  test('a clock time is dropped with a warning', () => {
    for (const text of ['2024-03-05 00:00:00', '2024-03-05T08:30', '2024/3/5 0:00']) {
      expect(parseCalendarDate(text)).toEqual({ ok: true, value: '2024-03-05', warnings: ['TIME_OF_DAY_DROPPED'] });
    }
  });
  test.each([
    ['2023-02-29', 'DATE_IMPOSSIBLE'],
    ['20241301', 'DATE_IMPOSSIBLE'],
    ['2024-3/5', 'DATE_FORM'],
    ['24-3-5', 'DATE_FORM'],
    ['2024-03', 'DATE_FORM'],
    ['45356', 'DATE_FORM'],
    // An instant with a zone is another day elsewhere; which one was meant is not for a parser to guess.
    ['2024-03-04T16:00:00Z', 'DATE_FORM'],
    ['昨天', 'DATE_FORM'],
  ])('%j is refused as %s', (text, problem) => {
    expect(parseCalendarDate(text)).toMatchObject({ ok: false, problem });
  });
});

describe('counting', () => {
  test('days agree with the platform calendar from year 1 to 9999', () => {
    for (let count = 0; count < 3_652_059; count += 997) {
      const text = asText(firstDay + count * day);
      expect(addDays('0001-01-01', count)).toBe(text);
      expect(daysBetween('0001-01-01', text)).toBe(count);
      expect(addDays(text, -count)).toBe('0001-01-01');
    }
  });
  test('every day from 1900 to 2100 is followed by the next', () => {
    const wrong: string[] = [];
    for (let today = '1900-01-01'; today < '2101-01-01'; today = addDays(today, 1)) {
      if (addDays(today, 1) !== asText(asDate(today) + day)) wrong.push(today);
    }
    expect(wrong).toEqual([]);
  });
  test.each([
    ['2024-01-31', 1, '2024-02-29'],
    ['2023-01-31', 1, '2023-02-28'],
    ['2024-03-31', -1, '2024-02-29'],
    ['2024-01-15', -1, '2023-12-15'],
    ['2024-02-29', 12, '2025-02-28'],
    ['2024-11-30', 15, '2026-02-28'],
    ['2024-05-05', 0, '2024-05-05'],
  ])('%s and %i months are %s', (from, months, to) => {
    expect(addMonths(from, months)).toBe(to);
  });
  test.each([
    [2024, 2, 29],
    [1900, 2, 28],
    [2000, 2, 29],
    [2024, 4, 30],
    [2024, 12, 31],
  ])('month %i-%i has %i days', (year, month, days) => expect(daysInMonth(year, month)).toBe(days));
  test('leaving the years 1 to 9999, a day that is none and half days throw', () => {
    expect(() => addDays('9999-12-31', 1)).toThrow(RangeError);
    expect(() => addDays('0001-01-01', -1)).toThrow(RangeError);
    expect(() => addMonths('9999-12-01', 1)).toThrow(RangeError);
    expect(() => addDays('2023-02-29', 1)).toThrow(RangeError);
    expect(() => addDays('2024-01-01', 0.5)).toThrow(RangeError);
    expect(() => ageOn('2024-1-1', '2024-01-01')).toThrow(RangeError);
  });
});

test.each([
  ['2010-06-15', '2024-06-14', 13],
  ['2010-06-15', '2024-06-15', 14],
  ['2008-02-29', '2022-02-27', 13],
  ['2008-02-29', '2022-02-28', 14],
  ['2024-03-05', '2024-03-05', 0],
  ['2024-03-05', '2024-03-04', -1],
])('somebody born on %s is on %s aged %i', (bornOn, today, age) => {
  expect(ageOn(bornOn, today)).toBe(age);
});

test.each([
  ['Asia/Shanghai', '2024-03-04T15:59:59.999Z', '2024-03-04'],
  ['Asia/Shanghai', '2024-03-04T16:00:00Z', '2024-03-05'],
  ['UTC', '2023-12-31T23:59:59Z', '2023-12-31'],
  ['America/New_York', '2024-03-05T04:59:59Z', '2024-03-04'],
  // China kept summer time in 1986 to 1991.
  ['Asia/Shanghai', '1988-07-01T15:30:00Z', '1988-07-02'],
])('in %s at %s it is %s', (zone, instant, date) => {
  expect(todayIn(zone, new Date(instant))).toBe(date);
});

test('an unknown time zone throws', () => expect(() => todayIn('Asia/Nowhere', new Date(0))).toThrow(RangeError));
