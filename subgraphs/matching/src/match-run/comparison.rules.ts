import type { Subject } from '@hub/kernel';
import { byCommunity, byUnit } from './figures.rules.ts';
import type { FiguresOfGroup, RunCell } from './matchRun.entity.ts';
import type { NeedHistory } from './needAnswer.entity.ts';

export interface ChangeOfNeed {
  readonly needId: string;
  /** Whose need it is. */
  readonly clientId: string;
  readonly before: number | null;
  readonly after: number | null;
}

export interface FigureChange {
  readonly before: number;
  readonly after: number;
}
export type UnitChange = FigureChange & { readonly unit: string };

export interface ChangeOfShare {
  readonly divisionCode: string;
  readonly before: number | null;
  readonly after: number | null;
}

export interface ChangeOfGroup {
  readonly group: string;
  readonly before: number | null;
  readonly after: number | null;
}
export type ChangeOfLevel = FigureChange & { readonly level: string };

export const subjectOfNeedChange = ({ needId, clientId }: ChangeOfNeed): Subject => ({
  id: needId,
  divisionCode: null,
  ownerOrganisationId: null,
  bornOn: null,
  about: [`Client:${clientId}`],
});

/** What a comparison needs of a run. */
export interface ComparedRun {
  readonly policyVersion: string;
  readonly objective: number;
  readonly met: number;
  readonly partlyMet: number;
  readonly unmet: number;
  readonly cells: readonly RunCell[];
  readonly groups: readonly FiguresOfGroup[];
  /** `null` where the run did not tell them. */
  readonly levels: readonly { readonly level: string; readonly points: number }[] | null;
}

const servedIn = (answer: NeedHistory['before']): number => answer?.servedUnits ?? 0;

const shareOfChange = ({ before, after }: NeedHistory): number =>
  Math.abs(servedIn(after) - servedIn(before)) / Math.max(1, (after ?? before)?.units ?? 1);

/** Needs that are served more, and less, of those whose client is known to the viewer; the largest share of change first. */
export function changesOfNeeds(histories: readonly NeedHistory[], clientOf: ReadonlyMap<string, string>) {
  const changed = histories
    .filter(({ before, after }) => servedIn(before) !== servedIn(after))
    .sort((one, other) => shareOfChange(other) - shareOfChange(one) || (one.needId < other.needId ? -1 : 1))
    .flatMap(({ needId, before, after }): readonly ChangeOfNeed[] => {
      const clientId = clientOf.get(needId);
      if (clientId === undefined) return [];
      return [{ needId, clientId, before: before?.servedUnits ?? null, after: after?.servedUnits ?? null }];
    });
  const gainOf = ({ before, after }: ChangeOfNeed): number => (after ?? 0) - (before ?? 0);
  return {
    gaining: changed.filter((change) => gainOf(change) > 0),
    losing: changed.filter((change) => gainOf(change) < 0),
    rearranged: histories.filter(
      ({ before, after }) =>
        before !== null &&
        after !== null &&
        before.servedUnits === after.servedUnits &&
        before.helpers !== after.helpers,
    ).length,
  };
}

/** The figures of two runs side by side. Points compare only under one policy. */
export function changesOfFigures(earlier: ComparedRun, later: ComparedRun) {
  const change = (of: (run: ComparedRun) => number): FigureChange => ({ before: of(earlier), after: of(later) });
  return {
    objective: earlier.policyVersion === later.policyVersion ? change(({ objective }) => objective) : null,
    met: change(({ met }) => met),
    partlyMet: change(({ partlyMet }) => partlyMet),
    unmet: change(({ unmet }) => unmet),
    servedUnits: unitChanges(earlier.cells, later.cells),
    communities: communityChanges(earlier.cells, later.cells),
    groups: groupChanges(earlier.groups, later.groups),
    levels: earlier.policyVersion === later.policyVersion ? levelChanges(earlier.levels, later.levels) : null,
  };
}

function unitChanges(earlier: readonly RunCell[], later: readonly RunCell[]): readonly UnitChange[] {
  const [before, after] = [earlier, later].map(
    (cells) => new Map(byUnit(cells).map(({ unit, servedUnits }) => [unit as string, servedUnits])),
  );
  return [...new Set([...(before?.keys() ?? []), ...(after?.keys() ?? [])])]
    .sort()
    .map((unit) => ({ unit, before: before?.get(unit) ?? 0, after: after?.get(unit) ?? 0 }));
}

type Shares = ReadonlyMap<string, number>;

/** Served shares that changed, the worst served after it first. */
const shareChanges = (earlier: Shares, later: Shares) =>
  [...new Set([...earlier.keys(), ...later.keys()])]
    .map((key) => ({ key, before: earlier.get(key) ?? null, after: later.get(key) ?? null }))
    .filter((share) => share.before !== share.after)
    .sort((one, other) => (one.after ?? 1) - (other.after ?? 1) || (one.key < other.key ? -1 : 1));

function communityChanges(earlier: readonly RunCell[], later: readonly RunCell[]): readonly ChangeOfShare[] {
  const sharesOf = (cells: readonly RunCell[]): Shares =>
    new Map(byCommunity(cells).map(({ divisionCode, servedShare }) => [divisionCode, servedShare]));
  return shareChanges(sharesOf(earlier), sharesOf(later)).map(({ key, ...share }) => ({ divisionCode: key, ...share }));
}

function groupChanges(earlier: ComparedRun['groups'], later: ComparedRun['groups']): readonly ChangeOfGroup[] {
  const sharesOf = (groups: ComparedRun['groups']): Shares =>
    new Map(groups.map(({ group, servedShare }) => [group, servedShare]));
  return shareChanges(sharesOf(earlier), sharesOf(later)).map(({ key, ...share }) => ({ group: key, ...share }));
}

function levelChanges(earlier: ComparedRun['levels'], later: ComparedRun['levels']): readonly ChangeOfLevel[] | null {
  if (!earlier || !later) return null;
  const before = new Map(earlier.map(({ level, points }) => [level, points]));
  return later.map(({ level, points }) => ({ level, before: before.get(level) ?? 0, after: points }));
}

/** Two runs side by side, as far as one viewer is told. */
export type ComparedRuns = ReturnType<typeof changesOfFigures> &
  ReturnType<typeof changesOfNeeds> & {
    /** `null` where nothing is stored. */
    readonly earlierId: string | null;
    readonly laterId: string | null;
  };
