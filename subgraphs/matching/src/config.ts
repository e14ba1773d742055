import { readFileSync } from 'node:fs';
import { parseWorkdayRows, publishedWorkdays, type WorkdayCalendar, workdayCalendar } from '@hub/values';

export interface MatchingConfig {
  /** Which days are workdays, for the deadlines of referrals. */
  readonly workdays: WorkdayCalendar;
  /** After how long without a change the figures are told anew that a run of changes leaves as they are. */
  readonly restMs: number;
}

const restMs = 60_000;

/** Reads `HUB_WORKDAYS`, a table of holidays and days made up for that takes the place of the published one. */
export function readMatchingConfig(): MatchingConfig {
  const { HUB_WORKDAYS: file } = process.env;
  if (!file) return { workdays: publishedWorkdays, restMs };
  const rows = parseWorkdayRows(readFileSync(file, 'utf8'));
  if (!rows.ok) throw new Error(`HUB_WORKDAYS: met ${rows.met}; expected ${rows.expected}.`);
  return { workdays: workdayCalendar(rows.value), restMs };
}
