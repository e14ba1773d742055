/**
 * Splits a whole total by weight so that the parts add up to it exactly (method of largest remainders, Hamilton's).
 * Equal remainders go to the earlier part; without any positive weight all parts weigh the same.
 */
export function shareOut(total: number, weights: readonly number[]): number[] {
  if (!Number.isSafeInteger(total) || total < 0)
    throw new RangeError(`Met ${total} to share out when expecting a whole number from 0.`);
  if (weights.length === 0 && total > 0) throw new RangeError(`Met no parts when expecting some to share ${total}.`);
  const weighing = weights.some((weight) => weight > 0) ? weights : weights.map(() => 1);
  const sum = weighing.reduce((all, weight) => all + weight, 0);
  const quotas = weighing.map((weight) => (total * weight) / sum);
  const parts = quotas.map(Math.floor);
  const left = total - parts.reduce((all, part) => all + part, 0);
  const byRemainder = quotas
    .map((quota, place) => ({ place, remainder: quota - Math.floor(quota), weight: weighing[place] ?? 0 }))
    .filter(({ weight }) => weight > 0)
    .sort((one, other) => other.remainder - one.remainder || one.place - other.place);
  for (const { place } of byRemainder.slice(0, left)) parts[place] = (parts[place] ?? 0) + 1;
  return parts;
}

/** Running totals before each part, and the whole total at the end: `[3, 2]` gives `[0, 3, 5]`. */
export function startsOf(parts: readonly number[]): number[] {
  let before = 0;
  return [
    ...parts.map((part) => {
      before += part;
      return before - part;
    }),
    before,
  ];
}

/** True for `chosen` of `all` ordinals, spread evenly (Bresenham's line): says of each ordinal alone whether it is one. */
export function isOneOf(ordinal: number, chosen: number, all: number): boolean {
  return Math.floor(((ordinal + 1) * chosen) / all) > Math.floor((ordinal * chosen) / all);
}
