import { decide, type Viewer } from '@hub/engine-policy';
import {
  bindTo,
  type Caller,
  createGuard,
  type Guard,
  loaderById,
  loaderOfMany,
  type Opening,
  type Releases,
  type Store,
} from '@hub/kernel';
import { type Beneficiaries, beneficiariesOf } from './beneficiary/beneficiary.repository.ts';
import { visibleBeneficiaries } from './beneficiary/beneficiary.rules.ts';
import {
  type CharityOrganisations,
  charityOrganisationsOf,
} from './charity-organisation/charityOrganisation.repository.ts';
import { type Disbursements, disbursementsOf } from './disbursement/disbursement.repository.ts';
import { visibleDisbursements } from './disbursement/disbursement.rules.ts';
import { type Funds, fundsOf } from './fund/fund.repository.ts';
import { type MatchGrants, matchGrantsOf } from './fund/matchGrant.repository.ts';
import { type GoodsStocks, goodsStocksOf } from './goods-stock/goodsStock.repository.ts';
import type { Seals } from './seals.ts';
import type { Population } from './statistics/statistics.entity.ts';
import type { Release } from './statistics/statistics.rules.ts';
import type { CharitiesTables } from './tables.ts';

/** Repositories that are bound to what one viewer may see. */
interface Repositories {
  readonly beneficiaries: Beneficiaries;
  readonly charityOrganisations: CharityOrganisations;
  readonly disbursements: Disbursements;
  readonly funds: Funds;
  readonly goodsStocks: GoodsStocks;
  readonly matchGrants: MatchGrants;
}

/** Everything one request may touch; made and dropped with it. */
export interface CharitiesContext extends Repositories {
  readonly viewer: Viewer;
  readonly today: string;
  readonly guard: Guard;
  readonly sealed: Seals;
  /** Counts that are protected for everybody, as of today. */
  statistics(population: Population): Promise<Release>;
  readonly loaders: ReturnType<typeof loadersOf>;
}

export interface ContextParts {
  readonly opening: Opening;
  readonly store: Store<CharitiesTables>;
  readonly sealed: Seals;
  readonly releases: Releases<Population, Release>;
}

export function createContext({ opening, store, releases, sealed }: ContextParts, caller: Caller): CharitiesContext {
  // The gateway resolved the viewer, and the carrier brought it unaltered.
  const viewer = caller.viewer as Viewer;
  const bound = bindTo(store, opening, caller, viewer.subject);
  const repositories: Repositories = {
    beneficiaries: beneficiariesOf(bound, visibleBeneficiaries(viewer), sealed.beneficiary),
    charityOrganisations: charityOrganisationsOf(bound),
    disbursements: disbursementsOf(bound, visibleDisbursements(viewer)),
    funds: fundsOf(bound),
    goodsStocks: goodsStocksOf(bound),
    matchGrants: matchGrantsOf(bound),
  };
  return {
    viewer,
    today: bound.today,
    guard: createGuard((fieldClass, subject) => decide(viewer, fieldClass, subject, bound.today)),
    sealed,
    ...repositories,
    statistics: (population) => releases(population, bound),
    loaders: loadersOf(repositories),
  };
}

const loadersOf = ({ beneficiaries, charityOrganisations, funds, goodsStocks, matchGrants }: Repositories) => ({
  beneficiaryById: loaderById(beneficiaries.byIds),
  charityOrganisationById: loaderById(charityOrganisations.byIds),
  fundById: loaderById(funds.byIds),
  fundsByCharityOrganisation: loaderOfMany(funds.byCharityOrganisations, (fund) => fund.charityOrganisationId),
  goodsStockById: loaderById(goodsStocks.byIds),
  matchGrantById: loaderById(matchGrants.byIds),
  matchGrantsByFund: loaderOfMany(matchGrants.byFunds, (grant) => grant.fundId),
});
