import type { RunCause, RunState } from '../schedule-run/scheduleRun.entity.ts';
import { type Calendar, timesAfter } from './calendar.rules.ts';
import type { ScheduleRow } from './schedule.entity.ts';

/** A run to write down: one that waits to be begun, or one that is passed over. */
export interface NewRun {
  readonly cause: RunCause;
  readonly dueAt: string;
  readonly missed: number;
  readonly state: Extract<RunState, 'WAITING' | 'SKIPPED'>;
  readonly outcome: 'OVERLAP' | 'MISFIRE' | null;
}

export interface Due {
  readonly runs: readonly NewRun[];
  readonly nextDueAt: string | null;
  readonly wakeAt: string | null;
}

/** A time that is not later than this was not missed: somebody was a little slow. */
const graceMs = 60_000;
/** So many missed times are made up for one by one; earlier ones are passed over together. */
const mostMadeUp = 100;
const mostMissed = 10_000;

/**
 * What is due at an instant: the times of the calendar since the last look, those missed while nobody looked by the misfire policy, and
 * a change that woke the schedule. What meets an unfinished run waits behind it or is passed over, by the overlap policy.
 */
export function dueAt(schedule: ScheduleRow, calendar: Calendar | null, isUnfinished: boolean, now: string): Due {
  const { wakeAt } = schedule;
  const runs = calendar ? ofCalendar(schedule, calendar, isUnfinished, now) : [];
  const isWoken = wakeAt !== null && wakeAt <= now;
  const begins = runs.some(({ state }) => state === 'WAITING');
  // A change that comes while a run is under way is looked at after it; one that meets a run about to begin is in it.
  const woken: readonly NewRun[] =
    isWoken && !isUnfinished && !begins
      ? [{ cause: 'CHANGE', dueAt: wakeAt, missed: 0, state: 'WAITING', outcome: null }]
      : [];
  const [nextDueAt = null] = calendar ? timesAfter(calendar, now, 1) : [];
  return { runs: [...runs, ...woken], nextDueAt, wakeAt: isWoken && (woken.length > 0 || begins) ? null : wakeAt };
}

function ofCalendar(schedule: ScheduleRow, calendar: Calendar, isUnfinished: boolean, now: string): readonly NewRun[] {
  const { nextDueAt, misfire, overlap } = schedule;
  if (nextDueAt === null || nextDueAt > now) return [];
  const since = new Date(Date.parse(nextDueAt) - 1).toISOString();
  const times = timesAfter(calendar, since, mostMissed, now);
  const late = new Date(Date.parse(now) - graceMs).toISOString();
  const missed = times.filter((time) => time < late);
  const present = times.filter((time) => time >= late);
  return [...madeUp(missed, present.length > 0, misfire), ...present.map(onTime)].map((run) =>
    run.state === 'WAITING' && isUnfinished && overlap === 'SKIP'
      ? { ...run, state: 'SKIPPED', outcome: 'OVERLAP' }
      : run,
  );
}

const onTime = (dueAt: string): NewRun => ({ cause: 'CALENDAR', dueAt, missed: 0, state: 'WAITING', outcome: null });

/** What is done for times that were missed: each of them, one for all (none, where the present one serves), or nothing. */
function madeUp(missed: readonly string[], hasPresent: boolean, misfire: ScheduleRow['misfire']): readonly NewRun[] {
  const passedOver = (times: readonly string[]): readonly NewRun[] => {
    const last = times.at(-1);
    return last === undefined
      ? []
      : [{ cause: 'CATCH_UP', dueAt: last, missed: times.length, state: 'SKIPPED', outcome: 'MISFIRE' }];
  };
  if (misfire === 'SKIP' || (misfire === 'ONCE' && hasPresent)) return passedOver(missed);
  const last = missed.at(-1);
  if (misfire === 'ONCE')
    return last === undefined
      ? []
      : [{ cause: 'CATCH_UP', dueAt: last, missed: missed.length, state: 'WAITING', outcome: null }];
  return [
    ...passedOver(missed.slice(0, -mostMadeUp)),
    ...missed
      .slice(-mostMadeUp)
      .map((dueAt): NewRun => ({ cause: 'CATCH_UP', dueAt, missed: 1, state: 'WAITING', outcome: null })),
  ];
}
