import { type Blocks, type Pairing, withRules } from './block.ts';
import type { Encoded } from './encode.ts';
import type { FileModel, TrainedOdds } from './fileModel.ts';
import { guessBlocking } from './guessBlocking.ts';
import { learn } from './learn.ts';
import { candidatePatterns, type Patterns, type PatternTask } from './patterns.ts';
import { type Survey, surveyOf } from './survey.ts';

const PATTERN_PAIRS = 3_000_000;
/** With fewer pairs than this, all rules are used: comparing costs nothing. */
const FEW_PAIRS = 4_000_000;
/** A guessed rule is left out when it brings less than this share of the matches … */
const LEAST_MATCHES = 0.0002;
/** … and costs more than this share of the pairs. */
const MOST_PAIRS = 0.03;

/** The model with rules guessed where it has none. */
export const withBlocking = (encoded: Encoded, model: FileModel, pairing: Pairing, serves = 0): FileModel =>
  model.blocking.length > 0 ? model : { ...model, ...guessBlocking(encoded, model, pairing, serves) };

/** A model that knows its odds, and the blocks that it works on. */
export type Trained = { readonly model: FileModel; readonly trained: TrainedOdds; readonly blocks: Blocks };

const pairsOf = ({ report }: Blocks): number => report.reduce((sum, { pairs }) => sum + pairs, 0);

/** The candidates to learn from, at most about three million. */
export const trainingTask = (encoded: Encoded, blocks: Blocks, pairing: Pairing): PatternTask => ({
  ...{ encoded, blocks, pairing },
  everyNth: Math.max(1, Math.ceil(pairsOf(blocks) / PATTERN_PAIRS)),
});

/**
 * The model with odds learned from counted candidates, where it has none, and without those guessed rules that turned out to
 * compare much and find hardly anything.
 */
export const trainFrom = (
  { encoded, blocks, pairing, everyNth }: PatternTask,
  model: FileModel,
  patterns: Patterns,
  survey: Survey,
  mayDropRules: boolean,
): Trained => {
  const { trained, matchesByRule } = learn(encoded, model, patterns, pairing, everyNth, survey);
  const matches = matchesByRule.reduce((sum, of) => sum + of, 0);
  const pairs = pairsOf(blocks);
  const isWorthIt = (rule: number): boolean =>
    !mayDropRules ||
    pairs < FEW_PAIRS ||
    (matchesByRule[rule] ?? 0) >= LEAST_MATCHES * matches ||
    (blocks.report[rule]?.pairs ?? 0) <= MOST_PAIRS * pairs;
  const kept = [...model.blocking.keys()].filter(isWorthIt);
  const blocking = model.blocking.filter((_, rule) => kept.includes(rule));
  return { model: { ...model, blocking, trained }, trained, blocks: withRules(blocks, encoded.rowCount, kept) };
};

/** `trainFrom` with the candidates counted in this thread. */
export const train = (
  encoded: Encoded,
  model: FileModel,
  blocks: Blocks,
  pairing: Pairing,
  mayDropRules = false,
): Trained => {
  if (model.trained !== undefined) return { model, trained: model.trained, blocks };
  const task = trainingTask(encoded, blocks, pairing);
  const survey = surveyOf({ encoded, fields: model.fields, pairing });
  return trainFrom(task, model, candidatePatterns(task), survey, mayDropRules);
};
