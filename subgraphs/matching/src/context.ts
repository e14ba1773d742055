import { decide, type Viewer } from '@hub/engine-policy';
import {
  bindTo,
  type Caller,
  createGuard,
  type Guard,
  type Ids,
  type Language,
  loaderBy,
  loaderById,
  loaderOfMany,
  type Opening,
  type Releases,
  type Store,
} from '@hub/kernel';
import type { WorkdayCalendar } from '@hub/values';
import { type Overcommitments, overcommitmentsOf } from './commitment/commitment.repository.ts';
import { scopesOfOvercommitments } from './commitment/commitment.rules.ts';
import { type BestMatches, bestMatchesOf } from './match/bestMatches.ts';
import { type FittingNeeds, fittingNeedsOf } from './match/fittingNeed.repository.ts';
import { type Matches, matchesOf } from './match/match.repository.ts';
import { type MostFitting, mostFittingOf } from './match/mostFitting.ts';
import { mayBeToldOfGroups, shortagesKeptBack } from './match/told.rules.ts';
import { type Histories, historiesOf } from './match-run/comparison.repository.ts';
import { type MatchRuns, matchRunsOf } from './match-run/matchRun.repository.ts';
import { postOf } from './match-run/matchRun.rules.ts';
import { type OverEveryone, overEveryoneOf } from './match-run/overEveryone.ts';
import type { RunOrders } from './match-run/runOrders.ts';
import type { Trials } from './match-run/trials.worker.ts';
import { visibleNeeds } from './need/need.rules.ts';
import { createPairReader, type PairReader } from './referral/pairReader.ts';
import { type Referrals, referralsOf } from './referral/referral.repository.ts';
import { scopesOfReferrals } from './referral/referral.rules.ts';
import { type Resources, resourcesOf } from './resource/resource.repository.ts';
import { scopesOfResources } from './resource/resource.rules.ts';
import type { Seals } from './seals.ts';
import { type Shortages, shortagesOf } from './shortage/shortage.repository.ts';
import type { Release } from './statistics/statistics.rules.ts';
import type { MatchingTables } from './tables.ts';

/** Repositories that are bound to what one viewer may see. */
interface Repositories {
  readonly fittingNeeds: FittingNeeds;
  readonly histories: Histories;
  readonly matches: Matches;
  readonly matchRuns: MatchRuns;
  readonly overcommitments: Overcommitments;
  readonly referrals: Referrals;
  readonly resources: Resources;
  readonly shortages: Shortages;
}

/** Everything one request may touch; made and dropped with it. */
export interface MatchingContext extends Omit<Repositories, 'fittingNeeds' | 'matches'> {
  readonly viewer: Viewer;
  readonly today: string;
  /** Fires when nobody waits for the answer any more. */
  readonly withdrawn: AbortSignal | undefined;
  /** Which days are workdays. */
  readonly workdays: WorkdayCalendar;
  readonly language: Language;
  readonly guard: Guard;
  readonly ids: Ids;
  /** Whether the viewer may know to which groups people belong. */
  readonly toldOfGroups: boolean;
  readonly overEveryone: OverEveryone;
  readonly orders: RunOrders;
  /** Runs that are tried and not stored. */
  readonly trials: Trials;
  /** What may be counted, the same for whoever asks. */
  statistics(): Promise<Release>;
  /** What the engine must know of a pair that somebody refers by hand. */
  readonly pairs: PairReader;
  readonly bestMatches: BestMatches;
  readonly mostFitting: MostFitting;
  readonly loaders: ReturnType<typeof loadersOf>;
}

export interface ContextParts {
  readonly opening: Opening;
  readonly store: Store<MatchingTables>;
  readonly orders: RunOrders;
  readonly releases: Releases<'openNeeds', Release>;
  readonly trials: Trials;
  readonly sealed: Seals;
  readonly workdays: WorkdayCalendar;
}

export function createContext(
  { opening, store, orders, releases, trials, sealed, workdays }: ContextParts,
  caller: Caller,
): MatchingContext {
  // The gateway resolved the viewer, and the carrier brought it unaltered.
  const viewer = caller.viewer as Viewer;
  const bound = bindTo(store, opening, caller, viewer.subject);
  const toldOfGroups = mayBeToldOfGroups(viewer, bound.today);
  const repositories: Repositories = {
    fittingNeeds: fittingNeedsOf(bound, visibleNeeds(viewer)),
    histories: historiesOf(bound, visibleNeeds(viewer)),
    matches: matchesOf(bound, visibleNeeds(viewer)),
    matchRuns: matchRunsOf(bound, visibleNeeds(viewer)),
    overcommitments: overcommitmentsOf(bound, scopesOfOvercommitments(viewer)),
    referrals: referralsOf(bound, scopesOfReferrals(viewer), visibleNeeds(viewer), {
      actor: viewer.subject,
      organisationId: viewer.organisation,
      ids: opening.ids,
    }),
    resources: resourcesOf(bound, scopesOfResources(viewer)),
    shortages: shortagesOf(bound, visibleNeeds(viewer), shortagesKeptBack(toldOfGroups)),
  };
  const { fittingNeeds, matches, ...others } = repositories;
  return {
    viewer,
    today: bound.today,
    withdrawn: caller.withdrawn,
    workdays,
    language: caller.language,
    guard: createGuard((fieldClass, subject) => decide(viewer, fieldClass, subject, bound.today)),
    toldOfGroups,
    overEveryone: overEveryoneOf(bound, postOf(viewer)),
    orders,
    trials,
    statistics: () => releases('openNeeds', bound),
    ids: opening.ids,
    pairs: createPairReader(store, sealed, bound.today),
    ...others,
    bestMatches: bestMatchesOf(matches),
    mostFitting: mostFittingOf(fittingNeeds),
    loaders: loadersOf(repositories),
  };
}

const loadersOf = ({ fittingNeeds, matches, matchRuns, referrals, resources, shortages }: Repositories) => ({
  commitmentsByReferral: loaderOfMany(referrals.commitmentsOf, ({ referralId }) => referralId),
  fittingCountByFund: loaderBy(fittingNeeds.countsOf, ({ fundId }) => fundId),
  referralById: loaderById(referrals.byIds),
  referralsByNeed: loaderOfMany(referrals.byNeeds, ({ needId }) => needId),
  reservingReferralsByResource: loaderOfMany(referrals.reservingOf, ({ resourceId }) => resourceId),
  stepsByReferral: loaderOfMany(referrals.stepsOf, ({ referralId }) => referralId),
  matchRunById: loaderById(matchRuns.byIds),
  figuresOfRun: loaderById(matchRuns.figuresOf),
  groupsOfRun: loaderById(matchRuns.groupsOf),
  demandByResource: loaderBy(resources.demandOf, ({ resourceId }) => resourceId),
  ownDemandByResource: loaderBy(resources.ownDemandOf, ({ resourceId }) => resourceId),
  resourceById: loaderById(resources.byIds),
  shortageById: loaderById(shortages.byIds),
  unmetByNeed: loaderBy(matches.unmetByNeeds, ({ needId }) => needId),
  volunteerByResource: loaderBy(resources.visibleVolunteersOf, ({ resourceId }) => resourceId),
});
