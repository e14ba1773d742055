import type { TextTable } from './textTable.ts';

const LONGEST = 64;
const matchedLeft = new Uint8Array(LONGEST);
const matchedRight = new Uint8Array(LONGEST);

/**
 * Optimal string alignment distance of texts `l` and `r` (replace, drop, add, swap neighbours cost one each), exact up to 1,
 * and 2 for anything farther.
 */
export const editsUpToOne = (table: TextTable, l: number, r: number): number => {
  const { units, starts } = table;
  let a = starts[l] ?? 0;
  let b = starts[r] ?? 0;
  let aEnd = starts[l + 1] ?? 0;
  let bEnd = starts[r + 1] ?? 0;
  const gap = aEnd - a - (bEnd - b);
  if (gap > 1 || gap < -1) return 2;
  while (a < aEnd && b < bEnd && units[a] === units[b]) {
    a += 1;
    b += 1;
  }
  while (aEnd > a && bEnd > b && units[aEnd - 1] === units[bEnd - 1]) {
    aEnd -= 1;
    bEnd -= 1;
  }
  const left = aEnd - a;
  const right = bEnd - b;
  if (left === 0 && right === 0) return 0;
  if (left <= 1 && right <= 1) return 1;
  return left === 2 && right === 2 && units[a] === units[b + 1] && units[a + 1] === units[b] ? 1 : 2;
};

const isTwoEditsFrom = (units: Uint16Array, ends: readonly [number, number, number, number], left: number): boolean => {
  const [a, aEnd, b, bEnd] = ends;
  let i = a;
  let j = b;
  while (i < aEnd && j < bEnd && units[i] === units[j]) {
    i += 1;
    j += 1;
  }
  if (aEnd - i === bEnd - j && i === aEnd) return true;
  if (Math.max(aEnd - i, bEnd - j) <= left) return true;
  if (left === 0) return false;
  if (i + 1 < aEnd && j + 1 < bEnd && units[i] === units[j + 1] && units[i + 1] === units[j]) {
    if (isTwoEditsFrom(units, [i + 2, aEnd, j + 2, bEnd], left - 1)) return true;
  }
  return (
    isTwoEditsFrom(units, [Math.min(i + 1, aEnd), aEnd, Math.min(j + 1, bEnd), bEnd], left - 1) ||
    isTwoEditsFrom(units, [Math.min(i + 1, aEnd), aEnd, j, bEnd], left - 1) ||
    isTwoEditsFrom(units, [i, aEnd, Math.min(j + 1, bEnd), bEnd], left - 1)
  );
};

/** True when at most two edits turn text `l` into text `r`. */
export const isWithinTwoEdits = (table: TextTable, l: number, r: number): boolean => {
  const { units, starts } = table;
  const ends = [starts[l] ?? 0, starts[l + 1] ?? 0, starts[r] ?? 0, starts[r + 1] ?? 0] as const;
  if (Math.abs(ends[1] - ends[0] - (ends[3] - ends[2])) > 2) return false;
  return isTwoEditsFrom(units, ends, 2);
};

/** Jaro–Winkler similarity (Winkler 1990) of texts `l` and `r`, on their first 64 units; 0 to 1. */
export const jaroWinkler = (table: TextTable, l: number, r: number): number => {
  const { units, starts } = table;
  const a = starts[l] ?? 0;
  const b = starts[r] ?? 0;
  const left = Math.min(LONGEST, (starts[l + 1] ?? 0) - a);
  const right = Math.min(LONGEST, (starts[r + 1] ?? 0) - b);
  if (left === 0 || right === 0) return left === right ? 1 : 0;
  const reach = Math.max(0, (Math.max(left, right) >> 1) - 1);
  matchedLeft.fill(0, 0, left);
  matchedRight.fill(0, 0, right);
  let matches = 0;
  for (let i = 0; i < left; i += 1) {
    const last = Math.min(right - 1, i + reach);
    for (let j = Math.max(0, i - reach); j <= last; j += 1) {
      if (matchedRight[j] === 0 && units[a + i] === units[b + j]) {
        matchedLeft[i] = 1;
        matchedRight[j] = 1;
        matches += 1;
        break;
      }
    }
  }
  if (matches === 0) return 0;
  let swaps = 0;
  let j = 0;
  for (let i = 0; i < left; i += 1) {
    if (matchedLeft[i] === 0) continue;
    while (matchedRight[j] === 0) j += 1;
    if (units[a + i] !== units[b + j]) swaps += 1;
    j += 1;
  }
  const jaro = (matches / left + matches / right + (matches - swaps / 2) / matches) / 3;
  let prefix = 0;
  while (prefix < 4 && prefix < left && prefix < right && units[a + prefix] === units[b + prefix]) prefix += 1;
  return jaro + prefix * 0.1 * (1 - jaro);
};

/** True when text `long` begins with text `short`. */
export const isPrefix = (table: TextTable, short: number, long: number): boolean => {
  const { units, starts } = table;
  const s = starts[short] ?? 0;
  const l = starts[long] ?? 0;
  const length = (starts[short + 1] ?? 0) - s;
  if (length > (starts[long + 1] ?? 0) - l) return false;
  for (let i = 0; i < length; i += 1) if (units[s + i] !== units[l + i]) return false;
  return true;
};
