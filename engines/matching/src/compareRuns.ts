import { compareText } from './input.ts';
import type { MatchOutcome, NeedOutcome } from './outcome.ts';
import { POLICY_LEVELS, type PolicyLevel, SCORE_PARTS } from './policy.ts';

/** What changes for one need between two runs. */
export interface NeedChange {
  readonly needId: string;
  /** Units fixed or proposed; `null` where the need is in one run only. */
  readonly before: number | null;
  readonly after: number | null;
}

export interface ShareChange {
  readonly divisionCode: string;
  readonly before: number | null;
  readonly after: number | null;
}

export interface FigureChange {
  readonly before: number;
  readonly after: number;
}

/** Two runs side by side, whether they differ by policy, by day or by what was supposed. */
export interface RunComparison {
  readonly policyVersions: { readonly before: string; readonly after: string };
  /** Points compare only under one policy. */
  readonly objective: FigureChange | null;
  readonly met: FigureChange;
  readonly partlyMet: FigureChange;
  readonly unmet: FigureChange;
  readonly unitsServed: readonly (FigureChange & { readonly unit: string })[];
  /** Needs that are served more, and less, the largest share of change first; those that are served alike by others are not listed. */
  readonly gaining: readonly NeedChange[];
  readonly losing: readonly NeedChange[];
  /** Needs that keep their units but get them from others. */
  readonly rearranged: number;
  /** Communities whose served share changes, the worst served after it first. */
  readonly communities: readonly ShareChange[];
  /** Groups of people likewise. */
  readonly groups: readonly GroupChange[];
  /** Points of each level of the policy; only under one policy. */
  readonly levels: readonly LevelChange[] | null;
}

export interface GroupChange {
  readonly group: string;
  readonly before: number | null;
  readonly after: number | null;
}

export type LevelChange = FigureChange & { readonly level: PolicyLevel };

const served = ({ fixedUnits, proposedUnits }: NeedOutcome): number => fixedUnits + proposedUnits;

const helpersOf = ({ proposed }: NeedOutcome): string =>
  proposed
    .map(({ resourceId, units }) => `${resourceId} ${units}`)
    .toSorted(compareText)
    .join('|');

const changeShare = ({ before, after }: NeedChange, units: number): number =>
  Math.abs((after ?? 0) - (before ?? 0)) / units;

const needChanges = (before: MatchOutcome, after: MatchOutcome) => {
  const earlier = new Map(before.needs.map((need) => [need.needId, need]));
  const later = new Map(after.needs.map((need) => [need.needId, need]));
  const changes: { change: NeedChange; share: number }[] = [];
  let rearranged = 0;
  for (const needId of new Set([...earlier.keys(), ...later.keys()])) {
    const [old, next] = [earlier.get(needId), later.get(needId)];
    const change = { needId, before: old ? served(old) : null, after: next ? served(next) : null };
    if ((change.before ?? 0) !== (change.after ?? 0))
      changes.push({ change, share: changeShare(change, Math.max(1, (next ?? old)?.units ?? 1)) });
    else if (old && next && helpersOf(old) !== helpersOf(next)) rearranged++;
  }
  changes.sort((a, b) => b.share - a.share || compareText(a.change.needId, b.change.needId));
  const of = (isWanted: (gain: number) => boolean): readonly NeedChange[] =>
    changes.map(({ change }) => change).filter(({ before: b, after: a }) => isWanted((a ?? 0) - (b ?? 0)));
  return { gaining: of((gain) => gain > 0), losing: of((gain) => gain < 0), rearranged };
};

type Shares = ReadonlyMap<string, number>;

/** Served shares that differ, the worst served after it first. */
const shareChanges = (earlier: Shares, later: Shares) =>
  [...new Set([...earlier.keys(), ...later.keys()])]
    .map((key) => ({ key, before: earlier.get(key) ?? null, after: later.get(key) ?? null }))
    .filter((share) => share.before !== share.after)
    .sort((a, b) => (a.after ?? 1) - (b.after ?? 1) || compareText(a.key, b.key));

const communityShares = ({ totals }: MatchOutcome): Shares =>
  new Map(totals.communities.map(({ divisionCode, servedShare }) => [divisionCode, servedShare]));
const groupShares = ({ totals }: MatchOutcome): Shares =>
  new Map(totals.groups.map(({ group, servedShare }) => [group, servedShare]));

/** Points that each level of the policy earned; together they are the objective. */
export const levelPoints = ({ needs, totals }: MatchOutcome): ReadonlyMap<PolicyLevel, number> => {
  const points = new Map<PolicyLevel, number>([['fairness', totals.fairnessPoints]]);
  for (const { proposed } of needs)
    for (const { units, components } of proposed)
      for (const part of SCORE_PARTS) points.set(part, (points.get(part) ?? 0) + units * components[part]);
  return points.set('evenLoad', (points.get('evenLoad') ?? 0) - totals.loadCost);
};

const levelChanges = (before: MatchOutcome, after: MatchOutcome): readonly LevelChange[] => {
  const [earlier, later] = [levelPoints(before), levelPoints(after)];
  return POLICY_LEVELS.map((level) => ({ level, before: earlier.get(level) ?? 0, after: later.get(level) ?? 0 }));
};

/** Says what is different in `after`. */
export const compareRuns = (before: MatchOutcome, after: MatchOutcome): RunComparison => {
  const figure = (of: (outcome: MatchOutcome) => number): FigureChange => ({ before: of(before), after: of(after) });
  const units = [...new Set([before, after].flatMap(({ totals }) => totals.byUnit.map(({ unit }) => unit)))];
  const servedIn = ({ totals }: MatchOutcome, unit: string): number => {
    const row = totals.byUnit.find((known) => known.unit === unit);
    return row === undefined ? 0 : row.fixedUnits + row.proposedUnits;
  };
  return {
    policyVersions: { before: before.policyVersion, after: after.policyVersion },
    objective: before.policyVersion === after.policyVersion ? figure(({ totals }) => totals.objective) : null,
    met: figure(({ totals }) => totals.met),
    partlyMet: figure(({ totals }) => totals.partlyMet),
    unmet: figure(({ totals }) => totals.unmet),
    unitsServed: units.toSorted(compareText).map((unit) => ({ unit, ...figure((outcome) => servedIn(outcome, unit)) })),
    ...needChanges(before, after),
    communities: shareChanges(communityShares(before), communityShares(after)).map(({ key, ...share }) => ({
      divisionCode: key,
      ...share,
    })),
    groups: shareChanges(groupShares(before), groupShares(after)).map(({ key, ...share }) => ({
      group: key,
      ...share,
    })),
    levels: before.policyVersion === after.policyVersion ? levelChanges(before, after) : null,
  };
};
