import { describe, expect, test } from 'vitest';
import { addDays } from './calendarDate.ts';
import {
  addWorkdays,
  isWorkday,
  parseWorkdayRows,
  publishedWorkdayRows,
  publishedWorkdays,
  workdayCalendar,
  workdayFrom,
} from './workday.ts';

describe('the published table', () => {
  test.each([
    ['2026-01-02', false, 'Friday, New Year'],
    ['2026-01-04', true, 'Sunday, made up for New Year'],
    ['2026-02-13', true, 'Friday before the Spring Festival'],
    ['2026-02-14', true, 'Saturday, made up'],
    ['2026-02-23', false, 'Monday, last day of the Spring Festival'],
    ['2026-02-24', true, 'Tuesday after it'],
    ['2026-09-20', true, 'Sunday, made up for National Day'],
    ['2026-10-07', false, 'Wednesday, last day of National Day'],
    ['2026-10-10', true, 'Saturday, made up'],
    ['2026-11-21', false, 'an ordinary Saturday'],
    ['2025-09-28', true, 'Sunday, made up for National Day 2025'],
    ['2025-06-02', false, 'Monday, Dragon Boat Festival 2025'],
  ])('%s is a workday: %s (%s)', (day, expected) => {
    expect(isWorkday(day)).toBe(expected);
  });

  const workdaysOf = (year: number) => {
    let count = 0;
    for (let day = `${year}-01-01`; day <= `${year}-12-31`; day = addDays(day, 1)) if (isWorkday(day)) count += 1;
    return count;
  };

  // 365 days less 104 (2025: 52 Saturdays, 52 Sundays) or 104 (2026) at weekends less 13 statutory days (全国年节及纪念日放假办法, 2025).
  test.each([
    [2025, 248],
    [2026, 248],
  ])('leaves in %s as many workdays as the law does', (year, days) => {
    expect(workdaysOf(year)).toBe(days);
  });

  test('makes work of weekends only', () => {
    const plain = workdayCalendar([]);
    expect(publishedWorkdayRows.filter(({ kind, from }) => kind === 'WORK' && isWorkday(from, plain))).toEqual([]);
  });
});

describe('a year without a notice', () => {
  test.each([
    ['2031-05-01', false],
    ['2031-05-05', true],
    ['2031-10-03', false],
    ['2031-10-06', true],
    ['2031-05-03', false],
  ])('%s is a workday: %s', (day, expected) => {
    expect(isWorkday(day)).toBe(expected);
  });
});

describe('counting', () => {
  test.each([
    ['2026-02-13', 1, '2026-02-14'],
    ['2026-02-13', 2, '2026-02-24'],
    ['2026-02-24', 5, '2026-03-02'],
    ['2025-12-30', 2, '2026-01-04'],
    ['2026-09-30', 1, '2026-10-08'],
    ['2026-11-20', 3, '2026-11-25'],
    ['2026-11-21', 0, '2026-11-23'],
    ['2026-11-23', 0, '2026-11-23'],
  ])('%s and %s workdays are %s', (day, count, expected) => {
    expect(addWorkdays(day, count)).toBe(expected);
  });

  test('never ends on a day off, and always later with more', () => {
    for (let day = '2025-01-01'; day < '2027-03-01'; day = addDays(day, 1)) {
      const ends = [0, 1, 2, 3, 5, 10].map((count) => addWorkdays(day, count));
      expect(ends.every((end) => isWorkday(end))).toBe(true);
      expect([...ends].sort()).toEqual(ends);
      expect(workdayFrom(day) >= day).toBe(true);
    }
  });

  test('refuses to count backwards', () => {
    expect(() => addWorkdays('2026-11-21', -1)).toThrow(RangeError);
  });
});

describe('a table of one’s own', () => {
  const text = (rows: typeof publishedWorkdayRows) =>
    ['from,to,kind,name', ...rows.map(({ from, to, kind, name }) => `${from},${to},${kind},${name}`), ''].join('\r\n');

  test('is read as it was written', () => {
    const read = parseWorkdayRows(text(publishedWorkdayRows));
    expect(read.ok && read.value).toEqual(publishedWorkdayRows);
  });

  test('takes the place of the published one', () => {
    const read = parseWorkdayRows('2026-11-23,2026-11-24,OFF,停工');
    const own = workdayCalendar(read.ok ? read.value : []);
    expect([isWorkday('2026-11-23', own), isWorkday('2026-11-25', own), addWorkdays('2026-11-20', 1, own)]).toEqual([
      false,
      true,
      '2026-11-25',
    ]);
    expect(isWorkday('2026-11-23', publishedWorkdays)).toBe(true);
  });

  test.each([
    ['', 'WORKDAYS_BLANK', 'no line'],
    ['2026-02-30,2026-03-01,OFF,x', 'WORKDAY_ROW', 'text shaped 9999-99-99,9999-99-99,AAA,A'],
    ['2026-02-20,2026-02-21,FREE,x', 'WORKDAY_ROW', 'text shaped 9999-99-99,9999-99-99,AAAA,A'],
    ['2026-02-21,2026-02-20,OFF,x', 'WORKDAY_STRETCH', 'a stretch of 0 days'],
    ['2026-02-21,2027-02-20,OFF,x', 'WORKDAY_STRETCH', 'a stretch of 365 days'],
  ])('%j is refused as %s', (table, problem, met) => {
    const read = parseWorkdayRows(table);
    expect(read).toMatchObject({ ok: false, problem, met });
  });
});
