import type { Pairing } from './block.ts';
import { MISSING } from './compare.ts';
import type { Encoded } from './encode.ts';
import { CLASSES, type FileModel, LEVELS, type ModelField, type PairClass, type TrainedOdds } from './fileModel.ts';

/** Weights in bits against strangers, ready for adding. */
export type Weights = {
  /** log2 of a level's share in the class over its share among strangers, at `(field * 8 + level) * 4 + class`. */
  readonly levels: Float64Array;
  /** log2 of each class's share over the strangers'. */
  readonly priors: readonly number[];
  /** For each field, what an equal value weighs more (rare) or less (frequent) than equality on average, by text number of the value. */
  readonly frequency: readonly Float32Array[];
  /** At `field * 4 + class`: 1 when the class has the value in common for a reason, so that a rare value is evidence for it. */
  readonly carries: Uint8Array;
};

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

/**
 * For each name, the share of people expected to have it if surnames and given names met by chance: what a name seen once in a
 * small file does not tell by itself (陈军 is frequent, however few of them are here).
 */
const expectedNames = (encoded: Encoded, place: number): Float64Array => {
  const surnames = countsAt(encoded, place + 2);
  const givens = countsAt(encoded, place + 3);
  const expected = new Float64Array(surnames.first.length);
  const people = Math.max(1, surnames.firsts + surnames.seconds);
  const shareOf = ({ first, second }: Counts, value: number): number =>
    ((first[value] ?? 0) + (second[value] ?? 0)) / people;
  for (let row = 0; row < encoded.rowCount; row += 1) {
    const at = row * encoded.stride + place;
    const value = encoded.rows[at] ?? 0;
    if (value === 0 || expected[value] !== 0) continue;
    expected[value] = shareOf(surnames, encoded.rows[at + 2] ?? 0) * shareOf(givens, encoded.rows[at + 3] ?? 0);
  }
  return expected;
};

/**
 * The frequency adjustment of each value (Winkler 1989, as an odds ratio). A value that `a` records of one file and `b` of
 * the other hold makes `a * b` equal pairs; about `found * min(a, b)` of them are matches, the rest are strangers' chance.
 */
const frequencyOf = (
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

/** The classes that are scored against strangers, in the order of the weights. */
const SCORED = CLASSES.slice(0, 4);

const isCarried = (field: ModelField, name: PairClass): boolean =>
  name === 'SAME' || name === 'MOVED' || field.shared === true || (name === 'TWINS' && field.kind === 'date');

/** Turns odds into weights: log2 of class over strangers for each level, and each value's frequency adjustment. */
export const weigh = (encoded: Encoded, model: FileModel, odds: TrainedOdds, pairing: Pairing): Weights => {
  const levels = new Float64Array(new SharedArrayBuffer(model.fields.length * 256));
  const carries = new Uint8Array(new SharedArrayBuffer(model.fields.length * 4));
  for (const [f, field] of model.fields.entries()) {
    const shares = odds.fields[field.column];
    for (const [c, name] of SCORED.entries()) {
      carries[f * 4 + c] = isCarried(field, name) ? 1 : 0;
      for (let level = 0; level < LEVELS[field.kind].length; level += 1) {
        levels[(f * 8 + level) * 4 + c] = Math.log2((shares?.[name][level] ?? 1) / (shares?.STRANGERS[level] ?? 1));
      }
    }
  }
  return {
    levels,
    priors: SCORED.map((name) => Math.log2(Math.max(odds.shares[name], 1e-300) / odds.shares.STRANGERS)),
    frequency: model.fields.map(({ column }, f) => frequencyOf(encoded, pairing, f, odds, column)),
    carries,
  };
};

/** log2(2^a + 2^b), without overflow. */
const addBits = (a: number, b: number): number => Math.max(a, b) + Math.log2(1 + 2 ** -Math.abs(a - b));

/**
 * Log-odds in bits that two rows are one person, moved or not, rather than two: strangers, of one household, or twins.
 * A score that cannot reach `least` is given as minus infinity, which spares its logarithms.
 */
export const scoreOf = (
  encoded: Encoded,
  weights: Weights,
  left: number,
  levels: Uint8Array,
  least = Number.NEGATIVE_INFINITY,
): number => {
  const { fields, rows, stride } = encoded;
  const { levels: table, priors, carries } = weights;
  let same = priors[0] ?? 0;
  let moved = priors[1] ?? 0;
  let household = priors[2] ?? 0;
  let twins = priors[3] ?? 0;
  for (let f = 0; f < fields.length; f += 1) {
    const level = levels[f] ?? MISSING;
    if (level === MISSING) continue;
    const at = (f * 8 + level) * 4;
    const rare = level === 0 ? (weights.frequency[f]?.[rows[left * stride + (fields[f]?.at ?? 0)] ?? 0] ?? 0) : 0;
    same += (table[at] ?? 0) + rare;
    moved += (table[at + 1] ?? 0) + rare;
    household += (table[at + 2] ?? 0) + rare * (carries[f * 4 + 2] ?? 0);
    twins += (table[at + 3] ?? 0) + rare * (carries[f * 4 + 3] ?? 0);
  }
  if (Math.max(same, moved) + 1 < least) return Number.NEGATIVE_INFINITY;
  return addBits(same, moved) - addBits(0, addBits(household, twins));
};
