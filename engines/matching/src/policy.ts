import type { Urgency } from './input.ts';

/** The parts of a score, in the order in which they are explained. */
export const SCORE_PARTS = ['urgency', 'waiting', 'nearness', 'fit', 'restricted', 'expiring'] as const;
export type ScorePart = (typeof SCORE_PARTS)[number];

/** What counts for how much, and how far a run may look. Data with a version, so that a run can be repeated and compared. */
export interface MatchPolicy {
  readonly version: string;
  readonly explanation: { readonly zh: string; readonly en: string };
  /** Points for each unit served. */
  readonly urgency: Readonly<Record<Urgency, number>>;
  /** Most points of each lesser part. */
  readonly waiting: { readonly points: number; readonly fullAfterDays: number };
  readonly nearness: { readonly points: number };
  readonly fit: { readonly points: number };
  readonly restricted: { readonly points: number };
  readonly expiring: { readonly points: number; readonly withinDays: number };
  /** Points of a unit served in a community of which nothing is served yet; they fall to nothing in equal steps as its served share rises. */
  readonly fairness: { readonly points: number; readonly tiers: number };
  /** Units for which nobody meets the resident, so that vetting is not asked. */
  readonly vettingFreeUnits: readonly string[];
  /** Pairs that a need may examine in the first look, nearest first. */
  readonly maxCandidates: number;
  /** Pairs that an unserved need may examine to learn which rule stands in its way. */
  readonly maxNearMisses: number;
  /** Mean number of pairs examined a need over the whole run; what the first look leaves over widens the search of cut needs. */
  readonly meanExamined: number;
  readonly maxAlternatives: number;
  /** Solves that a run may take for what is beyond flow. */
  readonly maxBranches: number;
  /** Shortages for which a run solves again to learn what one more resource would unlock. */
  readonly maxUnlocks: number;
}

/** Version 2: one step of urgency outweighs all lesser points together, so these only choose among equals. */
export const defaultPolicy: MatchPolicy = {
  version: '2',
  explanation: {
    zh: '先看紧急程度：高一级的需求，每一单位的分数高于其余各项之和。其余依次为：距离近或本社区资源优先（至多200分），技能与服务相称（至多100分，不占用已审查的和有专长的志愿者），等待时间长者优先（至多80分，90天满分），所在社区已满足比例低者优先（公平分至多400分，随该社区已满足的比例每满四分之一减少100分），限定用途的资源先用（60分），临近到期的资源先用（至多60分）。全部需求与资源一并求总分最大的分配，并给出可复核的证明。',
    en: 'Urgency first: one step of urgency outweighs all other points together. Then nearness or a resource of the own community (up to 200), a resource no more special than asked (up to 100, which keeps vetted and skilled volunteers free), time waited (up to 80, full after 90 days), a community of which little is served yet (fairness, up to 400, less by 100 with each quarter that is served), restricted resources before free ones (60), expiring ones first (up to 60). All needs and resources are assigned together for the largest total, with a certificate that anybody can check.',
  },
  urgency: { LOW: 1000, MEDIUM: 2000, HIGH: 3500, CRITICAL: 6000 },
  waiting: { points: 80, fullAfterDays: 90 },
  nearness: { points: 200 },
  fit: { points: 100 },
  restricted: { points: 60 },
  expiring: { points: 60, withinDays: 60 },
  fairness: { points: 400, tiers: 4 },
  vettingFreeUnits: ['FEN', 'ITEM'],
  maxCandidates: 48,
  maxNearMisses: 12,
  meanExamined: 60,
  maxAlternatives: 5,
  maxBranches: 2000,
  maxUnlocks: 12,
};

/** Throws a `RangeError` when the policy's numbers cannot be used: scores are whole and positive, limits are counts. */
export const checkPolicy = (policy: MatchPolicy): void => {
  const points = [...Object.values(policy.urgency), policy.waiting.points, policy.nearness.points];
  points.push(policy.fit.points, policy.restricted.points, policy.expiring.points);
  if (!points.every((value) => Number.isInteger(value) && value >= 0 && value <= 1_000_000))
    throw new RangeError(
      `Policy ${policy.version} has points ${points.join(', ')} when expected integers from 0 to 1000000.`,
    );
  if (!Object.values(policy.urgency).every((value) => value > 0))
    throw new RangeError(`Policy ${policy.version} gives an urgency no points when expected at least 1.`);
  const { fairness } = policy;
  const isWeight = Number.isInteger(fairness.points) && fairness.points >= 0 && fairness.points <= 1_000_000;
  if (!(isWeight && Number.isInteger(fairness.tiers) && fairness.tiers >= 1))
    throw new RangeError(
      `Policy ${policy.version} weighs fairness by ${fairness.points} points in ${fairness.tiers} tiers when expected integers, points from 0 to 1000000, tiers from 1.`,
    );
  const limits = [policy.maxCandidates, policy.maxNearMisses, policy.meanExamined, policy.maxAlternatives];
  limits.push(policy.maxBranches, policy.maxUnlocks);
  limits.push(policy.waiting.fullAfterDays, policy.expiring.withinDays);
  if (!limits.every((value) => Number.isInteger(value) && value >= 0))
    throw new RangeError(`Policy ${policy.version} has limits ${limits.join(', ')} when expected integers from 0.`);
};
