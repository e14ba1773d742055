import {
  type Calibration,
  calibrate,
  type FrozenModel,
  formatFrozenModel,
  parseFrozenModel,
} from '@hub/engine-linkage';
import { type Refusal, refuse } from '@hub/kernel';
import type { Verdict } from '../link-review/linkDecision.entity.ts';
import type { ReviewKind } from '../link-review/reviewPair.entity.ts';
import { type Share, shareOf } from '../link-run/linkRun.rules.ts';
import type { ModelTrialRow } from './modelTrial.entity.ts';

/** From fewer records hardly any pair is one person's, and what is learned of them is chance. */
export const leastRecords = 1000;

/** What a version would change. */
export interface TrialOutcome {
  readonly decisions: number;
  readonly shiftBits: number | null;
  readonly uncertaintyBits: number | null;
  readonly personsNow: number;
  readonly persons: number;
  readonly joined: number;
  readonly split: number;
  readonly linksNow: number;
  readonly linksGained: number;
  readonly linksLost: number;
  readonly waitingNow: number;
  readonly waiting: number;
  readonly precision: Share | null;
  readonly recall: Share | null;
}

/** Only what the worker wrote is in this column. */
export const outcomeOf = ({ outcome }: ModelTrialRow): TrialOutcome | null =>
  outcome === null ? null : (JSON.parse(outcome) as TrialOutcome);

export const isOpen = ({ status }: Pick<ModelTrialRow, 'status'>): boolean =>
  status === 'WAITING' || status === 'RUNNING';

/** They are done one after the other, because each holds all records in memory once more. */
export const mostOpen = 20;

export const mayBegin = (open: number): true | Refusal =>
  open < mostOpen ? true : refuse('TRIALS_WAITING', { most: mostOpen });

export const cancelled = (trial: ModelTrialRow, at: string): ModelTrialRow | Refusal =>
  isOpen(trial) ? { ...trial, status: 'CANCELLED', endedAt: at } : refuse('TRIAL_OVER', { trial: trial.id });

/** A pair that reviewers decided on, as a version weighs it; `weight` is in bits, without the bar for joining. */
export interface JudgedPair {
  readonly kind: ReviewKind;
  readonly verdict: Verdict;
  readonly weight: number;
}

/** What the pairs decided on teach a version: how likely one person is before anything is compared. */
export function taught(content: string, judged: readonly JudgedPair[]): Calibration & { readonly content: string } {
  const version: FrozenModel = parseFrozenModel(content);
  const learned = calibrate(version, judged);
  return { ...learned, content: judged.length === 0 ? content : formatFrozenModel(learned.version) };
}

/** How many pairs there are today of each kind that is reviewed: those joined, of which a sample is, and those that wait. */
export type PairsToday = Readonly<Record<ReviewKind, number>>;

/**
 * How good the links of a version would be by weight alone, from what was decided: each kind of pair counts as much as there are of it
 * today. The ends of the intervals are those of both kinds together, which is wider than need be.
 */
export function qualityUnder(
  judged: readonly JudgedPair[],
  today: PairsToday,
  automaticBits: number,
): Pick<TrialOutcome, 'precision' | 'recall'> {
  const strata = (['SAMPLE', 'UNSURE'] as const).map((kind) => {
    const all = judged.filter((pair) => pair.kind === kind);
    const joined = all.filter(({ weight }) => weight >= automaticBits);
    const same = all.filter(({ verdict }) => verdict === 'SAME');
    const right = joined.filter(({ verdict }) => verdict === 'SAME');
    const each = all.length === 0 ? 0 : today[kind] / all.length;
    return {
      right: { weight: each * joined.length, share: shareOf(right.length, joined.length) },
      found: { weight: each * same.length, share: shareOf(right.length, same.length) },
    };
  });
  return { precision: together(strata.map(({ right }) => right)), recall: together(strata.map(({ found }) => found)) };
}

interface Stratum {
  readonly weight: number;
  readonly share: Share | null;
}

function together(strata: readonly Stratum[]): Share | null {
  const counted = strata.flatMap(({ weight, share }) => (share === null || weight === 0 ? [] : [{ weight, share }]));
  const weights = counted.reduce((sum, { weight }) => sum + weight, 0);
  if (weights === 0) return null;
  const mean = (of: (share: Share) => number): number =>
    counted.reduce((sum, { weight, share }) => sum + weight * of(share), 0) / weights;
  return {
    value: mean(({ value }) => value),
    low: mean(({ low }) => low),
    high: mean(({ high }) => high),
    sample: counted.reduce((sum, { share }) => sum + share.sample, 0),
  };
}
