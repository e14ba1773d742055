import { type BriefRows, RARITY_STEPS } from './briefRows.ts';
import { MISSING } from './compare.ts';
import type { Encoded } from './encode.ts';
import { LEVEL_ROOM, LEVELS } from './fileModel.ts';
import { EQUAL, LOOK_AT, LOOKS, lookAtValues, orLater, type Views } from './looks.ts';
import type { Weights } from './score.ts';
import { touched } from './touch.ts';

/** By field and look, the most bits that one class (0 `SAME`, 1 `MOVED`) may have against strangers; that an equal value is rare comes apart. */
const mostBits = ({ fields }: Encoded, { levels }: Weights, c: number): Float64Array => {
  const most = new Float64Array(fields.length * LOOKS);
  for (const [f, { kind }] of fields.entries()) {
    for (let level = LEVELS[kind].length - 1; level >= 0; level -= 1) {
      const bits = levels[(f * LEVEL_ROOM + level) * 4 + c] ?? 0;
      most[f * LOOKS + level] = bits;
      // It may yet turn out that the field tells nothing.
      most[f * LOOKS + orLater(level)] = Math.max(0, bits, most[f * LOOKS + orLater(level + 1)] ?? 0);
    }
  }
  return most;
};

/** Sums are taken in another order than in `scoreOf`. */
const ROUNDING = 1e-6;

/** So many pairs are looked at together, one field after the other. */
const ROOM = 2048;

/**
 * Takes pairs of one rule, and sorts out those whose score cannot reach `least` bits: most candidates are such, and need not be compared. The
 * bound is the one by which `scoreOf` spares its logarithms, with each level as good as the brief rows allow.
 */
export class Screen {
  readonly lefts = new Int32Array(ROOM);
  readonly rights = new Int32Array(ROOM);
  length = 0;
  readonly #views: Views;
  readonly #places: readonly number[];
  readonly #encoded: Encoded;
  readonly #mostSame: Float64Array;
  readonly #mostMoved: Float64Array;
  readonly #priors: readonly number[];
  readonly #bar: number;
  readonly #same = new Float64Array(ROOM);
  readonly #moved = new Float64Array(ROOM);
  readonly #stride: number;

  constructor(encoded: Encoded, weights: Weights, { parts, stride, places }: BriefRows, least: number) {
    const [lefts, rights, looks] = [new Int32Array(ROOM), new Int32Array(ROOM), new Uint8Array(ROOM)];
    this.#views = { rows: parts, lefts, rights, looks };
    this.#encoded = encoded;
    this.#places = places;
    this.#stride = stride;
    this.#mostSame = mostBits(encoded, weights, 0);
    this.#mostMoved = mostBits(encoded, weights, 1);
    this.#priors = weights.priors;
    this.#bar = least - 1 - ROUNDING;
  }

  get isFull(): boolean {
    return this.length === ROOM;
  }

  /** Leaves only the pairs that may reach the bar. */
  sift(): void {
    const { rows, lefts, rights } = this.#views;
    const count = this.length;
    for (let p = 0; p < count; p += 1) lefts[p] = (this.lefts[p] ?? 0) * this.#stride;
    for (let p = 0; p < count; p += 1) rights[p] = (this.rights[p] ?? 0) * this.#stride;
    let sum = 0;
    for (let p = 0; p < count; p += 1) sum ^= (rows[lefts[p] ?? 0] ?? 0) ^ (rows[rights[p] ?? 0] ?? 0);
    touched(sum);
    this.#same.fill(this.#priors[0] ?? 0, 0, count);
    this.#moved.fill(this.#priors[1] ?? 0, 0, count);
    for (const [f, { kind, swapAt }] of this.#encoded.fields.entries()) {
      const at = this.#places[f] ?? 0;
      (swapAt >= 0 ? lookAtValues : LOOK_AT[kind])(this.#views, at, count);
      this.#add(f, at, count);
    }
    this.#keep(count);
  }

  /** Adds what was seen of a field. */
  #add(f: number, at: number, count: number): void {
    const { rows, lefts, looks } = this.#views;
    const [same, moved, mostSame, mostMoved] = [this.#same, this.#moved, this.#mostSame, this.#mostMoved];
    const from = f * LOOKS;
    for (let p = 0; p < count; p += 1) {
      const look = looks[p] ?? MISSING;
      let asSame = mostSame[from + look] ?? 0;
      let asMoved = mostMoved[from + look] ?? 0;
      if (look === EQUAL) {
        const rare = (rows[(lefts[p] ?? 0) + at + 1] ?? 0) / RARITY_STEPS;
        asSame = Math.max((mostSame[from] ?? 0) + rare, mostSame[from + EQUAL + 1] ?? 0);
        asMoved = Math.max((mostMoved[from] ?? 0) + rare, mostMoved[from + EQUAL + 1] ?? 0);
      }
      same[p] = (same[p] ?? 0) + asSame;
      moved[p] = (moved[p] ?? 0) + asMoved;
    }
  }

  #keep(count: number): void {
    let kept = 0;
    for (let p = 0; p < count; p += 1) {
      if ((this.#same[p] ?? 0) < this.#bar && (this.#moved[p] ?? 0) < this.#bar) continue;
      this.lefts[kept] = this.lefts[p] ?? 0;
      this.rights[kept] = this.rights[p] ?? 0;
      kept += 1;
    }
    this.length = kept;
  }
}
