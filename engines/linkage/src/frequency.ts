import type { Pairing } from './block.ts';
import type { Encoded } from './encode.ts';
import type { TrainedOdds } from './fileModel.ts';
import { nameShares } from './nameShares.ts';
import { countsAt, shareOf } from './valueCounts.ts';

const LARGEST_ADJUSTMENT = 10;

/**
 * For each name, what a common surname explains, in bits: two of a family share it, however rare it is, and with it a part of
 * what makes an equal name remarkable. `sharesSurname` is how many pairs of a household do.
 */
export const familyBits = (encoded: Encoded, place: number, sharesSurname: number): Float32Array => {
  const surnames = countsAt(encoded, place + 2);
  const bits = new Float32Array(new SharedArrayBuffer(surnames.first.length * 4));
  for (let row = 0; row < encoded.rowCount; row += 1) {
    const at = row * encoded.stride + place;
    const share = shareOf(surnames, encoded.rows[at + 2] ?? 0);
    if (share > 0) bits[encoded.rows[at] ?? 0] = Math.max(0, Math.log2(sharesSurname / share));
  }
  return bits;
};

/** In the first file, how much more often two people of one given name agree on another field than any two do, in bits. */
export const givenNameBits = (encoded: Encoded, namePlace: number, place: number): number => {
  const groups = new Map<number, Map<number, number>>();
  const totals = new Map<number, number>();
  let all = 0;
  for (let row = 0; row < encoded.secondFrom; row += 1) {
    const given = encoded.rows[row * encoded.stride + namePlace + 3] ?? 0;
    const value = encoded.rows[row * encoded.stride + place] ?? 0;
    if (given === 0 || value === 0) continue;
    const group = groups.get(given) ?? new Map<number, number>();
    groups.set(given, group.set(value, (group.get(value) ?? 0) + 1));
    totals.set(value, (totals.get(value) ?? 0) + 1);
    all += 1;
  }
  const pairsOf = (counts: Iterable<number>): number => [...counts].reduce((sum, n) => sum + n * (n - 1), 0);
  let equal = 0;
  let both = 0;
  for (const group of groups.values()) {
    const size = [...group.values()].reduce((sum, n) => sum + n, 0);
    equal += pairsOf(group.values());
    both += size * (size - 1);
  }
  if (both < 100 || all < 2) return 0;
  return Math.max(0, Math.log2(equal / both / (pairsOf(totals.values()) / (all * (all - 1)))));
};

/**
 * The frequency adjustment of each value (Winkler 1989, as an odds ratio). A value that `a` records of one file and `b` of
 * the other hold makes `a * b` equal pairs; about `found * min(a, b)` of them are matches, the rest are strangers' chance.
 */
export const frequencyOf = (
  encoded: Encoded,
  pairing: Pairing,
  f: number,
  odds: TrainedOdds,
  column: string,
): Float32Array => {
  const place = encoded.fields[f]?.at ?? 0;
  const { first, second, firsts, seconds } = countsAt(encoded, place);
  const across = pairing === 'ACROSS';
  const pairsOf = (a: number, b: number): number => (across ? a * b : ((a + b) * (a + b - 1)) / 2);
  const chancesOf = (a: number, b: number): number => (across ? Math.min(a, b) : Math.max(0, a + b - 1));
  const all = Math.max(1, pairsOf(firsts, seconds));
  let pairs = 0;
  let chances = 0;
  for (let value = 1; value < first.length; value += 1) {
    pairs += pairsOf(first[value] ?? 0, second[value] ?? 0);
    chances += chancesOf(first[value] ?? 0, second[value] ?? 0);
  }
  const average = odds.fields[column]?.STRANGERS[0] ?? 1;
  const found = chances === 0 ? 0 : Math.min(0.999, Math.max(0, (pairs - average * all) / chances));
  const names =
    encoded.fields[f]?.kind === 'name'
      ? nameShares(encoded, place, (value) => {
          const [a, b] = [first[value] ?? 0, second[value] ?? 0];
          return a + b - found * chancesOf(a, b);
        })
      : null;
  const adjustments = new Float32Array(new SharedArrayBuffer(first.length * 4));
  for (let value = 1; value < first.length; value += 1) {
    const a = first[value] ?? 0;
    const b = second[value] ?? 0;
    const strangers = pairsOf(a, b) - found * chancesOf(a, b);
    if (pairsOf(a, b) === 0 || strangers <= 0) continue;
    const odds = names === null ? ((a + b) / (firsts + seconds) / strangers) * all : 1 / (names[value] ?? 1);
    const bits = Math.log2(average * odds);
    adjustments[value] = Math.max(-LARGEST_ADJUSTMENT, Math.min(LARGEST_ADJUSTMENT, bits));
  }
  return adjustments;
};
