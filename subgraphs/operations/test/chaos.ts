import { seededRandomness } from '@hub/kernel/testing';
import type { RunResult } from '../src/schedule-run/runResult.ts';
import { runOf, type Units } from './deliveries.ts';

export const runsOfChaos = 14;
export const schedules = ['schedule_1', 'schedule_2'] as const;

/** Which schedule a run is of: they take turns. */
export const scheduleOf = (ordinal: number): string => schedules[ordinal % 2] ?? '';

/** The answer of a run: seven needs that come, change and go; now and then one in which nothing changed. */
export function answerOf(ordinal: number): Units {
  const random = seededRandomness(`answer-${ordinal - (ordinal % 10 === 0 ? 2 : 0)}`)(7);
  const units = [...random].map((byte, place) => [`need_${place}`, byte % 4] as const);
  return Object.fromEntries(units.filter(([, amount]) => amount > 0));
}

export const chaosRun = (ordinal: number): RunResult =>
  runOf(ordinal, answerOf(ordinal), { scheduleId: scheduleOf(ordinal) });

/** The number of the run that was answered at an instant. */
export const ordinalAt = (instant: string): number =>
  (Date.parse(instant) - Date.parse(runOf(0, {}).answeredAt)) / 60_000;
