import type { Pairing } from './block.ts';
import type { Encoded } from './encode.ts';
import type { TrainedOdds } from './fileModel.ts';

const LARGEST_ADJUSTMENT = 10;

type Counts = {
  readonly first: Int32Array;
  readonly second: Int32Array;
  readonly firsts: number;
  readonly seconds: number;
};

/** How many records of each file hold each text number at a place of the row. */
const countsAt = (encoded: Encoded, place: number): Counts => {
  const first = new Int32Array(encoded.texts.signatures.length);
  const second = new Int32Array(first.length);
  let firsts = 0;
  let seconds = 0;
  for (let row = 0; row < encoded.rowCount; row += 1) {
    const value = encoded.rows[row * encoded.stride + place] ?? 0;
    if (value === 0) continue;
    if (row < encoded.secondFrom) {
      first[value] = (first[value] ?? 0) + 1;
      firsts += 1;
    } else {
      second[value] = (second[value] ?? 0) + 1;
      seconds += 1;
    }
  }
  return { first, second, firsts, seconds };
};

/** How often each sign stands in the middle and at the end of the given names. */
type GivenSigns = { readonly middle: Float64Array; readonly last: Float64Array; readonly double: number };

const HAN = 0x2e80;
const isHan = (encoded: Encoded, text: number): boolean =>
  (encoded.texts.units[encoded.texts.starts[text] ?? 0] ?? 0) >= HAN;

const lengthOf = (encoded: Encoded, text: number): number =>
  (encoded.texts.starts[text + 1] ?? 0) - (encoded.texts.starts[text] ?? 0);

/** Shares of the signs of Chinese given names: 秀芳 may be here once, but 秀 and 芳 are frequent. */
const givenSigns = (encoded: Encoded, place: number): GivenSigns => {
  const middle = new Float64Array(65_536);
  const last = new Float64Array(65_536);
  let doubles = 0;
  let all = 0;
  for (let row = 0; row < encoded.rowCount; row += 1) {
    const value = encoded.rows[row * encoded.stride + place] ?? 0;
    const length = lengthOf(encoded, value);
    if (value === 0 || length < 2 || length > 3 || !isHan(encoded, value)) continue;
    const end = encoded.texts.starts[value + 1] ?? 0;
    const final = encoded.texts.units[end - 1] ?? 0;
    last[final] = (last[final] ?? 0) + 1;
    all += 1;
    if (length === 2) continue;
    const first = encoded.texts.units[end - 2] ?? 0;
    middle[first] = (middle[first] ?? 0) + 1;
    doubles += 1;
  }
  return {
    middle: middle.map((count) => count / Math.max(1, doubles)),
    last: last.map((count) => count / Math.max(1, all)),
    double: doubles / Math.max(1, all),
  };
};

/** The share of given names expected to be this one if its signs met by chance. */
const chanceOfGiven = (encoded: Encoded, value: number, signs: GivenSigns): number => {
  const length = lengthOf(encoded, value);
  const end = encoded.texts.starts[value + 1] ?? 0;
  const final = signs.last[encoded.texts.units[end - 1] ?? 0] ?? 0;
  return length === 2
    ? final * (1 - signs.double)
    : final * signs.double * (signs.middle[encoded.texts.units[end - 2] ?? 0] ?? 0);
};

/**
 * For each name, the share of people expected to have it if surnames, given names and the signs of given names met by chance:
 * what a name seen once in a small file does not tell by itself (陈军 is frequent, however few of them are here).
 */
const expectedNames = (encoded: Encoded, place: number): Float64Array => {
  const surnames = countsAt(encoded, place + 2);
  const givens = countsAt(encoded, place + 3);
  const signs = givenSigns(encoded, place);
  const expected = new Float64Array(surnames.first.length);
  for (let row = 0; row < encoded.rowCount; row += 1) {
    const at = row * encoded.stride + place;
    const value = encoded.rows[at] ?? 0;
    if (value === 0 || expected[value] !== 0) continue;
    const length = lengthOf(encoded, value);
    const given = shareOf(givens, encoded.rows[at + 3] ?? 0);
    const isUsual = (length === 2 || length === 3) && isHan(encoded, value);
    expected[value] =
      shareOf(surnames, encoded.rows[at + 2] ?? 0) *
      (isUsual ? (given + chanceOfGiven(encoded, value, signs)) / 2 : given);
  }
  return expected;
};

const shareOf = ({ first, second, firsts, seconds }: Counts, value: number): number =>
  ((first[value] ?? 0) + (second[value] ?? 0)) / Math.max(1, firsts + seconds);

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
  const expected = encoded.fields[f]?.kind === 'name' ? expectedNames(encoded, place) : null;
  const adjustments = new Float32Array(new SharedArrayBuffer(first.length * 4));
  for (let value = 1; value < first.length; value += 1) {
    const a = first[value] ?? 0;
    const b = second[value] ?? 0;
    const strangers = pairsOf(a, b) - found * chancesOf(a, b);
    if (pairsOf(a, b) === 0 || strangers <= 0) continue;
    const chance = expected === null ? strangers : (strangers + all * (expected[value] ?? 0) ** 2) / 2;
    const bits = Math.log2((average * ((a + b) / (firsts + seconds))) / (chance / all));
    adjustments[value] = Math.max(-LARGEST_ADJUSTMENT, Math.min(LARGEST_ADJUSTMENT, bits));
  }
  return adjustments;
};
