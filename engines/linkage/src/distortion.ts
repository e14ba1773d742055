import { type FileModel, LEVEL_ROOM, LEVELS, type TrainedOdds } from './fileModel.ts';

/** How one record shows a true value: the share of each level, at `field * LEVEL_ROOM + level`. */
export type DistortionShares = Float64Array;

/** What one record does to a true value, guessed from what two records of one person look like: each does about half of it. */
const guessed = (model: FileModel, odds: TrainedOdds): DistortionShares => {
  const shares = new Float64Array(model.fields.length * LEVEL_ROOM);
  for (const [f, { column }] of model.fields.entries()) {
    const pair = odds.fields[column]?.SAME ?? [];
    const equal = Math.min(0.9999, pair[0] ?? 0.9);
    const kept = Math.sqrt(equal);
    shares[f * LEVEL_ROOM] = kept;
    for (let level = 1; level < pair.length; level += 1)
      shares[f * LEVEL_ROOM + level] = ((1 - kept) * (pair[level] ?? 0)) / (1 - equal);
  }
  return shares;
};

/** The distortion that a model brings, or what its odds let one expect. */
export const distortionFor = (model: FileModel, odds: TrainedOdds): DistortionShares => {
  const shares = guessed(model, odds);
  for (const [f, { column }] of model.fields.entries())
    for (const [level, share] of (odds.distortion?.[column] ?? []).entries()) shares[f * LEVEL_ROOM + level] = share;
  return shares;
};

const PRIOR_RECORDS = 10;

/** The distortion as counted in clusters, where the one before counts as a few records seen. */
export const learnedDistortion = (before: DistortionShares, counts: Float64Array): DistortionShares => {
  const shares = before.map((share, at) => share * PRIOR_RECORDS + (counts[at] ?? 0));
  for (let f = 0; f < shares.length; f += LEVEL_ROOM) {
    const sum = shares.subarray(f, f + LEVEL_ROOM).reduce((total, share) => total + share, 0);
    for (let level = 0; level < LEVEL_ROOM; level += 1) shares[f + level] = (shares[f + level] ?? 0) / sum;
  }
  return shares;
};

/** The distortion by column, for the model that is written out. */
export const distortionByColumn = (
  model: FileModel,
  shares: DistortionShares,
): Readonly<Record<string, readonly number[]>> =>
  Object.fromEntries(
    model.fields.map(({ column, kind }, f) => [
      column,
      [...shares.subarray(f * LEVEL_ROOM, f * LEVEL_ROOM + LEVELS[kind].length)],
    ]),
  );
