import type { Validity } from './place.entity.ts';

// Comes after every digit, hence after every day.
const endless = '~';

const endOf = ({ validTo }: Validity): string => validTo ?? endless;

/** The days from one day until before another; `null` when there are none. */
export const daysFrom = (validFrom: string, end: string): Validity | null =>
  validFrom < end ? { validFrom, validTo: end === endless ? null : end } : null;

/** The days on which both hold; `null` when there are none. */
export function overlap(one: Validity, other: Validity): Validity | null {
  const later = byStart(one, other) > 0 ? one : other;
  const sooner = endOf(one) < endOf(other) ? one : other;
  return daysFrom(later.validFrom, endOf(sooner));
}

/** The days of one on which none of the others holds, in order. */
export function without(one: Validity, others: readonly Validity[]): Validity[] {
  const left: Validity[] = [];
  let start = one.validFrom;
  for (const other of joined(others)) {
    const before = overlap({ validFrom: start, validTo: other.validFrom }, one);
    if (before) left.push(before);
    if (endOf(other) > start) start = endOf(other);
  }
  const rest = daysFrom(start, endOf(one));
  return rest ? [...left, rest] : left;
}

/** The days on which any of them holds, in order, without overlaps and with no seam where one follows on another. */
export function joined(validities: readonly Validity[]): Validity[] {
  const whole: Validity[] = [];
  for (const next of validities.toSorted(byStart)) {
    const last = whole.at(-1);
    if (!last || endOf(last) < next.validFrom) whole.push({ validFrom: next.validFrom, validTo: next.validTo });
    else if (endOf(last) < endOf(next)) whole[whole.length - 1] = { validFrom: last.validFrom, validTo: next.validTo };
  }
  return whole;
}

/** The stretches between all days on which one of them begins or ends, in order: in each of them nothing changes. */
export function stretchesOf(validities: readonly Validity[]): Validity[] {
  const days = [...new Set(validities.flatMap((validity) => [validity.validFrom, endOf(validity)]))].sort();
  return days.flatMap((day, place) => daysFrom(day, days[place + 1] ?? day) ?? []);
}

const byStart = (one: Validity, other: Validity): number =>
  one.validFrom < other.validFrom ? -1 : one.validFrom > other.validFrom ? 1 : 0;
