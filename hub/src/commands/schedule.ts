import { type Language, say } from '@hub/kernel';
import type { HubConfig } from '../config.ts';
import type { RunTold, ScheduleTold } from '../schedule/scheduleJobs.ts';
import { scheduleSentences } from '../schedule/sentences.ts';
import { StartFailure } from '../sentences.ts';
import { print } from '../terminal.ts';
import { resultOfJob } from './runJob.ts';

export interface ScheduleOptions {
  readonly owner?: string;
  readonly json?: boolean;
  readonly first?: string;
}

/** An instant as a clock on the wall of the hub's time zone shows it. */
const onTheWall = (instant: string | undefined, timeZone: string): string =>
  instant === undefined
    ? '–'
    : new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' }).format(new Date(instant));

const partsOf = ({ ordinal, cause, state, dueAt, rows, cost, durationMs, outcomeText }: RunTold, timeZone: string) => ({
  ordinal,
  cause,
  state,
  due: onTheWall(dueAt, timeZone),
  rows: rows ?? '–',
  cost: cost ?? '–',
  seconds: durationMs === null ? '–' : (durationMs / 1000).toFixed(1),
  outcome: outcomeText ?? '',
});

export async function scheduleList(config: HubConfig, { json }: ScheduleOptions, language: Language): Promise<void> {
  const result = await resultOfJob(config, 'schedule-list', { language });
  if (json) return print(result);
  const schedules = JSON.parse(result) as readonly ScheduleTold[];
  if (schedules.length === 0) print(say(scheduleSentences, language, 'NONE'));
  for (const { name, state, cron, days, onChange, nextTimes, lastRun, owner } of schedules) {
    const calendar = [...(cron === null ? [] : [cron, days]), ...onChange].join(' ');
    const next = onTheWall(nextTimes[0], config.timeZone);
    const last = lastRun ? `${lastRun.state} ${onTheWall(lastRun.dueAt, config.timeZone)}` : '–';
    print(say(scheduleSentences, language, 'LINE', { name, state, calendar, next, last, owner }));
  }
}

/** Runs a schedule now and waits for its end; a run that was not answered ends with a non-zero exit. */
export async function scheduleRun(
  config: HubConfig,
  name: string,
  { owner, json }: ScheduleOptions,
  language: Language,
): Promise<void> {
  const result = await resultOfJob(config, 'schedule-run', { name, language, ...(owner && { owner }) });
  const run = JSON.parse(result) as RunTold | null;
  if (json) print(result);
  else if (run) print(say(scheduleSentences, language, 'ENDED', { name, ...partsOf(run, config.timeZone) }).trim());
  if (run?.state !== 'SUCCEEDED') process.exitCode = 1;
}

export async function scheduleHistory(
  config: HubConfig,
  name: string,
  { owner, json, first = '20' }: ScheduleOptions,
  language: Language,
): Promise<void> {
  const count = Number(first);
  if (!Number.isInteger(count) || count < 1 || count > 100)
    throw new StartFailure(`--first is "${first}", expected a whole number from 1 to 100.`);
  const result = await resultOfJob(config, 'schedule-history', {
    name,
    language,
    first: count,
    ...(owner && { owner }),
  });
  if (json) return print(result);
  const runs = JSON.parse(result) as readonly RunTold[];
  if (runs.length === 0) print(say(scheduleSentences, language, 'NO_RUN'));
  for (const run of runs) print(say(scheduleSentences, language, 'RUN', partsOf(run, config.timeZone)).trimEnd());
}
