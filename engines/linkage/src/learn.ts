import type { Pairing } from './block.ts';
import { MISSING } from './compare.ts';
import type { Encoded } from './encode.ts';
import {
  CLASSES,
  type FieldOdds,
  type FileModel,
  LEVEL_ROOM,
  LEVELS,
  type ModelField,
  type PairClass,
  type TrainedOdds,
} from './fileModel.ts';
import type { HouseholdPairs } from './householdPairs.ts';
import type { Overall } from './overallShares.ts';
import { type Patterns, pairCount } from './patterns.ts';
import type { Survey } from './survey.ts';

const normalised = (weights: readonly number[]): readonly number[] => {
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight) => weight / sum);
};

const startingSame = (levels: number): readonly number[] =>
  normalised(Array.from({ length: levels }, (_, level) => (level === 0 ? 0.85 : 0.15 / (levels - 1))));

/** The frequencies among strangers: those among all pairs, less what the matches contribute. */
const strangersShares = ({ shares, floor }: Overall, same: readonly number[], sameShare: number): readonly number[] =>
  normalised(
    shares.map((share, level) => {
      const least = level === 0 ? floor * 1e-3 : floor;
      return Math.max(share - sameShare * (same[level] ?? 0), least);
    }),
  );

type ClassShares = readonly (readonly number[])[];
type State = { readonly shares: Record<PairClass, number>; readonly odds: Record<PairClass, ClassShares> };

const PRIOR_PAIRS = 4;
const ROUNDS = 200;
const SETTLED = 1e-6;
const LEAST_CLASS = 0.01;
/** Sums weighted level counts of one field into the next estimate; `prior` counts as a few pairs seen. */
const nextShares = (
  patterns: Patterns,
  weights: Float64Array,
  f: number,
  prior: readonly number[],
): readonly number[] => {
  const sums = new Float64Array(LEVEL_ROOM);
  const { levels, fieldCount } = patterns;
  for (let p = 0; p < weights.length; p += 1) {
    const level = levels[p * fieldCount + f] ?? MISSING;
    sums[level] = (sums[level] ?? 0) + (weights[p] ?? 0);
  }
  return normalised(prior.map((share, level) => share * PRIOR_PAIRS + (sums[level] ?? 0)));
};

const likelihoods = (patterns: Patterns, shares: ClassShares, classShare: number): Float64Array => {
  const { levels, fieldCount, counts } = patterns;
  const logs = new Float64Array(fieldCount * LEVEL_ROOM);
  for (const [f, field] of shares.entries())
    for (const [level, share] of field.entries()) logs[f * LEVEL_ROOM + level] = Math.log(share);
  const likely = new Float64Array(counts.length);
  for (let p = 0; p < likely.length; p += 1) {
    let sum = 0;
    for (let f = 0; f < fieldCount; f += 1) sum += logs[f * LEVEL_ROOM + (levels[p * fieldCount + f] ?? MISSING)] ?? 0;
    likely[p] = Math.exp(sum) * classShare;
  }
  return likely;
};

/** The expectation step: each pattern's count, divided among the classes. */
const divide = (patterns: Patterns, { shares, odds }: State): Record<PairClass, Float64Array> => {
  const weights = {} as Record<PairClass, Float64Array>;
  for (const name of CLASSES) weights[name] = likelihoods(patterns, odds[name], shares[name]);
  for (let p = 0; p < patterns.counts.length; p += 1) {
    let sum = 0;
    for (const name of CLASSES) sum += weights[name][p] ?? 0;
    const scale = sum === 0 ? 0 : (patterns.counts[p] ?? 0) / sum;
    for (const name of CLASSES) weights[name][p] = (weights[name][p] ?? 0) * scale;
  }
  return weights;
};

/**
 * Two of a household are strangers in everything that is a person's own; only the shared fields, the surname inside a name and
 * the sexes of couples are learned. Otherwise the class would take the noisier matches of files that have no households.
 */
const householdShares = (
  field: ModelField,
  strangers: readonly number[],
  learned: readonly number[],
  sameSound: number,
): readonly number[] => {
  if (field.shared === true || field.kind === 'exact') return learned;
  if (field.kind !== 'name') return strangers;
  const [equal = 0] = strangers;
  const sound = Math.max(strangers[1] ?? 0, sameSound);
  const rest = learned.slice(2);
  const sum = rest.reduce((total, share) => total + share, 0);
  return [equal, sound, ...rest.map((share) => (share / sum) * (1 - equal - sound))];
};

const twinsShares = (
  field: ModelField,
  strangers: readonly number[],
  household: readonly number[],
  same: readonly number[],
  twins: readonly number[] | null,
): readonly number[] => {
  if (twins !== null) return twins;
  // One birth date, and two records that may each have it wrong.
  if (field.kind === 'date') return same;
  return field.kind === 'exact' && field.shared !== true ? strangers : household;
};

const totalOf = (weights: Float64Array): number => weights.reduce((sum, weight) => sum + weight, 0);

type Lesson = {
  readonly fields: readonly ModelField[];
  readonly patterns: Patterns;
  readonly overall: readonly Overall[];
  /** What a share of 1 is in counted candidates. */
  readonly whole: number;
  readonly known: HouseholdPairs;
};

const firstState = (
  { fields, overall }: Lesson,
  sameShare: number,
  hasMoved: boolean,
  hasHousehold: boolean,
): State => {
  const same = fields.map(({ kind }) => startingSame(LEVELS[kind].length));
  const strangers = overall.map((field, f) => strangersShares(field, same[f] ?? [], 0));
  const moved = fields.map(({ shared }, f) => (shared === true ? strangers[f] : same[f]) ?? []);
  const household = fields.map(({ shared }, f) => (shared === true ? same[f] : strangers[f]) ?? []);
  const [MOVED, HOUSEHOLD] = [hasMoved ? sameShare / 5 : 0, hasHousehold ? sameShare : 0];
  return {
    shares: { SAME: sameShare, MOVED, HOUSEHOLD, TWINS: 0, STRANGERS: 1 },
    odds: { SAME: same, MOVED: moved, HOUSEHOLD: household, TWINS: household, STRANGERS: strangers },
  };
};

/** The maximisation step. A person's own fields have the same odds whether the person moved or not. */
const nextState = ({ fields, patterns, overall, whole, known }: Lesson, state: State, start: State): State => {
  const weights = divide(patterns, state);
  const one = weights.SAME.map((weight, p) => weight + (weights.MOVED[p] ?? 0));
  const [SAME, MOVED, HOUSEHOLD] = [weights.SAME, weights.MOVED, weights.HOUSEHOLD].map((of) => totalOf(of) / whole);
  const shares = { SAME: Math.max(1e-15, SAME ?? 0), MOVED: MOVED ?? 0, HOUSEHOLD: HOUSEHOLD ?? 0 };
  const TWINS = shares.HOUSEHOLD * known.share;
  const learn = (name: PairClass, f: number, from: Float64Array): readonly number[] =>
    nextShares(patterns, from, f, start.odds[name][f] ?? []);
  const same = fields.map(({ shared }, f) => learn('SAME', f, shared === true ? weights.SAME : one));
  const moved = fields.map(({ shared }, f) => (shared === true ? learn('MOVED', f, weights.MOVED) : (same[f] ?? [])));
  const strangers = overall.map((field, f) => {
    const share = fields[f]?.shared === true ? shares.SAME : shares.SAME + shares.MOVED;
    return strangersShares(field, same[f] ?? [], share);
  });
  const household = fields.map((field, f) =>
    householdShares(field, strangers[f] ?? [], learn('HOUSEHOLD', f, weights.HOUSEHOLD), known.sameSound),
  );
  const twins = fields.map((field, f) =>
    twinsShares(field, strangers[f] ?? [], household[f] ?? [], same[f] ?? [], known.levels[f] ?? null),
  );
  const others = shares.SAME + shares.MOVED + shares.HOUSEHOLD + TWINS;
  return {
    shares: { ...shares, TWINS, STRANGERS: 1 - others },
    odds: { SAME: same, MOVED: moved, HOUSEHOLD: household, TWINS: twins, STRANGERS: strangers },
  };
};

const settle = (lesson: Lesson, start: State): State => {
  let state = start;
  for (let round = 0; round < ROUNDS; round += 1) {
    const next = nextState(lesson, state, start);
    const change = CLASSES.slice(0, 3).map(
      (name) => Math.abs(next.shares[name] - state.shares[name]) / next.shares.SAME,
    );
    state = next;
    if (Math.max(...change) < SETTLED) break;
  }
  return state;
};

/** Odds, and how many of the counted matches each blocking rule alone brings. */
export type Learned = { readonly trained: TrainedOdds; readonly matchesByRule: readonly number[] };

/**
 * Learns the odds without any truth: expectation–maximisation over the candidates' patterns. Strangers' odds come from pairs
 * drawn at random, so that classes cannot trade places; that candidates were selected by blocking depends on the pattern
 * alone and cancels out of the posterior. `everyNth` is how many candidates each counted one stands for.
 * A class that stays under one pair for a hundred matches is not in these files: learning starts again without it.
 */
export const learn = (
  encoded: Encoded,
  model: FileModel,
  patterns: Patterns,
  pairing: Pairing,
  everyNth: number,
  { overall, known }: Survey,
): Learned => {
  const total = pairCount(encoded, pairing);
  const lesson: Lesson = {
    ...{ fields: model.fields, patterns, overall, whole: total / everyNth, known },
  };
  const some = (0.3 * Math.min(encoded.secondFrom, encoded.rowCount)) / total;
  const hasShared = model.fields.some(({ shared }) => shared === true);
  let state = settle(lesson, firstState(lesson, some, hasShared, hasShared));
  const isThere = (share: number): boolean => share > LEAST_CLASS * state.shares.SAME;
  const [hasMoved, hasHousehold] = [isThere(state.shares.MOVED), isThere(state.shares.HOUSEHOLD)];
  if (hasShared && !(hasMoved && hasHousehold))
    state = settle(lesson, firstState(lesson, some, hasMoved, hasHousehold));
  const fields: Record<string, FieldOdds> = {};
  for (const [f, { column }] of model.fields.entries()) {
    const odds = {} as Record<PairClass, readonly number[]>;
    for (const name of CLASSES) odds[name] = state.odds[name][f] ?? [];
    fields[column] = odds;
  }
  const weights = divide(patterns, state);
  const matchesOf = (counts: Float64Array): number =>
    counts.reduce((sum, count, p) => {
      const same = (weights.SAME[p] ?? 0) + (weights.MOVED[p] ?? 0);
      return sum + (count * same) / Math.max(1, patterns.counts[p] ?? 1);
    }, 0);
  return { trained: { shares: state.shares, fields }, matchesByRule: patterns.byRule.map(matchesOf) };
};
