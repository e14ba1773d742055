import { blockPairs, type Pairing } from './block.ts';
import { compareRows, MISSING } from './compare.ts';
import type { Encoded } from './encode.ts';
import { LEVEL_ROOM, LEVELS } from './fileModel.ts';
import { pairCount } from './patterns.ts';
import { countsAt } from './valueCounts.ts';

/** A repeatable sequence of integers below a bound: xorshift32 (Marsaglia 2003). */
const sequence = (seed: number): ((below: number) => number) => {
  let state = seed;
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % below;
  };
};

/** For each field and level, how many of `sample` pairs drawn at random have it. */
const randomCounts = (encoded: Encoded, pairing: Pairing, sample: number): readonly Float64Array[] => {
  const counts = encoded.fields.map(() => new Float64Array(LEVEL_ROOM));
  const levels = new Uint8Array(encoded.fields.length);
  const next = sequence(88_172_645);
  const { rowCount, secondFrom } = encoded;
  for (let drawn = 0; drawn < sample; drawn += 1) {
    const left = next(pairing === 'ACROSS' ? secondFrom : rowCount);
    const right = pairing === 'ACROSS' ? secondFrom + next(rowCount - secondFrom) : next(rowCount);
    if (left === right) continue;
    compareRows(encoded, left, right, levels);
    for (const [f, count] of counts.entries()) {
      const level = levels[f] ?? MISSING;
      count[level] = (count[level] ?? 0) + 1;
    }
  }
  return counts;
};

/** Pairs that hold the same value, and pairs that hold any, counted exactly from the values' frequencies. */
const equalPairs = (encoded: Encoded, pairing: Pairing, place: number): { equal: number; present: number } => {
  const { first, second, firsts, seconds } = countsAt(encoded, place);
  let equal = 0;
  for (let value = 1; value < first.length; value += 1) {
    const middle = first[value] ?? 0;
    equal += blockPairs(pairing, 0, middle, middle + (second[value] ?? 0));
  }
  return { equal, present: blockPairs(pairing, 0, firsts, firsts + seconds) };
};

/** Level frequencies among all pairs (the matches among them too), their number, and the least that could be told from nothing. */
export type Overall = { readonly shares: readonly number[]; readonly floor: number };

/** What is seen between two records drawn at random: equality counted exactly from the values' frequencies, other levels on a sample. */
export const overallShares = (encoded: Encoded, pairing: Pairing): readonly Overall[] => {
  const total = pairCount(encoded, pairing);
  const counts = randomCounts(encoded, pairing, Math.min(400_000, Math.max(20_000, total)));
  return encoded.fields.map(({ kind, at }, f) => {
    const count = counts[f] ?? new Float64Array(LEVEL_ROOM);
    const present = Math.max(
      1,
      LEVELS[kind].reduce((sum, _, level) => sum + (count[level] ?? 0), 0),
    );
    const shares = LEVELS[kind].map((_, level) => (count[level] ?? 0) / present);
    // An address is equal by its room, which is counted on the sample alone.
    if (kind === 'address') return { shares, floor: 0.5 / present };
    const exact = equalPairs(encoded, pairing, at);
    if (exact.present > 0) shares[0] = exact.equal / exact.present;
    return { shares, floor: 0.5 / present };
  });
};
