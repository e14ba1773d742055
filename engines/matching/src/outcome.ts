import type { PolicyLevel } from './policy.ts';
import type { Rule } from './rules.ts';
import type { ScoreComponents } from './score.ts';

/** Why a pair fits, and at the end what speaks against it; the words for people are made elsewhere from the code and its parameters. */
export const REASONS = [
  'SERVICE_FITS',
  'URGENT',
  'WAITED',
  'WITHIN_TIME',
  'NEAR',
  'OWN_COMMUNITY',
  'IN_REGION',
  'SKILL_FITS',
  'CERTIFIED',
  'VETTED',
  'VETTED_CLOSELY',
  'ENOUGH_HELPERS',
  'GENDER_AS_WISHED',
  'LANGUAGE_AS_WISHED',
  'TIME_FITS',
  'GROUP_FITS',
  'PURPOSE_FITS',
  'GIVES_BESIDE',
  'RESTRICTED_FIRST',
  'EXPIRES_SOON',
  'KNOWN_HELPER',
  'KNOWN_PROVIDER',
  'LITTLE_LOAD',
  'DECLINED_BEFORE',
] as const;
export type ReasonCode = (typeof REASONS)[number];

/** Why a need, or the rest of it, got nothing. */
export const UNMET_CODES = [
  'NO_RESOURCE_OF_SERVICE',
  'NONE_FOR_THE_PURPOSE',
  'NONE_PERMITTED',
  'NONE_CURRENT',
  'NONE_WITH_SKILL',
  'NONE_CERTIFIED',
  'NONE_LARGE_ENOUGH',
  'NONE_VETTED',
  'NONE_FOR_THE_GROUP',
  'NONE_IN_REGION',
  'NONE_AS_WISHED',
  'NONE_AT_THE_TIME',
  'NONE_NEAR',
  'NONE_WITHIN_TIME',
  'CAP_REACHED',
  'ONLY_A_PART',
  'BELOW_LEAST',
  'ONLY_BESIDE_OTHERS',
  'SEVERAL_OBSTACLES',
  'ALL_TAKEN',
] as const;
export type UnmetCode = (typeof UNMET_CODES)[number];

export type Params = Readonly<Record<string, string | number>>;

export interface Reason {
  readonly code: ReasonCode;
  readonly params: Params;
}

export interface Proposal {
  readonly resourceId: string;
  readonly units: number;
  /** Points of one unit, and the parts that add up to it. */
  readonly score: number;
  readonly components: ScoreComponents;
  readonly distanceMetres: number | null;
  readonly reasons: readonly Reason[];
}

export interface Alternative {
  readonly resourceId: string;
  readonly score: number;
  readonly components: ScoreComponents;
  readonly distanceMetres: number | null;
  readonly reasons: readonly Reason[];
  /** By how many points the whole would be worse, at the least, for each unit moved here: the reduced cost at the optimal prices. */
  readonly regret: number;
  readonly hasRoom: boolean;
}

export interface Unmet {
  readonly units: number;
  readonly code: UnmetCode;
  readonly params: Params;
  /** The fewest rules that keep one resource from serving this need; `CAPACITY` when all that fit are worth more elsewhere. */
  readonly obstacles: readonly Rule[];
  /** How many of the examined resources each rule kept away. */
  readonly ruleCounts: Readonly<Partial<Record<Rule, number>>>;
}

export interface NeedOutcome {
  readonly needId: string;
  readonly units: number;
  readonly fixedUnits: number;
  readonly proposedUnits: number;
  readonly proposed: readonly Proposal[];
  readonly alternatives: readonly Alternative[];
  readonly unmet: Unmet | null;
  /** Points that the whole would gain or lose, to first order, with one unit more or less of this need served. */
  readonly worth: number;
  readonly candidates: number;
  /** More resources lay beyond the search limit than were examined. */
  readonly cut: boolean;
}

export interface ResourceOutcome {
  readonly resourceId: string;
  readonly capacity: number;
  readonly fixedUnits: number;
  readonly proposedUnits: number;
  /** Dual price of one unit: 0 while it has room. */
  readonly price: number;
  /** Points that the whole would lose with one unit less: the highest price of any optimum. */
  readonly lastUnitValue: number;
  /** Needs that it could serve, and the units which they want. */
  readonly demandNeeds: number;
  readonly demandUnits: number;
}

/** What one more resource of an ordinary size, free of every obstacle, would change in the place of a shortage: solved again, not estimated. */
export interface Unlock {
  readonly capacity: number;
  readonly skills: readonly string[];
  /** Units and needs served more in all, of the shortage's unit, and points gained by the whole. */
  readonly servedUnits: number;
  readonly metNeeds: number;
  readonly points: number;
}

export interface Shortage {
  readonly level: 'COMMUNITY' | 'COUNTY';
  readonly divisionCode: string;
  readonly service: string;
  readonly unit: string;
  readonly rule: Rule;
  readonly unmetNeeds: number;
  readonly unmetUnits: number;
  /** `null` where the policy's `maxUnlocks` was spent on larger shortages. */
  readonly unlock: Unlock | null;
}

export interface CommunityShare {
  readonly divisionCode: string;
  readonly needs: number;
  /** Mean over its needs of the share of units served, each need counting once. */
  readonly servedShare: number;
}

export interface GroupShare {
  readonly group: string;
  readonly needs: number;
  readonly servedShare: number;
}

export interface UnitTotals {
  readonly unit: string;
  readonly needs: number;
  readonly wantedUnits: number;
  readonly fixedUnits: number;
  readonly proposedUnits: number;
  readonly objective: number;
}

/** How an assignment was found: proven by prices, proven by branching, or the best of a search that was cut, `gap` points at most below the best. */
export type AssignMethod = 'FLOW' | 'BRANCH_AND_BOUND' | 'HEURISTIC';

export interface MatchTotals {
  readonly needs: number;
  readonly met: number;
  readonly partlyMet: number;
  readonly unmet: number;
  readonly resources: number;
  readonly byUnit: readonly UnitTotals[];
  /** Points of all proposed units, fairness and load included; `dualBound` is what no assignment of these candidates can exceed. */
  readonly objective: number;
  readonly dualBound: number;
  readonly method: AssignMethod;
  /** 0 for the proven optimum. Above 0 only where caps over several needs, needs of use only whole or least amounts are beyond what branching could settle. */
  readonly gap: number;
  readonly isOptimal: boolean;
  /** The part of the objective that served shares of communities earned, and what the load of resources took from it. */
  readonly fairnessPoints: number;
  readonly loadCost: number;
  /** Communities with needs, the worst served first. */
  readonly communities: readonly CommunityShare[];
  /** Groups of people with needs, the worst served first; a need counts in each of its groups. */
  readonly groups: readonly GroupShare[];
}

/** Points of one level in the run, and in the best answer without another level. */
export interface LevelFigure {
  readonly level: PolicyLevel;
  readonly points: number;
  readonly without: number;
}

/** What one level of the policy earned in a run (below 0 where it takes more than it gives, as load does), and what the others would earn more if it were taken out. */
export interface LevelReport {
  readonly level: PolicyLevel;
  readonly points: number;
  /** Never below 0 where `isExact`. */
  readonly cost: number;
  readonly others: readonly LevelFigure[];
  /** Needs of which nothing is left to serve. */
  readonly met: { readonly now: number; readonly without: number };
  readonly isExact: boolean;
}

/** The whole answer of one run: plain data, so that it can cross threads and be stored. */
export interface MatchOutcome {
  readonly policyVersion: string;
  readonly today: string;
  /** In the order of ids. */
  readonly needs: readonly NeedOutcome[];
  readonly resources: readonly ResourceOutcome[];
  /** Communities before counties; what would unlock the most needs first. */
  readonly shortages: readonly Shortage[];
  readonly totals: MatchTotals;
  /** Pairs put to the hard rules, those eligible, and the needs whose search was cut. */
  readonly examinedPairs: number;
  readonly eligiblePairs: number;
  readonly cutNeeds: number;
  /** Given when it was asked for. */
  readonly levels?: readonly LevelReport[];
}
