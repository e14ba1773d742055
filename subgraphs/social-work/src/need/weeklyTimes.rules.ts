import { type Refusal, refuse } from '@hub/kernel';
import { type DayPart, dayParts } from '@hub/values';

export interface WeeklyTime {
  /** 1 is Monday. */
  readonly weekday: number;
  readonly part: DayPart;
}

/** Weekly times as bits, 3 · weekday + part with Monday morning as 0; no time is any time. */
export function windowsOf(times: readonly WeeklyTime[]): number | Refusal {
  const wrong = times.find(({ weekday }) => weekday < 1 || weekday > 7);
  if (wrong) return refuse('BAD_WEEKDAY', { met: wrong.weekday });
  return times.reduce((bits, { weekday, part }) => bits | (1 << (3 * (weekday - 1) + dayParts.indexOf(part))), 0);
}

export const timesIn = (windows: number): WeeklyTime[] =>
  Array.from({ length: 21 }, (_, bit) => bit)
    .filter((bit) => windows & (1 << bit))
    .map((bit) => ({ weekday: Math.floor(bit / 3) + 1, part: dayParts[bit % 3] as DayPart }));
