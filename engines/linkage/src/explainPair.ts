import { MISSING } from './compare.ts';
import type { Encoded } from './encode.ts';
import { CLASSES, type FileModel, LEVEL_ROOM, LEVELS, type PairClass } from './fileModel.ts';
import { valueBits, type Weights } from './score.ts';

/** One step of a waterfall, in bits: what a field's level says, and how much its value's frequency adds or takes. */
export type FieldReason = {
  readonly column: string;
  readonly level: string;
  readonly weight: number;
  readonly frequency: number;
};

/** Why a pair weighs what it weighs; `prior`, all `weight` and `frequency`, and `rest` add up to the pair's weight. */
export type Explanation = {
  /** What the pair would be if it were one person (`SAME`, `MOVED`), and what it would be if it were two. */
  readonly asOne: PairClass;
  readonly asTwo: PairClass;
  readonly prior: number;
  readonly fields: readonly FieldReason[];
  /** What the less likely classes on both sides add. */
  readonly rest: number;
};

/** Explains the weight `bits` of rows `left` and `right` with the given levels, between the likeliest class on each side. */
export const explainPair = (
  encoded: Encoded,
  model: FileModel,
  weights: Weights,
  left: number,
  levels: Uint8Array,
  bits: number,
): Explanation => {
  const steps = model.fields.map(({ column, kind }, f) => {
    const level = levels[f] ?? MISSING;
    const weightIn = (c: number): number =>
      c === 4 || level === MISSING ? 0 : (weights.levels[(f * LEVEL_ROOM + level) * 4 + c] ?? 0);
    const rareIn = (c: number): number => (c === 4 ? 0 : valueBits(encoded, weights, left, levels, f, c));
    return { column, level: level === MISSING ? 'MISSING' : (LEVELS[kind][level] ?? ''), weightIn, rareIn };
  });
  const priorOf = (c: number): number => weights.priors[c] ?? 0;
  const totalOf = (c: number): number =>
    steps.reduce((sum, { weightIn, rareIn }) => sum + weightIn(c) + rareIn(c), priorOf(c));
  const likeliest = (classes: readonly number[]): number =>
    classes.reduce((best, c) => (totalOf(c) > totalOf(best) ? c : best));
  const one = likeliest([0, 1]);
  const two = likeliest([4, 2, 3]);
  return {
    asOne: CLASSES[one] ?? 'SAME',
    asTwo: CLASSES[two] ?? 'STRANGERS',
    prior: priorOf(one) - priorOf(two),
    fields: steps.map(({ column, level, weightIn, rareIn }) => ({
      column,
      level,
      weight: weightIn(one) - weightIn(two),
      frequency: rareIn(one) - rareIn(two),
    })),
    rest: bits - (totalOf(one) - totalOf(two)),
  };
};
