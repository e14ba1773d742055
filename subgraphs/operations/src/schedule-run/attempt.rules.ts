import type { ScheduleRow } from '../schedule/schedule.entity.ts';
import type { RunState, ScheduleRunRow } from './scheduleRun.entity.ts';

/** How an attempt ended that brought no answer. */
export interface Failing {
  /** A code of the catalogue. */
  readonly outcome: string;
  /** Whether another attempt may do better. */
  readonly isPassing: boolean;
  /** Whether the question was asked at all; what was not asked is no attempt. */
  readonly wasAsked: boolean;
  readonly isRefused?: boolean;
}

type Retry = Pick<ScheduleRow, 'attempts' | 'backoffSeconds' | 'backoffCeilingSeconds'>;

/** Seconds until the attempt after this one: twice as long each time, up to the ceiling. */
export const pauseAfter = (
  attempt: number,
  { backoffSeconds, backoffCeilingSeconds }: Omit<Retry, 'attempts'>,
): number => Math.min(backoffSeconds * 2 ** Math.min(attempt - 1, 30), backoffCeilingSeconds);

const later = (now: string, seconds: number): string => new Date(Date.parse(now) + seconds * 1000).toISOString();

export const lengthOf = ({ startedAt }: Pick<ScheduleRunRow, 'startedAt'>, now: string): number =>
  startedAt === null ? 0 : Math.max(0, Date.parse(now) - Date.parse(startedAt));

/** A run after an attempt that failed: it waits for the next one, or has ended. */
export function afterFailure(
  run: ScheduleRunRow,
  schedule: Retry,
  { outcome, isPassing, wasAsked, isRefused }: Failing,
  now: string,
): Partial<ScheduleRunRow> {
  const attempt = wasAsked ? run.attempt : run.attempt - 1;
  const waits = !wasAsked || (isPassing && attempt < schedule.attempts);
  if (waits) {
    const seconds = wasAsked ? pauseAfter(attempt, schedule) : schedule.backoffSeconds;
    return { state: 'WAITING', attempt, outcome, availableAt: later(now, seconds), timeoutAt: null };
  }
  const state: RunState = isRefused ? 'REFUSED' : 'FAILED';
  return { state, outcome, endedAt: now, timeoutAt: null, durationMs: lengthOf(run, now) };
}

const passing: ReadonlySet<string> = new Set(['RATE_LIMITED', 'SUBGRAPH_UNAVAILABLE', 'INTERNAL_SERVER_ERROR']);

interface Told {
  readonly errors?: readonly { readonly extensions?: Readonly<Record<string, unknown>> | undefined }[];
  readonly refused: { readonly code: string } | null;
}

/** What of an answer keeps it from counting; part of an answer counts as none, or rows that are only late would be told as gone. */
export function failingOf({ errors = [], refused }: Told): Failing | null {
  if (refused) return { outcome: refused.code, isPassing: false, wasAsked: true, isRefused: true };
  const codes = errors.map(({ extensions }) => String(extensions?.code ?? 'INTERNAL_SERVER_ERROR'));
  const [first] = codes;
  if (first === undefined) return null;
  const lasting = codes.find((code) => !passing.has(code));
  return { outcome: lasting ?? first, isPassing: lasting === undefined, wasAsked: true };
}

export const timedOut: Failing = { outcome: 'TIMED_OUT', isPassing: true, wasAsked: true };
export const gatewayAway: Failing = { outcome: 'GATEWAY_UNAVAILABLE', isPassing: true, wasAsked: false };
export const tooManyPages: Failing = { outcome: 'TOO_MANY_PAGES', isPassing: false, wasAsked: true };
