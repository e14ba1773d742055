import { type Blocks, eachPair, type Pairing } from './block.ts';
import { compareRows } from './compare.ts';
import type { Encoded } from './encode.ts';

/** Pairs with the same levels in all fields, counted together; pattern `p` has the levels `levels[p * fieldCount ..]`. */
export type Patterns = {
  readonly fieldCount: number;
  readonly levels: Uint8Array;
  readonly counts: Float64Array;
  /** The counts of each blocking rule: of the pairs that no rule before it finds. */
  readonly byRule: readonly Float64Array[];
};

/** Number of pairs of rows there are. */
export const pairCount = (encoded: Encoded, pairing: Pairing): number => {
  const { rowCount, secondFrom } = encoded;
  return pairing === 'ACROSS' ? secondFrom * (rowCount - secondFrom) : (rowCount * (rowCount - 1)) / 2;
};

/** The patterns of the pairs that blocking brings together, or of the share of them that `everyNth` leaves. */
export const candidatePatterns = (encoded: Encoded, blocks: Blocks, pairing: Pairing, everyNth: number): Patterns => {
  const fieldCount = encoded.fields.length;
  const at = new Map<number, number>();
  const counts: number[] = [];
  const flat: number[] = [];
  const levels = new Uint8Array(fieldCount);
  const byRule: number[][] = Array.from({ length: blocks.ruleCount }, () => []);
  eachPair(blocks, pairing, { everyNth, part: 0, parts: 1 }, (left, right, rule) => {
    compareRows(encoded, left, right, levels);
    let pattern = 0;
    for (let f = 0; f < fieldCount; f += 1) pattern = pattern * 8 + (levels[f] ?? 0);
    let known = at.get(pattern);
    if (known === undefined) {
      known = counts.length;
      at.set(pattern, known);
      counts.push(0);
      flat.push(...levels);
      for (const ofRule of byRule) ofRule.push(0);
    }
    counts[known] = (counts[known] ?? 0) + 1;
    const own = byRule[rule];
    if (own !== undefined) own[known] = (own[known] ?? 0) + 1;
  });
  return {
    fieldCount,
    levels: Uint8Array.from(flat),
    counts: Float64Array.from(counts),
    byRule: byRule.map((ofRule) => Float64Array.from(ofRule)),
  };
};
