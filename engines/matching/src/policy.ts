import type { Urgency } from '@hub/values';
import type { TravelSpeeds } from './travel.ts';

/** The parts of a score, in the order in which they are explained. */
export const SCORE_PARTS = [
  'urgency',
  'waiting',
  'nearness',
  'fit',
  'continuity',
  'wishes',
  'restricted',
  'expiring',
  'evenLoad',
  'declined',
] as const;
export type ScorePart = (typeof SCORE_PARTS)[number];

/** Everything that earns points: the parts of a score, and the served share of a community. */
export type PolicyLevel = ScorePart | 'fairness';
export const POLICY_LEVELS: readonly PolicyLevel[] = ['urgency', 'fairness', ...SCORE_PARTS.slice(1)];

/** The same words in both languages. */
export interface PolicyWords {
  readonly zh: string;
  readonly en: string;
}

/** How much of the points a decline for one reason costs its pair, and whether it fades. */
export interface DeclineWeight {
  readonly percent: number;
  readonly isPermanent: boolean;
}

/** What counts for how much, and how far a run may look. Data with a version, so that a run can be repeated and compared. */
export interface MatchPolicy {
  readonly version: string;
  readonly explanation: PolicyWords;
  /** What each level is for, for people who read a run. */
  readonly levels: Readonly<Record<PolicyLevel, PolicyWords>>;
  /** Points for each unit served. */
  readonly urgency: Readonly<Record<Urgency, number>>;
  /** Most points of each lesser part. */
  readonly waiting: { readonly points: number; readonly fullAfterDays: number };
  readonly nearness: { readonly points: number };
  readonly fit: { readonly points: number };
  readonly restricted: { readonly points: number };
  readonly expiring: { readonly points: number; readonly withinDays: number };
  /** For the helper who served her before, half of it for another of the same provider. */
  readonly continuity: { readonly points: number; readonly fadesAfterDays: number };
  /** For a helper of the gender and language that she would like. */
  readonly wishes: { readonly points: number };
  /**
   * For a resource that gave little lately beside its peers: half of `points` at their mean. And within a run: a unit costs the more of
   * `runPoints` the more of the resource is taken already, in so many equal steps, the first of which costs nothing.
   */
  readonly evenLoad: { readonly points: number; readonly runPoints: number; readonly tiers: number };
  /** Most points that past declines take from a pair. */
  readonly declined: {
    readonly points: number;
    readonly fadesAfterDays: number;
    readonly reasons: Readonly<Record<string, DeclineWeight>>;
    readonly otherReason: DeclineWeight;
  };
  /** Points of a unit served in a community of which nothing is served yet; they fall to nothing in equal steps as its served share rises. */
  readonly fairness: { readonly points: number; readonly tiers: number };
  /** Points that changing proposals must gain before an open run changes them. */
  readonly margin: number;
  /** How fast one comes to a resident, by the way one takes. */
  readonly travel: TravelSpeeds;
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

/** Version 4: one step of urgency outweighs all lesser points together, so these only choose among equals. */
export const defaultPolicy: MatchPolicy = {
  version: '4',
  explanation: {
    zh: '先看紧急程度：高一级的需求，每一单位的分数高于其余各项之和。其余依次为：所在社区已满足比例低者优先（公平分至多400分，随该社区已满足的比例每满四分之一减少100分），距离近或本社区资源优先（至多200分），曾经服务过本人的帮扶者优先（至多150分，一年内逐渐消退），技能与服务相称（至多100分，不占用已审查的和有专长的志愿者），合乎本人对性别、语言的意愿（至多100分），等待时间长者优先（至多80分，90天满分），限定用途的资源先用（60分），临近到期的资源先用（至多60分），近期负担轻者优先（至多50分），同一次匹配内分散负担（帮扶者的时间已占用过半的，再用一单位减30分；资金和物资不计）；曾经谢绝的双方减分（至多200分，半年内消退，永久性理由不消退）。全部需求与资源一并求总分最大的分配；数据稍有变化时，只有整体得分能提高100分以上才改变已有的建议，已接受的不再变动，并给出可复核的证明。',
    en: 'Urgency first: one step of urgency outweighs all other points together. Then a community of which little is served yet (fairness, up to 400, less by 100 with each quarter that is served), nearness or a resource of the own community (up to 200), the helper who served her before (up to 150, fading over a year), a resource no more special than asked (up to 100, which keeps vetted and skilled volunteers free), her wishes of gender and language (up to 100), time waited (up to 80, full after 90 days), restricted resources before free ones (60), expiring ones first (up to 60), those who carried little lately (up to 50); within one run work is spread (a unit of a helper half of whose time is taken costs 30 points; money and goods are not counted); a pair that declined before loses points (up to 200, fading over half a year, never for a lasting reason). All needs and resources are assigned together for the largest total; when little changes, proposals stay unless changing them gains the whole more than 100 points, and what is accepted never moves, with a certificate that anybody can check.',
  },
  levels: {
    urgency: { zh: '按紧急程度满足尽可能多的需求', en: 'Serve as many units as can be, the most urgent first' },
    fairness: { zh: '各社区满足比例均衡', en: 'Serve communities evenly' },
    waiting: { zh: '等待时间长者优先', en: 'Prefer who has waited long' },
    nearness: { zh: '就近、本社区优先', en: 'Prefer what is near or of the own community' },
    fit: { zh: '用其所长，不占用稀缺资源', en: 'Use nothing more special than asked' },
    continuity: { zh: '由熟悉的帮扶者继续服务', en: 'Keep to the same helper' },
    wishes: { zh: '尊重本人对性别、语言的意愿', en: 'Follow wishes of gender and language' },
    restricted: { zh: '限定用途的资源先用', en: 'Spend what is bound to a purpose first' },
    expiring: { zh: '临近到期的资源先用', en: 'Spend what expires first' },
    evenLoad: { zh: '帮扶者负担均衡', en: 'Spread work among helpers' },
    declined: { zh: '避开曾经谢绝的双方', en: 'Avoid pairs that declined before' },
  },
  urgency: { LOW: 1500, MEDIUM: 3000, HIGH: 5000, CRITICAL: 8000 },
  waiting: { points: 80, fullAfterDays: 90 },
  nearness: { points: 200 },
  fit: { points: 100 },
  continuity: { points: 150, fadesAfterDays: 365 },
  wishes: { points: 100 },
  restricted: { points: 60 },
  expiring: { points: 60, withinDays: 60 },
  evenLoad: { points: 50, runPoints: 60, tiers: 2 },
  declined: {
    points: 200,
    fadesAfterDays: 180,
    reasons: {
      BUSY: { percent: 25, isPermanent: false },
      TOO_FAR: { percent: 60, isPermanent: false },
      NOT_WANTED: { percent: 100, isPermanent: true },
      NOT_SUITABLE: { percent: 100, isPermanent: true },
    },
    otherReason: { percent: 50, isPermanent: false },
  },
  fairness: { points: 400, tiers: 4 },
  margin: 100,
  // On foot 4.5 km an hour and a way 1.3 times as long as the crow flies: a quarter of an hour is 865 metres, within the
  // 800 to 1,000 metres of GB 50180-2018. The others are speeds within a town, waiting for the bus included.
  travel: {
    WALK: { metresPerMinute: 75, detourPercent: 130 },
    CYCLE: { metresPerMinute: 200, detourPercent: 130 },
    BUS: { metresPerMinute: 200, detourPercent: 140 },
    CAR: { metresPerMinute: 400, detourPercent: 140 },
  },
  vettingFreeUnits: ['FEN', 'ITEM'],
  maxCandidates: 48,
  maxNearMisses: 12,
  meanExamined: 60,
  maxAlternatives: 5,
  maxBranches: 2000,
  maxUnlocks: 12,
};

const isPoints = (value: number): boolean => Number.isInteger(value) && value >= 0 && value <= 1_000_000;

/** Throws a `RangeError` when the policy's numbers cannot be used: points are whole, an urgency is worth something, limits are counts. */
export const checkPolicy = (policy: MatchPolicy): void => {
  const { version, urgency, fairness, declined, evenLoad } = policy;
  const points = [...Object.values(urgency), ...SCORE_PARTS.slice(1).map((part) => pointsOf(policy, part))];
  if (!points.every(isPoints))
    throw new RangeError(`Policy ${version} has points ${points.join(', ')} when expected integers from 0 to 1000000.`);
  const least = Math.min(...Object.values(urgency));
  if (least <= 0) throw new RangeError(`Policy ${version} gives an urgency no points when expected at least 1.`);
  if (declined.points >= least)
    throw new RangeError(
      `Policy ${version} takes ${declined.points} points for a decline when expected less than the least urgency, ${least}.`,
    );
  if (!(isPoints(evenLoad.runPoints) && Number.isInteger(evenLoad.tiers) && evenLoad.tiers >= 1))
    throw new RangeError(
      `Policy ${version} weighs load by ${evenLoad.runPoints} points in ${evenLoad.tiers} tiers when expected integers, points from 0 to 1000000, tiers from 1.`,
    );
  if (declined.points + evenLoad.runPoints >= least)
    throw new RangeError(
      `Policy ${version} takes ${declined.points} points for a decline and ${evenLoad.runPoints} for load when expected less than the least urgency together, ${least}.`,
    );
  if (!(isPoints(policy.margin) && policy.margin < least))
    throw new RangeError(
      `Policy ${version} keeps proposals below a margin of ${policy.margin} points when expected an integer from 0 and less than the least urgency, ${least}.`,
    );
  if (!(isPoints(fairness.points) && Number.isInteger(fairness.tiers) && fairness.tiers >= 1))
    throw new RangeError(
      `Policy ${version} weighs fairness by ${fairness.points} points in ${fairness.tiers} tiers when expected integers, points from 0 to 1000000, tiers from 1.`,
    );
  for (const [mode, { metresPerMinute, detourPercent }] of Object.entries(policy.travel))
    if (!(metresPerMinute > 0 && detourPercent >= 100))
      throw new RangeError(
        `Policy ${version} travels by ${mode} at ${metresPerMinute} metres a minute and ${detourPercent} % of the great circle when expected above 0 and at least 100.`,
      );
  for (const [reason, { percent }] of Object.entries({ ...declined.reasons, '': declined.otherReason }))
    if (!(percent >= 0 && percent <= 100))
      throw new RangeError(`Policy ${version} weighs the decline "${reason}" at ${percent} % when expected 0 to 100.`);
  const limits = [policy.maxCandidates, policy.maxNearMisses, policy.meanExamined, policy.maxAlternatives];
  limits.push(policy.maxBranches, policy.maxUnlocks, policy.waiting.fullAfterDays, policy.expiring.withinDays);
  limits.push(policy.continuity.fadesAfterDays, declined.fadesAfterDays);
  if (!limits.every((value) => Number.isInteger(value) && value >= 0))
    throw new RangeError(`Policy ${version} has limits ${limits.join(', ')} when expected integers from 0.`);
};

/** Most points of a level by which two pairs may differ; for urgency those of its highest step. */
export const pointsOf = (policy: MatchPolicy, level: PolicyLevel): number => {
  if (level === 'urgency') return Math.max(...Object.values(policy.urgency));
  return level === 'evenLoad' ? policy.evenLoad.points + policy.evenLoad.runPoints : policy[level].points;
};
