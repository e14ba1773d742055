import { publishedWorkdays } from '@hub/values';
import { describe, expect, test } from 'vitest';
import { type Calendar, timesAfter, wrongCron } from './calendar.rules.ts';
import type { DayRule } from './schedule.entity.ts';

const calendar = (cron: string, days: DayRule = 'ANY', timeZone = 'Asia/Shanghai'): Calendar => ({
  cron,
  days,
  timeZone,
  workdays: publishedWorkdays,
});
/** As a clock on a wall in Shanghai shows it. */
const inShanghai = (instant: string): string =>
  new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ');
const next = (of: Calendar, after: string, most = 3): readonly string[] => timesAfter(of, after, most).map(inShanghai);

describe('times of a calendar', () => {
  test('are those of a clock in Shanghai, though it is another day in Greenwich', () => {
    expect(timesAfter(calendar('30 2 * * *'), '2026-11-20T18:30:00.000Z', 2)).toEqual([
      '2026-11-21T18:30:00.000Z',
      '2026-11-22T18:30:00.000Z',
    ]);
    expect(timesAfter(calendar('30 2 * * *'), '2026-11-20T18:29:59.999Z', 1)).toEqual(['2026-11-20T18:30:00.000Z']);
  });

  test('go over the end of the year and over a leap day', () => {
    expect(next(calendar('0 0 1 1 *'), '2026-11-21T00:00:00Z', 2)).toEqual(['2027-01-01 00:00', '2028-01-01 00:00']);
    expect(next(calendar('15 3 29 2 *'), '2026-11-21T00:00:00Z', 2)).toEqual(['2028-02-29 03:15', '2032-02-29 03:15']);
    expect(timesAfter(calendar('0 0 * * *'), '2026-12-31T15:59:59Z', 1)).toEqual(['2026-12-31T16:00:00.000Z']);
  });

  test('on workdays leave out weekends and holidays, and take days made up for', () => {
    // National Day 2026: 1 to 7 October off, 20 September and 10 October made up for, a Sunday and a Saturday.
    expect(next(calendar('0 9 * * *', 'WORKDAYS'), '2026-09-18T02:00:00Z', 3)).toEqual([
      '2026-09-20 09:00',
      '2026-09-21 09:00',
      '2026-09-22 09:00',
    ]);
    expect(next(calendar('0 9 * * *', 'WORKDAYS'), '2026-09-30T02:00:00Z', 3)).toEqual([
      '2026-10-08 09:00',
      '2026-10-09 09:00',
      '2026-10-10 09:00',
    ]);
  });

  test('on days of rest are the others', () => {
    expect(next(calendar('0 9 * * *', 'REST_DAYS'), '2026-09-19T02:00:00Z', 2)).toEqual([
      '2026-09-25 09:00',
      '2026-09-26 09:00',
    ]);
  });

  test('are moved to the next workday, two that meet are one', () => {
    // The first of each month; the Spring Festival of 2026 is from 15 to 23 February.
    expect(next(calendar('0 8 1 * *', 'NEXT_WORKDAY'), '2026-09-21T00:00:00Z', 3)).toEqual([
      '2026-10-08 08:00',
      '2026-11-02 08:00',
      '2026-12-01 08:00',
    ]);
    expect(next(calendar('0 8 * * *', 'NEXT_WORKDAY'), '2026-02-13T02:00:00Z', 3)).toEqual([
      '2026-02-14 08:00',
      '2026-02-24 08:00',
      '2026-02-25 08:00',
    ]);
  });

  test('end where they are asked to end, and that instant counts', () => {
    const all = timesAfter(calendar('0 * * * *'), '2026-11-21T00:00:00Z', 100, '2026-11-21T03:00:00.000Z');
    expect(all).toEqual(['2026-11-21T01:00:00.000Z', '2026-11-21T02:00:00.000Z', '2026-11-21T03:00:00.000Z']);
  });

  test('keep to the wall where clocks are set forward; a time that is left out comes when they are', () => {
    const berlin = calendar('30 2 * * *', 'ANY', 'Europe/Berlin');
    expect(timesAfter(berlin, '2026-03-27T12:00:00Z', 3)).toEqual([
      '2026-03-28T01:30:00.000Z',
      '2026-03-29T01:00:00.000Z',
      '2026-03-30T00:30:00.000Z',
    ]);
  });
});

describe('a cron expression', () => {
  test.each(['30 2 * * *', '0 9 * * 1-5', '*/15 8-18 * * *', '0 8 L * *'])('may be %s', (cron) => {
    expect(wrongCron(cron)).toBeNull();
  });
  test.each(['', '* * * *', '0 0 30 2 *', '61 * * * *', '0 0 2 * * *', 'tomorrow'])('is not "%s"', (cron) => {
    expect(wrongCron(cron)).not.toBeNull();
  });
});
