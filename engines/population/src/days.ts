import { addDays, daysBetween } from '@hub/values';
import type { Random } from './random.ts';

/** The later of two days. */
export const laterOf = (one: string, other: string): string => (daysBetween(one, other) > 0 ? other : one);

/** The earlier of two days. */
export const earlierOf = (one: string, other: string): string => (daysBetween(one, other) > 0 ? one : other);

/** A day from `from` to `to`, both included; `from` where `to` is before it. */
export const dayBetween = (random: Random, from: string, to: string): string =>
  addDays(from, random.between(0, Math.max(0, daysBetween(from, to))));

/** So many days ago, drawn between two numbers, but never before a person's thirtieth day. */
export const daysAgo = (random: Random, today: string, fewest: number, most: number, bornOn: string): string =>
  laterOf(addDays(today, -random.between(fewest, most)), addDays(bornOn, 30));
