import { needStatuses } from '../vocabulary.ts';

/** The tables that may be asked, as data with a version; another dimension of open needs would tell that of closed ones by subtraction. */
export const declarations = {
  openNeeds: {
    population: 'MatchingStatistics',
    version: '1',
    tables: [{ name: 'OUTCOME', values: ['MET', 'PARTLY_MET', 'UNMET'] }],
  },
} as const;

/** Open needs are a part of the needs that social work counts: what it holds back of them is held back here, by the same rule. */
export const wholeOfOpenNeeds = {
  population: 'NeedStatistics',
  version: '1',
  tables: [{ name: 'STATUS', values: needStatuses }],
} as const;

export type Population = keyof typeof declarations;

/** So many at one place, with these values, one in each table of the population. */
export interface Counted {
  readonly place: string;
  readonly values: Readonly<Record<string, string>>;
  readonly count: number;
}

/** Needs by status, and open needs by outcome, as they stood at one moment. */
export interface CountedNeeds {
  readonly needs: readonly Counted[];
  readonly openNeeds: readonly Counted[];
}
