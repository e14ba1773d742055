import type { Pairing } from './block.ts';
import type { Encoded } from './encode.ts';
import type { TrainedOdds } from './fileModel.ts';
import { nameShares } from './nameShares.ts';
import { orderByKey } from './radixSort.ts';
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

/** Counts how often each number is there, and gives how many pairs of the same number there are. */
class PairsOfOne {
  readonly #counts: Int32Array;
  #met: number[] = [];

  constructor(numbers: number) {
    this.#counts = new Int32Array(numbers);
  }

  add(number: number): void {
    const count = this.#counts[number] ?? 0;
    if (count === 0) this.#met.push(number);
    this.#counts[number] = count + 1;
  }

  /** Twice the pairs so far; counting begins anew. */
  take(): number {
    let pairs = 0;
    for (const number of this.#met) {
      const count = this.#counts[number] ?? 0;
      pairs += count * (count - 1);
      this.#counts[number] = 0;
    }
    this.#met = [];
    return pairs;
  }
}

/** In the first file, how much more often two people of one given name agree on another field than any two do, in bits. */
export const givenNameBits = (encoded: Encoded, namePlace: number, place: number): number => {
  const { rows: parts, stride, secondFrom, texts } = encoded;
  const fieldOf = (row: number): number => parts[row * stride + place] ?? 0;
  const givenOf = (row: number): number => (fieldOf(row) === 0 ? 0 : (parts[row * stride + namePlace + 3] ?? 0));
  const { rows, keys } = orderByKey(Int32Array.from({ length: secondFrom }, (_, row) => givenOf(row)));
  const all = rows.length;
  const values = new PairsOfOne(texts.hashes.length);
  let equal = 0;
  let both = 0;
  for (let from = 0; from < all; ) {
    let to = from;
    for (; to < all && keys[to] === keys[from]; to += 1) values.add(fieldOf(rows[to] ?? 0));
    equal += values.take();
    both += (to - from) * (to - from - 1);
    from = to;
  }
  if (both < 100 || all < 2) return 0;
  for (const row of rows) values.add(fieldOf(row));
  return Math.max(0, Math.log2(equal / both / (values.take() / (all * (all - 1)))));
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
      ? nameShares(
          encoded,
          place,
          {
            records: (value) => (first[value] ?? 0) + (second[value] ?? 0),
            again: (value) => chancesOf(first[value] ?? 0, second[value] ?? 0),
          },
          found,
        )
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
