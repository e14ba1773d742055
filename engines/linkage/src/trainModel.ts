import type { Blocks, Pairing } from './block.ts';
import type { Encoded } from './encode.ts';
import type { FileModel } from './fileModel.ts';
import { guessBlocking } from './guessBlocking.ts';
import { learn } from './learn.ts';
import { candidatePatterns } from './patterns.ts';

const PATTERN_PAIRS = 3_000_000;

/** The model with rules guessed where it has none. */
export const withBlocking = (encoded: Encoded, model: FileModel, pairing: Pairing): FileModel =>
  model.blocking.length > 0 ? model : { ...model, blocking: guessBlocking(encoded, model, pairing) };

/** The model with odds learned where it has none, from at most about three million candidates. */
export const train = (encoded: Encoded, model: FileModel, blocks: Blocks, pairing: Pairing): FileModel => {
  if (model.trained !== undefined) return model;
  const pairs = blocks.report.reduce((sum, rule) => sum + rule.pairs, 0);
  const everyNth = Math.max(1, Math.ceil(pairs / PATTERN_PAIRS));
  const patterns = candidatePatterns(encoded, blocks, pairing, everyNth);
  return { ...model, trained: learn(encoded, model, patterns, pairing, everyNth) };
};
