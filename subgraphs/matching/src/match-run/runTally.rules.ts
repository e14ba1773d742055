import type { MatchNeed, NeedOutcome } from '@hub/engine-matching';
import { byGroup } from './figures.rules.ts';
import type { FiguresOfGroup, RunCell } from './matchRun.entity.ts';

/** What is kept of a need's outcome to tell the figures of the next run. */
export interface KeptNeed
  extends Pick<NeedOutcome, 'needId' | 'units' | 'fixedUnits' | 'proposedUnits' | 'unmet' | 'candidates' | 'cut'> {
  /** Points of all that is proposed. */
  readonly points: number;
  readonly helpers: readonly { readonly resourceId: string; readonly units: number }[];
}

/** Unmet needs of one community that miss the same service for the same first obstacle. */
export interface CountedShortage {
  readonly words: readonly [community: string, service: string, unit: string, code: string];
  readonly needs: number;
  readonly units: number;
}

/**
 * The figures of a run, counted need by need: one that is answered otherwise is counted out as it was and in as it is. All sums are of
 * whole numbers and of shares in steps of 2^-32, so that they are the same in whatever order they came about, and nothing is left behind.
 */
export interface RunTally {
  count(need: MatchNeed, outcome: KeptNeed, sign: 1 | -1): void;
  /** By place, category and unit, in that order. */
  cells(): readonly RunCell[];
  /** The same as JSON. */
  cellsText(): string;
  /** Shares of groups of people, the worst served first. */
  groups(): readonly FiguresOfGroup[];
  shortages(): readonly CountedShortage[];
  /** Those that were counted otherwise since this was asked before; of one that is no more, none. */
  changedShortages(): readonly CountedShortage[];
  /** Points of proposals, pairs that passed the rules, and needs of which not all such pairs were taken. */
  totals(): Readonly<Record<'points' | 'eligiblePairs' | 'cutNeeds', number>>;
}

type Counting<Counted> = { -readonly [Part in keyof Counted]: Counted[Part] };

export function createRunTally(): RunTally {
  const cells = new Map<string, Counting<RunCell>>();
  const groups = new Map<string, { needs: number; shares: number }>();
  const shortages = new Map<string, Counting<CountedShortage>>();
  const totals = { points: 0, eligiblePairs: 0, cutNeeds: 0 };
  const changed = new Map<string, CountedShortage>();
  let inOrder: readonly RunCell[] | null = null;
  const texts = new WeakMap<RunCell, string>();
  const textOf = (cell: RunCell): string => {
    const text = texts.get(cell) ?? JSON.stringify(cell);
    texts.set(cell, text);
    return text;
  };
  const allCells = (): readonly RunCell[] => {
    inOrder ??= [...cells].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, cell]) => cell);
    return inOrder;
  };

  const countCell = ({ community, category, unit }: MatchNeed, outcome: KeptNeed, sign: 1 | -1): void => {
    const key = `${community} ${category} ${unit}`;
    const cell = cells.get(key) ?? { divisionCode: community, category, unit, ...nothingCounted };
    const served = servedOf(outcome);
    cell.needs += sign;
    cell.met += sign * Number(outcome.unmet === null);
    cell.partlyMet += sign * Number(outcome.unmet !== null && served > 0);
    cell.wantedUnits += sign * outcome.units;
    cell.servedUnits += sign * served;
    cell.shares += sign * shareOf(outcome);
    texts.delete(cell);
    if (cell.needs === 0 || !cells.has(key)) inOrder = null;
    if (cell.needs === 0) cells.delete(key);
    else cells.set(key, cell);
  };
  const countGroups = (need: MatchNeed, outcome: KeptNeed, sign: 1 | -1): void => {
    for (const group of new Set(need.groups)) {
      const sum = groups.get(group) ?? { needs: 0, shares: 0 };
      sum.needs += sign;
      sum.shares += sign * shareOf(outcome);
      if (sum.needs === 0) groups.delete(group);
      else groups.set(group, sum);
    }
  };
  const countShortage = ({ community, service, unit }: MatchNeed, { unmet }: KeptNeed, sign: 1 | -1): void => {
    const code = unmet?.obstacles[0];
    if (!unmet || code === undefined) return;
    const words = [community, service, unit, code] as const;
    const key = words.join(' ');
    const shortage = shortages.get(key) ?? { words, needs: 0, units: 0 };
    shortage.needs += sign;
    shortage.units += sign * unmet.units;
    changed.set(key, shortage);
    if (shortage.needs === 0) shortages.delete(key);
    else shortages.set(key, shortage);
  };
  return {
    count(need, outcome, sign) {
      countCell(need, outcome, sign);
      countGroups(need, outcome, sign);
      countShortage(need, outcome, sign);
      totals.points += sign * outcome.points;
      totals.eligiblePairs += sign * outcome.candidates;
      totals.cutNeeds += sign * Number(outcome.cut);
    },
    cells: allCells,
    cellsText: () => `[${allCells().map(textOf).join()}]`,
    groups: () => byGroup([...groups].map(([group, sum]) => ({ groups: [group], ...sum }))),
    shortages: () => [...shortages.values()],
    changedShortages() {
      const told = [...changed.values()];
      changed.clear();
      return told;
    },
    totals: () => ({ ...totals }),
  };
}

const nothingCounted = { needs: 0, met: 0, partlyMet: 0, wantedUnits: 0, servedUnits: 0, shares: 0 };

const servedOf = ({ fixedUnits, proposedUnits }: KeptNeed): number => fixedUnits + proposedUnits;

const step = 2 ** 32;
const shareOf = (outcome: KeptNeed): number =>
  outcome.units === 0 ? 1 : Math.round((servedOf(outcome) / outcome.units) * step) / step;
