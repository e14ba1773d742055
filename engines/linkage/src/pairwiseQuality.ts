/** A proportion with its 95 % Wilson score interval (Wilson 1927); 1 with the interval [0, 1] when nothing was counted. */
export type Estimate = { readonly value: number; readonly low: number; readonly high: number };

/** Agreement of the pairs found with the pairs that are true. */
export type PairwiseQuality = {
  readonly truePositives: number;
  readonly falsePositives: number;
  readonly falseNegatives: number;
  readonly precision: Estimate;
  readonly recall: Estimate;
  readonly f1: Estimate;
};

/** Two ids; which comes first does not matter. */
export type Pair = readonly [left: string, right: string];

const Z = 1.959963984540054;

const wilson = (successes: number, trials: number): Estimate => {
  if (trials === 0) return { value: 1, low: 0, high: 1 };
  const value = successes / trials;
  const spread = Z * Math.sqrt((value * (1 - value) + (Z * Z) / (4 * trials)) / trials);
  const scale = 1 + (Z * Z) / trials;
  const centre = value + (Z * Z) / (2 * trials);
  return { value, low: Math.max(0, (centre - spread) / scale), high: Math.min(1, (centre + spread) / scale) };
};

const keysOf = (pairs: Iterable<Pair>): ReadonlySet<string> => {
  const keys = new Set<string>();
  for (const [left, right] of pairs) keys.add(JSON.stringify(left < right ? [left, right] : [right, left]));
  return keys;
};

/** F1 is 2J / (1 + J) of the Jaccard share J = TP / (TP + FP + FN), and grows with it, so J's interval carries over. */
const f1Of = (truePositives: number, others: number): Estimate => {
  const jaccard = wilson(truePositives, truePositives + others);
  const f1 = (share: number): number => (2 * share) / (1 + share);
  return { value: f1(jaccard.value), low: f1(jaccard.low), high: f1(jaccard.high) };
};

/** Precision, recall and F1 over pairs; a pair given twice, in either order, counts once. */
export const pairwiseQuality = (found: Iterable<Pair>, truth: Iterable<Pair>): PairwiseQuality => {
  const foundKeys = keysOf(found);
  const trueKeys = keysOf(truth);
  const truePositives = foundKeys.intersection(trueKeys).size;
  const falsePositives = foundKeys.size - truePositives;
  const falseNegatives = trueKeys.size - truePositives;
  return {
    truePositives,
    falsePositives,
    falseNegatives,
    precision: wilson(truePositives, foundKeys.size),
    recall: wilson(truePositives, trueKeys.size),
    f1: f1Of(truePositives, falsePositives + falseNegatives),
  };
};
