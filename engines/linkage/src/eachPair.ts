import type { Blocks, Pairing } from './block.ts';
import { mixed } from './textTable.ts';

/** Which pairs are wanted: all, or those of a share of right rows (`everyNth`), and of them the blocks of one thread (`part` of `parts`). */
export type Wanted = { readonly everyNth: number; readonly part: number; readonly parts: number };

/** True when a rule before this one, too, brings two rows together. */
export const isMetBefore = ({ keys, ruleCount }: Blocks, left: number, right: number, rule: number): boolean => {
  const one = left * ruleCount;
  const other = right * ruleCount;
  for (let r = 0; r < rule; r += 1) if (keys[one + r] === keys[other + r] && keys[one + r] !== 0) return true;
  return false;
};

/**
 * Calls `visit(left, right, rule)` once for each wanted pair of rows that shares a block of any rule, `left` < `right`: a rule passes
 * over the pairs that an earlier rule has brought together.
 */
export const eachPair = (
  blocks: Blocks,
  pairing: Pairing,
  { everyNth, part, parts }: Wanted,
  visit: (left: number, right: number, rule: number) => void,
): void => {
  for (const [rule, { rows, starts, middles }] of blocks.byRule.entries()) {
    for (let b = part; b < middles.length; b += parts) {
      const [from = 0, middle = 0, to = 0] = [starts[b], middles[b], starts[b + 1]];
      for (let j = pairing === 'ACROSS' ? middle : from + 1; j < to; j += 1) {
        const right = rows[j] ?? 0;
        if (everyNth > 1 && (mixed(right) >>> 0) % everyNth !== 0) continue;
        const end = pairing === 'ACROSS' ? middle : j;
        for (let i = from; i < end; i += 1) {
          const left = rows[i] ?? 0;
          if (!isMetBefore(blocks, left, right, rule)) visit(left, right, rule);
        }
      }
    }
  }
};
