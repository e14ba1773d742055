import { block } from './block.ts';
import { type DistortionShares, distortionFor } from './distortion.ts';
import { type Encoded, encode } from './encode.ts';
import type { FileModel, TrainedOdds } from './fileModel.ts';
import { type Weights, weigh } from './score.ts';
import type { Table } from './table.ts';
import type { TextTable } from './textTable.ts';
import { train, withBlocking } from './trainModel.ts';

/** What the values of one field weigh, by the hash of the value; hashes are in rising order. */
export type FrozenValues = {
  readonly hashes: Int32Array;
  readonly bits: Float32Array;
  /** For names, what a common surname explains. */
  readonly family: Float32Array | null;
  /** For values that were never seen. */
  readonly unseen: number;
  readonly unseenFamily: number;
};

/**
 * A model version: odds, frequencies and dropped blocks as they were when it was made. Under one version a record weighs the
 * same whatever other records there are, so that a change touches only the records around it.
 */
export type FrozenModel = {
  readonly model: FileModel;
  readonly trained: TrainedOdds;
  readonly distortion: DistortionShares;
  readonly values: readonly FrozenValues[];
  readonly namesake: Weights['namesake'];
  /** For each blocking rule, the keys of the blocks that are too large to compare, in rising order. */
  readonly dropped: readonly Int32Array[];
};

/** The middle one of the weights of values that were seen once: what to expect of a value that was never seen. */
const middleOfRare = (bits: Float32Array, counts: Int32Array): number => {
  const rare = bits.filter((_, value) => counts[value] === 1).sort();
  return rare[rare.length >> 1] ?? 0;
};

const frozenValues = (encoded: Encoded, weights: Weights, f: number): FrozenValues => {
  const place = encoded.fields[f]?.at ?? 0;
  const { hashes } = encoded.texts;
  const counts = new Int32Array(hashes.length);
  for (let row = 0; row < encoded.rowCount; row += 1) {
    const value = encoded.rows[row * encoded.stride + place] ?? 0;
    if (value !== 0) counts[value] = (counts[value] ?? 0) + 1;
  }
  const held = [...counts.keys()].filter((value) => (counts[value] ?? 0) > 0);
  held.sort((a, b) => (hashes[a] ?? 0) - (hashes[b] ?? 0));
  const bits = weights.frequency[f] ?? new Float32Array(0);
  const family = weights.family[f] ?? null;
  return {
    hashes: Int32Array.from(held, (value) => hashes[value] ?? 0),
    bits: Float32Array.from(held, (value) => bits[value] ?? 0),
    family: family === null ? null : Float32Array.from(held, (value) => family[value] ?? 0),
    unseen: middleOfRare(bits, counts),
    unseenFamily: family === null ? 0 : middleOfRare(family, counts),
  };
};

/** The model with the limits that its blocks have in a sample: a block grows with the records, and its pairs with their square. */
const forSample = (model: FileModel, { rowCount }: Encoded, serves: number): FileModel => {
  const share = Math.min(1, (rowCount / Math.max(1, serves)) ** 2);
  const limits = Object.entries(model.blockLimits ?? {}).map(([rule, limit]) => [rule, limit * share] as const);
  return { ...model, maximumBlockPairs: model.maximumBlockPairs * share, blockLimits: Object.fromEntries(limits) };
};

const droppedKeys = (encoded: Encoded, model: FileModel): readonly Int32Array[] =>
  block(encoded, model, 'AMONG_ALL').dropped.map((keys) => Int32Array.from(keys).sort());

/**
 * Makes a version from records: learns what the model does not bring, and keeps frequencies and dropped blocks. The records
 * of all sources are in one table or in several with the same columns. Where they are a sample, `serves` is how many the version is for:
 * rules are guessed for those, and blocks that would be too large among them are left out.
 */
export const freezeModel = (tables: readonly Table[], given: FileModel, serves = 0): FrozenModel => {
  const encoded = encode(tables, given);
  const blocked = withBlocking(encoded, given, 'AMONG_ALL', serves);
  const { model, trained } = train(
    encoded,
    blocked,
    block(encoded, blocked, 'AMONG_ALL'),
    'AMONG_ALL',
    given.blocking.length === 0,
  );
  const weights = weigh(encoded, model, trained, 'AMONG_ALL');
  return {
    model,
    trained,
    distortion: distortionFor(model, trained),
    values: model.fields.map((_, f) => frozenValues(encoded, weights, f)),
    namesake: weights.namesake,
    dropped: droppedKeys(encoded, forSample(model, encoded, serves)),
  };
};

const placeOf = (sorted: Int32Array, hash: number): number => {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) < hash) low = middle + 1;
    else high = middle;
  }
  return sorted[low] === hash ? low : -1;
};

/** Whether a version leaves the block of this key out. */
export const isDropped = ({ dropped }: FrozenModel, rule: number, key: number): boolean =>
  placeOf(dropped[rule] ?? new Int32Array(0), key) >= 0;

/** Fills in what texts from number `from` on weigh under a version. */
export const fillWeights = (
  frozen: FrozenModel,
  texts: TextTable,
  from: number,
  to: number,
  weights: Weights,
): void => {
  for (const [f, { hashes, bits, family, unseen, unseenFamily }] of frozen.values.entries()) {
    const [frequency, shared] = [weights.frequency[f], weights.family[f]];
    for (let text = from; text < to; text += 1) {
      const at = placeOf(hashes, texts.hashes[text] ?? 0);
      if (frequency !== undefined) frequency[text] = at < 0 ? unseen : (bits[at] ?? 0);
      if (shared) shared[text] = at < 0 ? unseenFamily : (family?.[at] ?? 0);
    }
  }
};

/** Pairs that weigh less than this are no candidates under a version. */
export const leastBitsOf = ({ model }: FrozenModel): number =>
  Math.min(0, Math.log2(model.reviewProbability / (1 - model.reviewProbability)));
