import { clusterEntities } from './clusterEntities.ts';
import { compareRows } from './compare.ts';
import { type Edges, oneToOneProbabilities } from './decide.ts';
import { type DistortionShares, distortionByColumn, distortionFor, learnedDistortion } from './distortion.ts';
import type { Encoded } from './encode.ts';
import { EntityScale } from './entity.ts';
import type { FileModel, TrainedOdds } from './fileModel.ts';
import { probabilityOf } from './model.ts';
import { placesUpTo, sortByFalling, sortByIntegers } from './radixSort.ts';
import { scoreOf, type Weights } from './score.ts';

/** Pairs of rows side by side: their own log-odds in bits, and how probable each is after all that speaks for and against it. */
export type Decided = Edges & { readonly probabilities: Float64Array };

/** The pairs that are at least so probable and wanted, as places in the list: by falling probability, then weight, then by rows. */
export const wantedPairs = (
  { left, right, bits, probabilities }: Decided,
  least: number,
  isWanted: (left: number, right: number) => boolean,
): Int32Array => {
  const places = placesUpTo(left.length).filter(
    (pair) => (probabilities[pair] ?? 0) >= least && isWanted(left[pair] ?? 0, right[pair] ?? 0),
  );
  sortByIntegers(places, right);
  sortByIntegers(places, left);
  sortByFalling(places, bits);
  sortByFalling(places, probabilities);
  return places;
};

/** However many of a file's records seem to be in the other one too, this share of them may be in no other. */
const LEAST_ALONE = 0.1;

/**
 * What it says for a pair that no rival claims either of its records, in bits. If they were two people, neither would be in the
 * other file: that is so only of the share of each file that the other does not have.
 */
export const bitsOfBeingAlone = ({ rowCount, secondFrom }: Encoded, { shares }: TrainedOdds): number => {
  const matches = (shares.SAME + shares.MOVED) * secondFrom * (rowCount - secondFrom);
  const aloneIn = (records: number): number => Math.max(LEAST_ALONE, 1 - matches / records);
  return -Math.log2(aloneIn(secondFrom) * aloneIn(rowCount - secondFrom));
};

/** Decides where each record belongs to at most one of the other file; `alone` as `bitsOfBeingAlone` says. */
export const decideOneToOne = (edges: Edges, rowCount: number, alone: number): Decided => ({
  ...edges,
  probabilities: oneToOneProbabilities({ ...edges, bits: edges.bits.map((bits) => bits + alone) }, rowCount),
});

/** Pairs outside the clusters stay below one half, however alike: the records around them spoke against it. */
const OUTSIDE = 0.49;

/** Of each file, whether it holds nobody twice. */
export type Clean = readonly [boolean, boolean];

/** Decides by clusters, where a person may have any number of records; learns the distortion where the odds have none. */
export const decideByClusters = (
  edges: Edges,
  encoded: Encoded,
  weights: Weights,
  model: FileModel & { readonly trained: TrainedOdds },
  clean: Clean,
): { readonly decided: Decided; readonly trained: TrainedOdds } => {
  const { trained } = model;
  const levels = new Uint8Array(encoded.fields.length);
  const weigh = (left: number, right: number): number => {
    compareRows(encoded, left, right, levels);
    return scoreOf(encoded, weights, left, levels);
  };
  const cleanSourceOf = (row: number): number => {
    const source = row < encoded.secondFrom ? 0 : 1;
    return clean[source] ? source : -1;
  };
  const clusterWith = (shares: DistortionShares) => {
    const scale = new EntityScale(encoded, model, trained, weights, shares);
    return { scale, ...clusterEntities(edges, { scale, weigh, cleanSourceOf }) };
  };
  let shares = distortionFor(model, trained);
  let { scale, entities, pairs } = clusterWith(shares);
  if (trained.distortion === undefined) {
    const counts = new Float64Array(shares.length);
    for (const entity of entities) scale.count(entity, counts);
    shares = learnedDistortion(shares, counts);
    ({ scale, entities, pairs } = clusterWith(shares));
  }
  const keyOf = (left: number, right: number): number => left * encoded.rowCount + right;
  const within = new Set(pairs.map(({ left, right }) => keyOf(left, right)));
  const outside = placesUpTo(edges.left.length).filter(
    (edge) => !within.has(keyOf(edges.left[edge] ?? 0, edges.right[edge] ?? 0)),
  );
  const count = pairs.length + outside.length;
  const decided = {
    left: new Int32Array(count),
    right: new Int32Array(count),
    bits: new Float64Array(count),
    probabilities: new Float64Array(count),
  };
  const put = (at: number, left: number, right: number, bits: number, probability: number): void => {
    decided.left[at] = left;
    decided.right[at] = right;
    decided.bits[at] = bits;
    decided.probabilities[at] = probability;
  };
  for (const [at, { left, right, bits }] of pairs.entries())
    put(at, left, right, weigh(left, right), Math.max(0.5, probabilityOf(bits)));
  for (const [at, edge] of outside.entries()) {
    const [left = 0, right = 0, bits = 0] = [edges.left[edge], edges.right[edge], edges.bits[edge]];
    put(pairs.length + at, left, right, bits, Math.min(OUTSIDE, probabilityOf(bits)));
  }
  return { decided, trained: { ...trained, distortion: distortionByColumn(model, shares) } };
};
