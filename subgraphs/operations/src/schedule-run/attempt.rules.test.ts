import { describe, expect, test } from 'vitest';
import { afterFailure, failingOf, gatewayAway, pauseAfter, timedOut } from './attempt.rules.ts';
import type { ScheduleRunRow } from './scheduleRun.entity.ts';

const retry = { attempts: 4, backoffSeconds: 60, backoffCeilingSeconds: 150 };
const now = '2026-11-21T04:10:00.000Z';
const run = (attempt: number): ScheduleRunRow => ({
  id: 'run_1',
  version: 1,
  scheduleId: 'schedule_1',
  ordinal: 1,
  cause: 'CALENDAR',
  dueAt: '2026-11-21T04:00:00.000Z',
  missed: 0,
  state: 'RUNNING',
  attempt,
  availableAt: '2026-11-21T04:00:00.000Z',
  offeredUntil: null,
  startedAt: '2026-11-21T04:09:00.000Z',
  timeoutAt: now,
  endedAt: null,
  durationMs: null,
  rows: null,
  changed: null,
  cost: null,
  outcome: null,
});

describe('an attempt that failed', () => {
  test('is followed by another after a pause that doubles up to its ceiling', () => {
    expect([1, 2, 3, 4, 40].map((attempt) => pauseAfter(attempt, retry))).toEqual([60, 120, 150, 150, 150]);
    expect(afterFailure(run(2), retry, timedOut, now)).toMatchObject({
      state: 'WAITING',
      attempt: 2,
      outcome: 'TIMED_OUT',
      availableAt: '2026-11-21T04:12:00.000Z',
    });
  });

  test('is the last when all are spent, or when no other could do better', () => {
    expect(afterFailure(run(4), retry, timedOut, now)).toMatchObject({
      state: 'FAILED',
      outcome: 'TIMED_OUT',
      endedAt: now,
      durationMs: 60_000,
    });
    const lasting = { outcome: 'FORBIDDEN', isPassing: false, wasAsked: true };
    expect(afterFailure(run(1), retry, lasting, now)).toMatchObject({ state: 'FAILED', outcome: 'FORBIDDEN' });
  });

  test('does not count when nobody could be asked', () => {
    expect(afterFailure(run(4), retry, gatewayAway, now)).toMatchObject({ state: 'WAITING', attempt: 3 });
  });

  test('ends as refused when the right is gone', () => {
    const refused = failingOf({ refused: { code: 'DELEGATION_REVOKED' } });
    expect(refused && afterFailure(run(1), retry, refused, now)).toMatchObject({
      state: 'REFUSED',
      outcome: 'DELEGATION_REVOKED',
    });
  });

  test.each([
    [['SUBGRAPH_UNAVAILABLE'], true, 'SUBGRAPH_UNAVAILABLE'],
    [['RATE_LIMITED', 'SUBGRAPH_UNAVAILABLE'], true, 'RATE_LIMITED'],
    [['SUBGRAPH_UNAVAILABLE', 'FORBIDDEN'], false, 'FORBIDDEN'],
    [['TOO_COMPLEX'], false, 'TOO_COMPLEX'],
  ])('with the errors %j passes: %s', (codes, isPassing, outcome) => {
    const errors = codes.map((code) => ({ extensions: { code } }));
    expect(failingOf({ errors, refused: null })).toEqual({ outcome, isPassing, wasAsked: true });
  });

  test('is none where there is no error', () => {
    expect(failingOf({ refused: null })).toBeNull();
  });
});
