import type { Subject } from '@hub/kernel';
import type { ServiceCategory, Unit } from '@hub/values';
import type { FiguresOfGroup, GroupCell, RunCell } from './matchRun.entity.ts';

/** Counts of needs, and how much of them is served. */
export interface Figures {
  readonly needs: number;
  readonly met: number;
  readonly partlyMet: number;
  readonly unmet: number;
  readonly wantedUnits: number;
  readonly servedUnits: number;
  /** Mean over the needs of the share of units served, each need counting once, in ten-thousandths. */
  readonly servedShare: number;
}
export type FiguresOfUnit = Figures & { readonly unit: Unit };
export type FiguresOfCategory = Figures & { readonly category: ServiceCategory };
export type FiguresOfCommunity = Figures & { readonly divisionCode: string };
export type FiguresOfCell = FiguresOfUnit & FiguresOfCategory & FiguresOfCommunity;

/** Shares are rounded, so that the same figures are the same whichever store added them up. */
export const rounded = (share: number): number => Math.round(share * 10_000) / 10_000;

/** Figures count many and are about nobody. */
export const subjectOfFigures = (): Subject => ({
  id: 'figures',
  divisionCode: null,
  ownerOrganisationId: null,
  bornOn: null,
});

/** All these cells as one. */
export function figuresOver(cells: readonly RunCell[]): Figures {
  const sum = (of: (cell: RunCell) => number): number => cells.reduce((total, cell) => total + of(cell), 0);
  const needs = sum((cell) => cell.needs);
  const met = sum((cell) => cell.met);
  const partlyMet = sum((cell) => cell.partlyMet);
  return {
    needs,
    met,
    partlyMet,
    unmet: needs - met - partlyMet,
    wantedUnits: sum((cell) => cell.wantedUnits),
    servedUnits: sum((cell) => cell.servedUnits),
    servedShare: needs === 0 ? 1 : rounded(sum((cell) => cell.shares) / needs),
  };
}

const byKey = (cells: readonly RunCell[], keyOf: (cell: RunCell) => string) =>
  [...Map.groupBy(cells, keyOf)].map(([key, some]) => ({ key, figures: figuresOver(some) }));

/** Units of different kinds are never added up, so each has its figures. */
export const byUnit = (cells: readonly RunCell[]): readonly FiguresOfUnit[] =>
  byKey(cells, ({ unit }) => unit)
    .map(({ key, figures }) => ({ ...figures, unit: key as Unit })) // cells hold the words that the engine was given
    .sort((one, other) => (one.unit < other.unit ? -1 : 1));

export const byCategory = (cells: readonly RunCell[]): readonly FiguresOfCategory[] =>
  byKey(cells, ({ category }) => category)
    .map(({ key, figures }) => ({ ...figures, category: key as ServiceCategory }))
    .sort((one, other) => (one.category < other.category ? -1 : 1));

/** The figures of each community, category and unit, in that order. */
export const byCell = (cells: readonly RunCell[]): readonly FiguresOfCell[] =>
  [...Map.groupBy(cells, ({ divisionCode, category, unit }) => `${divisionCode} ${category} ${unit}`)]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .flatMap(([, some]) => {
      const [first] = some;
      if (!first) return [];
      // Cells hold the words that the engine was given.
      const [category, unit] = [first.category as ServiceCategory, first.unit as Unit];
      return [{ ...figuresOver(some), divisionCode: first.divisionCode, category, unit }];
    });

/** Communities with needs, the worst served first. */
export const byCommunity = (cells: readonly RunCell[]): readonly FiguresOfCommunity[] =>
  byKey(cells, ({ divisionCode }) => divisionCode)
    .map(({ key, figures }) => ({ ...figures, divisionCode: key }))
    .sort((one, other) => one.servedShare - other.servedShare || (one.divisionCode < other.divisionCode ? -1 : 1));

/** Groups of people with needs, the worst served first; a need counts in each of its groups. */
export function byGroup(cells: readonly GroupCell[]): readonly FiguresOfGroup[] {
  const sums = new Map<string, { readonly needs: number; readonly shares: number }>();
  for (const { groups, needs, shares } of cells)
    for (const group of new Set(groups)) {
      const known = sums.get(group) ?? { needs: 0, shares: 0 };
      sums.set(group, { needs: known.needs + needs, shares: known.shares + shares });
    }
  return [...sums]
    .map(([group, { needs, shares }]) => ({ group, needs, servedShare: rounded(shares / needs) }))
    .sort((one, other) => one.servedShare - other.servedShare || (one.group < other.group ? -1 : 1));
}
