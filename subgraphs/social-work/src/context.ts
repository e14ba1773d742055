import { decide, type Viewer } from '@hub/engine-policy';
import {
  bindTo,
  type Caller,
  createGuard,
  type Guard,
  type Ids,
  loaderBy,
  loaderById,
  loaderOfMany,
  type Opening,
  type Releases,
  type Store,
} from '@hub/kernel';
import type { Sealer } from '@hub/vault';
import { type CaseFiles, caseFilesOf } from './case-file/caseFile.repository.ts';
import { visibleCaseFiles } from './case-file/caseFile.rules.ts';
import { type Clients, clientsOf } from './client/client.repository.ts';
import { visibleClients } from './client/client.rules.ts';
import { type Needs, needsOf } from './need/need.repository.ts';
import { visibleNeeds } from './need/need.rules.ts';
import { type Projects, projectsOf } from './project/project.repository.ts';
import { type Recipients, recipientsOf, servedUnitsOf } from './referral/referral.repository.ts';
import { revealingStates, scopesOfRecipients } from './referral/referral.rules.ts';
import type { Seals } from './seals.ts';
import { type ServiceOffers, serviceOffersOf } from './service-offer/serviceOffer.repository.ts';
import { type SocialWorkers, socialWorkersOf } from './social-worker/socialWorker.repository.ts';
import { type Stations, stationsOf } from './station/station.repository.ts';
import type { Population } from './statistics/statistics.entity.ts';
import type { Release } from './statistics/statistics.rules.ts';
import type { SocialWorkTables } from './tables.ts';
import { type Venues, venuesOf } from './venue/venue.repository.ts';
import { type Visits, visitsOf } from './visit/visit.repository.ts';
import { visibleVisits } from './visit/visit.rules.ts';

/** Repositories that are bound to what one viewer may see. */
interface Repositories {
  readonly caseFiles: CaseFiles;
  readonly clients: Clients;
  readonly needs: Needs;
  readonly projects: Projects;
  readonly recipients: Recipients;
  readonly servedUnits: ReturnType<typeof servedUnitsOf>;
  readonly serviceOffers: ServiceOffers;
  readonly socialWorkers: SocialWorkers;
  readonly stations: Stations;
  readonly venues: Venues;
  readonly visits: Visits;
}

/** Everything one request may touch; made and dropped with it. */
export interface SocialWorkContext extends Repositories {
  readonly viewer: Viewer;
  readonly today: string;
  readonly guard: Guard;
  readonly ids: Ids;
  readonly sealer: Sealer;
  readonly sealed: Seals;
  /** Counts that are protected for everybody, as of today. */
  statistics(population: Population): Promise<Release>;
  readonly loaders: ReturnType<typeof loadersOf>;
}

export interface ContextParts {
  readonly opening: Opening;
  readonly store: Store<SocialWorkTables>;
  readonly sealer: Sealer;
  readonly sealed: Seals;
  readonly releases: Releases<Population, Release>;
}

export function createContext(
  { opening, store, releases, sealer, sealed }: ContextParts,
  caller: Caller,
): SocialWorkContext {
  // The gateway resolved the viewer, and the carrier brought it unaltered.
  const viewer = caller.viewer as Viewer;
  const bound = bindTo(store, opening, caller, viewer.subject);
  const repositories: Repositories = {
    caseFiles: caseFilesOf(bound, visibleCaseFiles(viewer)),
    clients: clientsOf(bound, visibleClients(viewer), sealed.client),
    needs: needsOf(bound, visibleNeeds(viewer), sealed.need),
    projects: projectsOf(bound),
    recipients: recipientsOf(bound, scopesOfRecipients(viewer), revealingStates, sealed.client),
    servedUnits: servedUnitsOf(bound),
    serviceOffers: serviceOffersOf(bound),
    socialWorkers: socialWorkersOf(bound),
    stations: stationsOf(bound),
    venues: venuesOf(bound),
    visits: visitsOf(bound, visibleVisits(viewer)),
  };
  return {
    viewer,
    today: bound.today,
    guard: createGuard((fieldClass, subject) => decide(viewer, fieldClass, subject, bound.today)),
    ids: opening.ids,
    sealer,
    sealed,
    ...repositories,
    statistics: (population) => releases(population, bound),
    loaders: loadersOf(repositories),
  };
}

const loadersOf = ({
  caseFiles,
  clients,
  needs,
  projects,
  recipients,
  servedUnits,
  serviceOffers,
  socialWorkers,
  stations,
  venues,
}: Repositories) => ({
  recipientByReferral: loaderBy(recipients.byReferrals, ({ referralId }) => referralId),
  servedUnitsByNeed: loaderBy(servedUnits, ({ needId }) => needId),
  caseFileById: loaderById(caseFiles.byIds),
  clientById: loaderById(clients.byIds),
  needById: loaderById(needs.byIds),
  projectById: loaderById(projects.byIds),
  serviceOfferById: loaderById(serviceOffers.byIds),
  slotsByVenue: loaderOfMany(venues.slotsByVenues, (slot) => slot.venueId),
  socialWorkerById: loaderById(socialWorkers.byIds),
  stationById: loaderById(stations.byIds),
  venueById: loaderById(venues.byIds),
  venueSlotById: loaderById(venues.slotsByIds),
});
