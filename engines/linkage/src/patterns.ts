import type { Blocks, Pairing } from './block.ts';
import { compareRows } from './compare.ts';
import { eachPair } from './eachPair.ts';
import type { Encoded } from './encode.ts';
import { mixed } from './textTable.ts';

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

/** Counts patterns, found by an open hash table of their levels. */
export class PatternCounter {
  readonly #fieldCount: number;
  readonly #ruleCount: number;
  #levels: Uint8Array;
  /** The counts of each rule side by side, pattern after pattern. */
  #counts: Float64Array;
  #hashes = new Int32Array(1 << 10);
  #slots = new Int32Array(1 << 11);
  #count = 0;

  constructor(fieldCount: number, ruleCount: number) {
    this.#fieldCount = fieldCount;
    this.#ruleCount = ruleCount;
    this.#levels = new Uint8Array(fieldCount << 10);
    this.#counts = new Float64Array(ruleCount << 10);
  }

  /** Counts the pattern that lies at `levels[at ..]`, `more` times under a rule. */
  add(levels: Uint8Array, at: number, rule: number, more: number): void {
    let hash = 0x9747b28c;
    for (let f = 0; f < this.#fieldCount; f += 1)
      hash = Math.imul(hash ^ (levels[at + f] ?? 0), 0x01000193) + (hash >>> 15);
    hash = mixed(hash);
    const mask = this.#slots.length - 1;
    let slot = hash & mask;
    let known = this.#slots[slot] ?? 0;
    while (known !== 0 && (this.#hashes[known - 1] !== hash || !this.#isSame(known - 1, levels, at))) {
      slot = (slot + 1) & mask;
      known = this.#slots[slot] ?? 0;
    }
    if (known === 0) known = this.#take(slot, hash, levels, at);
    const count = (known - 1) * this.#ruleCount + rule;
    this.#counts[count] = (this.#counts[count] ?? 0) + more;
  }

  /** Takes in what another one counted. */
  addAll({ levels, counts, byRule }: Patterns): void {
    for (let p = 0; p < counts.length; p += 1)
      for (const [rule, ofRule] of byRule.entries()) this.add(levels, p * this.#fieldCount, rule, ofRule[p] ?? 0);
  }

  /** The patterns in order of their levels, so that sums over them do not depend on who met which first. */
  finish(): Patterns {
    const width = this.#fieldCount;
    const order = Array.from({ length: this.#count }, (_, p) => p);
    order.sort((a, b) => {
      let f = 0;
      while (f < width && this.#levels[a * width + f] === this.#levels[b * width + f]) f += 1;
      return (this.#levels[a * width + f] ?? 0) - (this.#levels[b * width + f] ?? 0);
    });
    const levels = new Uint8Array(order.length * width);
    for (const [to, p] of order.entries()) levels.set(this.#levels.subarray(p * width, (p + 1) * width), to * width);
    const byRule = Array.from({ length: this.#ruleCount }, (_, rule) =>
      Float64Array.from(order, (p) => this.#counts[p * this.#ruleCount + rule] ?? 0),
    );
    const counts = Float64Array.from(order, (_, to) => byRule.reduce((sum, ofRule) => sum + (ofRule[to] ?? 0), 0));
    return { fieldCount: width, levels, counts, byRule };
  }

  #isSame(pattern: number, levels: Uint8Array, at: number): boolean {
    const own = pattern * this.#fieldCount;
    for (let f = 0; f < this.#fieldCount; f += 1) if (this.#levels[own + f] !== levels[at + f]) return false;
    return true;
  }

  #take(slot: number, hash: number, levels: Uint8Array, at: number): number {
    if (this.#count === this.#hashes.length) this.#grow();
    this.#levels.set(levels.subarray(at, at + this.#fieldCount), this.#count * this.#fieldCount);
    this.#hashes[this.#count] = hash;
    this.#count += 1;
    this.#slots[slot] = this.#count;
    if (this.#count * 2 > this.#slots.length) this.#spread();
    return this.#count;
  }

  #grow(): void {
    const [levels, counts, hashes] = [this.#levels, this.#counts, this.#hashes];
    this.#levels = new Uint8Array(levels.length * 2);
    this.#levels.set(levels);
    this.#counts = new Float64Array(counts.length * 2);
    this.#counts.set(counts);
    this.#hashes = new Int32Array(hashes.length * 2);
    this.#hashes.set(hashes);
  }

  #spread(): void {
    this.#slots = new Int32Array(this.#slots.length * 2);
    const mask = this.#slots.length - 1;
    for (let known = 1; known <= this.#count; known += 1) {
      let slot = (this.#hashes[known - 1] ?? 0) & mask;
      while (this.#slots[slot] !== 0) slot = (slot + 1) & mask;
      this.#slots[slot] = known;
    }
  }
}

/** What is counted: candidates of these blocks, or the share of them that `everyNth` leaves. */
export type PatternTask = {
  readonly encoded: Encoded;
  readonly blocks: Blocks;
  readonly pairing: Pairing;
  readonly everyNth: number;
};

/** The patterns of a share of the blocks. */
export const candidatePatterns = (
  { encoded, blocks, pairing, everyNth }: PatternTask,
  share: { readonly part: number; readonly parts: number } = { part: 0, parts: 1 },
): Patterns => {
  const levels = new Uint8Array(encoded.fields.length);
  const counter = new PatternCounter(levels.length, blocks.ruleCount);
  eachPair(blocks, pairing, { everyNth, ...share }, (left, right, rule) => {
    compareRows(encoded, left, right, levels);
    counter.add(levels, 0, rule, 1);
  });
  return counter.finish();
};

/** The patterns of all shares. */
export const joinPatterns = (shares: readonly Patterns[]): Patterns => {
  const [first, ...others] = shares;
  if (first !== undefined && others.length === 0) return first;
  const counter = new PatternCounter(first?.fieldCount ?? 0, first?.byRule.length ?? 0);
  for (const share of shares) counter.addAll(share);
  return counter.finish();
};
