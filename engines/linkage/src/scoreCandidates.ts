import { type Blocks, eachPair, orderByKey, type Pairing } from './block.ts';
import { compareRows } from './compare.ts';
import type { Edges } from './decide.ts';
import type { Encoded } from './encode.ts';
import { scoreOf, type Weights } from './score.ts';

/** All that the heavy stage needs, in shared memory, so that a thread gets it without a copy. */
export type ScoreTask = {
  readonly encoded: Encoded;
  readonly blocks: Blocks;
  readonly weights: Weights;
  readonly pairing: Pairing;
  readonly leastBits: number;
  /** Thousands of pairs compared so far, added up by all threads; whoever holds it may watch. */
  readonly counter: Int32Array;
};

/** A new counter for `ScoreTask`. */
export const newCounter = (): Int32Array => new Int32Array(new SharedArrayBuffer(4));

/** Which share of the blocks a thread takes: those whose key leaves `part` when divided by `parts`. */
export type Share = { readonly part: number; readonly parts: number };

/** Scored candidates, and how many pairs were compared to find them. */
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

const WHOLE: Share = { part: 0, parts: 1 };

/** Compares and scores the candidates of a share of the blocks; keeps pairs of at least `leastBits`. */
export const scoreCandidates = (task: ScoreTask, share: Share = WHOLE): Scored => {
  const { encoded, blocks, weights, pairing, leastBits, counter } = task;
  const [left, right, bits] = [new Growing(), new Growing(), new Growing()];
  const levels = new Uint8Array(encoded.fields.length);
  let compared = 0;
  const visit = (l: number, r: number): void => {
    compared += 1;
    if (compared % 1000 === 0) Atomics.add(counter, 0, 1);
    compareRows(encoded, l, r, levels);
    const score = scoreOf(encoded, weights, l, levels, leastBits);
    if (score < leastBits) return;
    left.push(l);
    right.push(r);
    bits.push(score);
  };
  eachPair(blocks, pairing, { everyNth: 1, ...share }, visit);
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
  const byRight = orderByKey(right.map((row) => row + 1)).rows;
  const byLeft = orderByKey(byRight.map((edge) => (left[edge] ?? 0) + 1)).rows;
  const order = byLeft.map((place) => byRight[place] ?? 0);
  return {
    left: order.map((edge) => left[edge] ?? 0),
    right: order.map((edge) => right[edge] ?? 0),
    bits: Float64Array.from(order, (edge) => bits[edge] ?? 0),
    compared: shares.reduce((sum, { compared }) => sum + compared, 0),
  };
};
