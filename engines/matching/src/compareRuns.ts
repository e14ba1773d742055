import { compareText } from './input.ts';
import type { MatchOutcome, NeedOutcome } from './outcome.ts';

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
}

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

const communityChanges = (before: MatchOutcome, after: MatchOutcome): readonly ShareChange[] => {
  const earlier = new Map(
    before.totals.communities.map(({ divisionCode, servedShare }) => [divisionCode, servedShare]),
  );
  const later = new Map(after.totals.communities.map(({ divisionCode, servedShare }) => [divisionCode, servedShare]));
  return [...new Set([...earlier.keys(), ...later.keys()])]
    .map((divisionCode) => ({
      divisionCode,
      before: earlier.get(divisionCode) ?? null,
      after: later.get(divisionCode) ?? null,
    }))
    .filter((share) => share.before !== share.after)
    .sort((a, b) => (a.after ?? 1) - (b.after ?? 1) || compareText(a.divisionCode, b.divisionCode));
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
    communities: communityChanges(before, after),
  };
};
