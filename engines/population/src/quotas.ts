import type { DirtRates } from './dirt.ts';
import type { Figures } from './figures.ts';
import { householdsFor } from './household.ts';
import type { Places } from './places.ts';
import { openRandom } from './random.ts';
import { shareOut, startsOf } from './shares.ts';

/** How many records of each kind come from one community; the sums over all communities are the totals. */
export interface Quota {
  /** Records, of which `…Duplicates` are second ones of the same people. */
  readonly residents: number;
  readonly residentDuplicates: number;
  readonly households: number;
  readonly currentStatuses: number;
  readonly endedStatuses: number;
  readonly clients: number;
  readonly clientDuplicates: number;
  readonly openNeeds: number;
  readonly metNeeds: number;
  readonly withdrawnNeeds: number;
  readonly caseFiles: number;
  readonly deepCases: number;
  readonly beneficiaries: number;
  readonly beneficiaryDuplicates: number;
  readonly volunteers: number;
  readonly volunteerDuplicates: number;
  readonly communityFunds: number;
  /** Community funds of all communities before this one. */
  readonly firstFund: number;
}

/** Nine in ten of the ledger have a status today; one in eight had another one before. */
const currentShare = 0.9;
const endedShare = 0.125;

/** Splits the figures over the communities, by size and a little by chance, so that every total is exact. */
export function quotasOf(seed: string, figures: Figures, places: Places, rates: DirtRates): Quota[] {
  const count = places.communities.length;
  const spread = (kind: string, low: number, high: number): number[] => {
    const random = openRandom(seed, 'spread', kind);
    return Array.from({ length: count }, () => low + random.next() * (high - low));
  };
  const times = (weights: readonly number[], factors: readonly number[]): number[] =>
    weights.map((weight, place) => weight * (factors[place] ?? 0));
  const withDuplicates = (total: number, weights: readonly number[]) =>
    splitWithDuplicates(total, weights, rates.duplicate);

  const residents = withDuplicates(figures.residents, spread('residents', 0.6, 1.4));
  const clients = withDuplicates(figures.clients, times(residents.records, spread('clients', 0.85, 1.15)));
  const beneficiaries = withDuplicates(
    figures.beneficiaries,
    times(residents.records, spread('beneficiaries', 0.7, 1.3)),
  );
  const volunteers = withDuplicates(figures.volunteers, spread('volunteers', 0.3, 1.7));
  const trueClients = clients.people.reduce((all, people) => all + people, 0);
  const caseFiles = shareOut(Math.min(figures.caseFiles, trueClients), clients.people);
  const deepCases = shareOut(Math.min(figures.deepCases, figures.caseFiles, trueClients), caseFiles);
  const needs = (total: number, kind: string) =>
    shareOut(trueClients > 0 ? total : 0, times(clients.people, spread(kind, 0.8, 1.2)));
  const [openNeeds, metNeeds, withdrawnNeeds] = [
    needs(figures.openNeeds, 'open'),
    needs(figures.metNeeds, 'met'),
    needs(figures.withdrawnNeeds, 'withdrawn'),
  ];
  const funds = shareOut(figures.communityFunds, spread('funds', 0.95, 1.05));
  const firstFunds = startsOf(funds);
  const at = (list: readonly number[], place: number): number => list[place] ?? 0;
  return Array.from({ length: count }, (_, place) => ({
    residents: at(residents.records, place),
    residentDuplicates: at(residents.duplicates, place),
    households: householdsFor(at(residents.people, place)),
    currentStatuses: Math.round(at(residents.people, place) * currentShare),
    endedStatuses: Math.round(at(residents.people, place) * endedShare),
    clients: at(clients.records, place),
    clientDuplicates: at(clients.duplicates, place),
    openNeeds: at(openNeeds, place),
    metNeeds: at(metNeeds, place),
    withdrawnNeeds: at(withdrawnNeeds, place),
    caseFiles: at(caseFiles, place),
    deepCases: at(deepCases, place),
    beneficiaries: at(beneficiaries.records, place),
    beneficiaryDuplicates: at(beneficiaries.duplicates, place),
    volunteers: at(volunteers.records, place),
    volunteerDuplicates: at(volunteers.duplicates, place),
    communityFunds: at(funds, place),
    firstFund: at(firstFunds, place),
  }));
}

interface Split {
  readonly records: readonly number[];
  readonly duplicates: readonly number[];
  readonly people: readonly number[];
}

function splitWithDuplicates(total: number, weights: readonly number[], rate: number): Split {
  const records = shareOut(total, weights);
  // A second record needs a first one, and nobody has more than two.
  const duplicates = shareOut(Math.round(total * rate), records).map((count, place) =>
    Math.min(count, Math.floor((records[place] ?? 0) / 2)),
  );
  return { records, duplicates, people: records.map((count, place) => count - (duplicates[place] ?? 0)) };
}
