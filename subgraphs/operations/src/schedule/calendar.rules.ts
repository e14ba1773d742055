import { daysBetween, isWorkday, todayIn, type WorkdayCalendar, workdayFrom } from '@hub/values';
import { Cron } from 'croner';
import type { DayRule } from './schedule.entity.ts';

/** When something is due: a cron expression of five fields, and what workdays have to say to it. */
export interface Calendar {
  readonly cron: string;
  readonly days: DayRule;
  readonly timeZone: string;
  readonly workdays: WorkdayCalendar;
}

const day = 86_400_000;
/** Longer than any holiday with the weekends beside it: a time is never moved further. */
const longestMove = 40 * day;
/** So many times of the expression are looked at before it counts as one that never comes. */
const mostSteps = 20_000;

const cronOf = (expression: string, timeZone: string): Cron =>
  new Cron(expression, { timezone: timeZone, paused: true, mode: '5-part' });

/** What is wrong with an expression; `null` for one of five fields that comes at least once. */
export function wrongCron(expression: string): string | null {
  try {
    return cronOf(expression, 'UTC').nextRun('2024-01-01T00:00:00Z') ? null : 'a time that comes';
  } catch {
    return 'five fields: minute, hour, day of month, month, day of week, such as "30 2 * * *" or "0 9 * * 1-5"';
  }
}

/** The instants after one, up to and including another where one is given, at most so many, in order. */
export function timesAfter(calendar: Calendar, after: string, most: number, until?: string): readonly string[] {
  const { cron, days, timeZone } = calendar;
  const expression = cronOf(cron, timeZone);
  const from = Date.parse(after);
  const end = until === undefined ? Number.POSITIVE_INFINITY : Date.parse(until);
  const times: string[] = [];
  let step: Date | null = new Date(days === 'NEXT_WORKDAY' ? from - longestMove : from);
  for (let count = 0; times.length < most && count < mostSteps; count++) {
    step = expression.nextRun(step);
    if (!step || step.getTime() > end) break;
    const moved = placed(step, calendar);
    if (moved === null || moved <= from) continue;
    // Two times may be moved to one.
    const text = new Date(moved).toISOString();
    if (moved <= end && times.at(-1) !== text) times.push(text);
  }
  return times;
}

/** The time as it is, moved to the next workday, or nowhere. */
function placed(time: Date, { days, timeZone, workdays }: Calendar): number | null {
  if (days === 'ANY') return time.getTime();
  const on = todayIn(timeZone, time);
  if (days === 'NEXT_WORKDAY') return time.getTime() + daysBetween(on, workdayFrom(on, workdays)) * day;
  return isWorkday(on, workdays) === (days === 'WORKDAYS') ? time.getTime() : null;
}
