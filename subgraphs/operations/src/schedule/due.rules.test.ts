import { publishedWorkdays } from '@hub/values';
import { describe, expect, test } from 'vitest';
import type { Calendar } from './calendar.rules.ts';
import { dueAt, type NewRun } from './due.rules.ts';
import type { ScheduleRow } from './schedule.entity.ts';

const hourly: Calendar = { cron: '0 * * * *', days: 'ANY', timeZone: 'Asia/Shanghai', workdays: publishedWorkdays };
const schedule = (parts: Partial<ScheduleRow> = {}): ScheduleRow => ({
  id: 'schedule_1',
  version: 1,
  name: 'hourly',
  owner: 'officer',
  organisationId: null,
  operationId: 'operation_1',
  variablesSealed: '',
  delegationId: 'delegation_1',
  language: 'zh',
  cron: hourly.cron,
  days: 'ANY',
  onChange: '',
  state: 'ACTIVE',
  overlap: 'SKIP',
  misfire: 'ONCE',
  attempts: 3,
  backoffSeconds: 60,
  backoffCeilingSeconds: 3600,
  timeoutSeconds: 600,
  createdAt: '2026-11-20T00:00:00.000Z',
  nextDueAt: '2026-11-21T04:00:00.000Z',
  wakeAt: null,
  lastOrdinal: 0,
  ...parts,
});
const due = (parts: Partial<ScheduleRow>, now: string, isUnfinished = false) =>
  dueAt(schedule(parts), hourly, isUnfinished, now);
const told = ({ cause, dueAt, missed, state, outcome }: NewRun) =>
  `${cause} ${dueAt.slice(11, 16)} ×${missed} ${state}${outcome ? ` ${outcome}` : ''}`;

describe('what is due', () => {
  test('is nothing before its time', () => {
    expect(due({}, '2026-11-21T03:59:59.999Z')).toMatchObject({ runs: [], nextDueAt: '2026-11-21T04:00:00.000Z' });
  });

  test.each(['2026-11-21T04:00:00.000Z', '2026-11-21T04:00:59.000Z'])(
    'is one run at its time, or a little later: %s',
    (now) => {
      const { runs, nextDueAt } = due({}, now);
      expect(runs.map(told)).toEqual(['CALENDAR 04:00 ×0 WAITING']);
      expect(nextDueAt).toBe('2026-11-21T05:00:00.000Z');
    },
  );

  test.each([
    ['ONCE', ['CATCH_UP 06:00 ×3 WAITING']],
    ['SKIP', ['CATCH_UP 06:00 ×3 SKIPPED MISFIRE']],
    ['EACH', ['CATCH_UP 04:00 ×1 WAITING', 'CATCH_UP 05:00 ×1 WAITING', 'CATCH_UP 06:00 ×1 WAITING']],
  ] as const)('after three missed times is, by the policy %s, %j', (misfire, expected) => {
    const { runs, nextDueAt } = due({ misfire }, '2026-11-21T06:30:00.000Z');
    expect(runs.map(told)).toEqual(expected);
    expect(nextDueAt).toBe('2026-11-21T07:00:00.000Z');
  });

  test.each([
    ['ONCE', ['CATCH_UP 05:00 ×2 SKIPPED MISFIRE', 'CALENDAR 06:00 ×0 WAITING']],
    ['SKIP', ['CATCH_UP 05:00 ×2 SKIPPED MISFIRE', 'CALENDAR 06:00 ×0 WAITING']],
    ['EACH', ['CATCH_UP 04:00 ×1 WAITING', 'CATCH_UP 05:00 ×1 WAITING', 'CALENDAR 06:00 ×0 WAITING']],
  ] as const)('when the third time is now is, by the policy %s, %j', (misfire, expected) => {
    expect(due({ misfire }, '2026-11-21T06:00:10.000Z').runs.map(told)).toEqual(expected);
  });

  test('of very many missed times makes up for the last hundred and passes over the others together', () => {
    const { runs } = due({ misfire: 'EACH' }, '2026-12-01T04:30:00.000Z');
    expect(runs.length).toBe(101);
    expect(told(runs[0] as NewRun)).toBe('CATCH_UP 00:00 ×141 SKIPPED MISFIRE');
    expect(runs.slice(1).every(({ state }) => state === 'WAITING')).toBe(true);
  });

  test('waits behind a run that is under way, or is passed over, by the policy of overlap', () => {
    const now = '2026-11-21T04:00:00.000Z';
    expect(due({ overlap: 'SKIP' }, now, true).runs.map(told)).toEqual(['CALENDAR 04:00 ×0 SKIPPED OVERLAP']);
    expect(due({ overlap: 'QUEUE' }, now, true).runs.map(told)).toEqual(['CALENDAR 04:00 ×0 WAITING']);
  });
});

describe('a change', () => {
  const wakeAt = '2026-11-21T03:10:00.000Z';
  const now = '2026-11-21T03:10:05.000Z';
  test('wakes a schedule once', () => {
    const first = due({ wakeAt }, now);
    expect(first.runs.map(told)).toEqual(['CHANGE 03:10 ×0 WAITING']);
    expect(first.wakeAt).toBeNull();
  });
  test('that comes while a run is under way is kept until it has ended', () => {
    expect(due({ wakeAt }, now, true)).toMatchObject({ runs: [], wakeAt });
  });
  test('that meets a time of the calendar is in that run', () => {
    const both = due({ wakeAt: '2026-11-21T04:00:00.000Z' }, '2026-11-21T04:00:00.000Z');
    expect(both.runs.map(told)).toEqual(['CALENDAR 04:00 ×0 WAITING']);
    expect(both.wakeAt).toBeNull();
  });
  test('wakes a schedule that has no calendar', () => {
    const { runs, nextDueAt } = dueAt(schedule({ wakeAt, nextDueAt: null }), null, false, now);
    expect([runs.map(told), nextDueAt]).toEqual([['CHANGE 03:10 ×0 WAITING'], null]);
  });
  test('waits for its moment', () => {
    expect(due({ wakeAt }, '2026-11-21T03:09:59.000Z').runs).toEqual([]);
  });
});
