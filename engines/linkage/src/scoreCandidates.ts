import type { Blocks, Pairing } from './block.ts';
import { type BriefRows, briefShare, newBriefRows } from './briefRows.ts';
import { compareRows } from './compare.ts';
import type { Edges } from './decide.ts';
import { isMetBefore } from './eachPair.ts';
import type { Encoded } from './encode.ts';
import { placesUpTo, sortByIntegers } from './radixSort.ts';
import { scoreOf, type Weights } from './score.ts';
import { Screen } from './screen.ts';
import { CACHE_LINE, touched } from './touch.ts';

/** All that the heavy stage needs, in shared memory, so that a thread gets it without a copy. */
export type ScoreTask = {
  readonly encoded: Encoded;
  readonly blocks: Blocks;
  readonly weights: Weights;
  readonly brief: BriefRows;
  readonly pairing: Pairing;
  readonly leastBits: number;
  /** Thousands of pairs compared so far, added up by all threads; whoever holds it may watch. */
  readonly counter: Int32Array;
};

/** A new counter for `ScoreTask`. */
export const newCounter = (): Int32Array => new Int32Array(new SharedArrayBuffer(4));

/** The task whole, for one thread. */
export const scoreTask = (task: Omit<ScoreTask, 'brief' | 'counter'>): ScoreTask => ({
  ...task,
  brief: briefShare({ ...task, brief: newBriefRows(task.encoded) }, WHOLE),
  counter: newCounter(),
});

/** Which share of the blocks a thread takes: those whose key leaves `part` when divided by `parts`. */
export type Share = { readonly part: number; readonly parts: number };

const WHOLE: Share = { part: 0, parts: 1 };

/** Scored candidates, and how many pairs were looked at to find them; one of several rules counts for each. */
export type Scored = Edges & { readonly compared: number };

/** A list of numbers that grows without a box for each. */
class Growing {
  #numbers = new Float64Array(4096);
  length = 0;

  push(number: number): void {
    if (this.length === this.#numbers.length) {
      const larger = new Float64Array(this.length * 2);
      larger.set(this.#numbers);
      this.#numbers = larger;
    }
    this.#numbers[this.length] = number;
    this.length += 1;
  }

  finish(): Float64Array {
    return this.#numbers.slice(0, this.length);
  }
}

/** Has all fetched that comparing these pairs reads of their rows. */
const touchRows = ({ rows, stride }: Encoded, { keys, ruleCount }: Blocks, { lefts, rights, length }: Screen): void => {
  let sum = 0;
  for (let p = 0; p < length; p += 1) {
    const [left = 0, right = 0] = [lefts[p], rights[p]];
    sum ^= (keys[left * ruleCount] ?? 0) ^ (keys[right * ruleCount] ?? 0);
    for (let part = 0; part < stride; part += CACHE_LINE)
      sum ^= (rows[left * stride + part] ?? 0) ^ (rows[right * stride + part] ?? 0);
  }
  touched(sum);
};

/** Compares and scores the candidates of a share of the blocks; keeps pairs of at least `leastBits`. */
export const scoreCandidates = (task: ScoreTask, share: Share = WHOLE): Scored => {
  const { encoded, blocks, weights, brief, pairing, leastBits, counter } = task;
  const [left, right, bits] = [new Growing(), new Growing(), new Growing()];
  const levels = new Uint8Array(encoded.fields.length);
  const screen = new Screen(encoded, weights, brief, leastBits);
  let compared = 0;
  const compare = (l: number, r: number, rule: number): void => {
    if (isMetBefore(blocks, l, r, rule)) return;
    compareRows(encoded, l, r, levels);
    const score = scoreOf(encoded, weights, l, levels, leastBits);
    if (score < leastBits) return;
    left.push(l);
    right.push(r);
    bits.push(score);
  };
  const compareSifted = (rule: number): void => {
    compared += screen.length;
    Atomics.add(counter, 0, Math.floor(compared / 1000) - Math.floor((compared - screen.length) / 1000));
    screen.sift();
    touchRows(encoded, blocks, screen);
    for (let p = 0; p < screen.length; p += 1) compare(screen.lefts[p] ?? 0, screen.rights[p] ?? 0, rule);
    screen.length = 0;
  };
  for (const [rule, { rows, starts, middles }] of blocks.byRule.entries()) {
    for (let b = share.part; b < middles.length; b += share.parts) {
      const from = starts[b] ?? 0;
      const to = starts[b + 1] ?? 0;
      const middle = middles[b] ?? 0;
      for (let j = pairing === 'ACROSS' ? middle : from + 1; j < to; j += 1) {
        const end = pairing === 'ACROSS' ? middle : j;
        for (let i = from; i < end; i += 1) {
          screen.lefts[screen.length] = rows[i] ?? 0;
          screen.rights[screen.length] = rows[j] ?? 0;
          screen.length += 1;
          if (screen.isFull) compareSifted(rule);
        }
      }
    }
    compareSifted(rule);
  }
  return {
    left: Int32Array.from(left.finish()),
    right: Int32Array.from(right.finish()),
    bits: bits.finish(),
    compared,
  };
};

/** The scored pairs of all shares as one list in order of rows, whatever the number of shares. */
export const joinScored = (shares: readonly Scored[]): Scored => {
  const count = shares.reduce((sum, { left }) => sum + left.length, 0);
  const [left, right, bits] = [new Int32Array(count), new Int32Array(count), new Float64Array(count)];
  let at = 0;
  for (const share of shares) {
    left.set(share.left, at);
    right.set(share.right, at);
    bits.set(share.bits, at);
    at += share.left.length;
  }
  const order = placesUpTo(count);
  sortByIntegers(order, right);
  sortByIntegers(order, left);
  return {
    left: order.map((edge) => left[edge] ?? 0),
    right: order.map((edge) => right[edge] ?? 0),
    bits: Float64Array.from(order, (edge) => bits[edge] ?? 0),
    compared: shares.reduce((sum, { compared }) => sum + compared, 0),
  };
};
