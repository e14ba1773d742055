import { parseFrozenModel } from '@hub/engine-linkage';
import type { Viewer } from '@hub/engine-policy';
import type { ReviewAnswerRow } from '../link-review/reviewAnswer.entity.ts';

/** Whoever keeps the hub going has everything linked anew, and sees how far that is. */
export const mayRelink = ({ role }: Viewer): boolean => role === 'operator';

/** Figures over everyone, about no one: for who keeps the hub going and who answers for the links. */
export const maySeeQuality = ({ role }: Viewer): boolean =>
  role === 'operator' || role === 'reviewer' || role === 'auditor';

/** A share of a sample, with its 95 % interval (Wilson 1927). */
export interface Share {
  readonly value: number;
  readonly low: number;
  readonly high: number;
  readonly sample: number;
}

const z = 1.959963984540054;

/** `null` where nothing was counted. */
export function shareOf(successes: number, sample: number): Share | null {
  if (sample === 0) return null;
  const value = successes / sample;
  const spread = z * Math.sqrt((value * (1 - value) + (z * z) / (4 * sample)) / sample);
  const scale = 1 + (z * z) / sample;
  const centre = value + (z * z) / (2 * sample);
  return { value, low: Math.max(0, (centre - spread) / scale), high: Math.min(1, (centre + spread) / scale), sample };
}

/** What reviewers found in one kind of pairs. */
export interface Findings {
  readonly same: number;
  readonly different: number;
}

export interface QualityInputs {
  /** What was decided of the sample of joined pairs, and of the pairs that the machine left open. */
  readonly sampled: Findings;
  readonly unsure: Findings;
  /** Pairs that are joined, and pairs that wait, today. */
  readonly links: number;
  readonly waiting: number;
  /** First two answers of each pair that two reviewers judged. */
  readonly twice: readonly (readonly [ReviewAnswerRow['verdict'], ReviewAnswerRow['verdict']])[];
}

/** How good the links are, as far as people looked at them. */
export interface QualityFigures {
  readonly precision: Share | null;
  readonly recall: Share | null;
  readonly waiting: number;
  readonly links: number;
  readonly agreement: number | null;
  readonly judgedTwice: number;
}

/** Pairs below the bar for review are seen by nobody, so the recall is that among links and open pairs. */
export function qualityOf({ sampled, unsure, links, waiting, twice }: QualityInputs): QualityFigures {
  const precision = shareOf(sampled.same, sampled.same + sampled.different);
  const missed = shareOf(unsure.same, unsure.same + unsure.different);
  const recallAt = (right: number, open: number): number =>
    (links * right) / Math.max(1, links * right + waiting * open);
  const recall =
    precision && missed
      ? {
          value: recallAt(precision.value, missed.value),
          low: recallAt(precision.low, missed.high),
          high: recallAt(precision.high, missed.low),
          sample: precision.sample + missed.sample,
        }
      : null;
  return { precision, recall, waiting, links, agreement: kappaOf(twice), judgedTwice: twice.length };
}

/** Cohen's kappa (1960): agreement beyond chance; `null` without pairs, or where chance alone would agree. */
export function kappaOf(twice: QualityInputs['twice']): number | null {
  if (twice.length === 0) return null;
  const verdicts = ['SAME', 'DIFFERENT', 'UNSURE'] as const;
  const shareAt = (place: 0 | 1, verdict: string): number =>
    twice.filter((pair) => pair[place] === verdict).length / twice.length;
  const observed = twice.filter(([one, other]) => one === other).length / twice.length;
  const chance = verdicts.reduce((sum, verdict) => sum + shareAt(0, verdict) * shareAt(1, verdict), 0);
  return chance === 1 ? null : (observed - chance) / (1 - chance);
}

/** The blocking rules of a version, and how many blocks of each are too large to be compared. */
export const rulesOf = (content: string): readonly { readonly name: string; readonly droppedBlocks: number }[] => {
  const { model, dropped } = parseFrozenModel(content);
  return model.blocking.map((rule, at) => ({ name: rule.join(' + '), droppedBlocks: dropped[at]?.length ?? 0 }));
};
