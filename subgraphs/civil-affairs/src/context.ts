import { decide, type Viewer } from '@hub/engine-policy';
import {
  bindTo,
  type Caller,
  createGuard,
  type Guard,
  loaderBy,
  loaderById,
  loaderOfMany,
  type Opening,
  type Releases,
  type Store,
} from '@hub/kernel';
import type { Sealer } from '@hub/vault';
import { type AssistanceStatuses, assistanceStatusesOf } from './assistance-status/assistanceStatus.repository.ts';
import { type Divisions, divisionsOf } from './division/division.repository.ts';
import { type Households, householdsOf } from './household/household.repository.ts';
import { visibleHouseholds } from './household/household.rules.ts';
import { type Managers, managersOf } from './managed-by/managedBy.repository.ts';
import type { BirthColumns } from './resident/resident.entity.ts';
import { type Residents, residentsOf } from './resident/resident.repository.ts';
import { openedBornOn, visibleResidents } from './resident/resident.rules.ts';
import type { Seals } from './seals.ts';
import type { Population } from './statistics/statistics.entity.ts';
import type { Release } from './statistics/statistics.rules.ts';
import type { CivilAffairsTables } from './tables.ts';
import { type Zones, zonesOf } from './zone/zone.repository.ts';

/** Repositories that are bound to what one viewer may see. */
interface Repositories {
  readonly assistanceStatuses: AssistanceStatuses;
  readonly divisions: Divisions;
  readonly households: Households;
  readonly managers: Managers;
  readonly residents: Residents;
  readonly zones: Zones;
}

/** Everything one request may touch; made and dropped with it. */
export interface CivilAffairsContext extends Repositories {
  readonly viewer: Viewer;
  readonly today: string;
  readonly guard: Guard;
  readonly sealer: Sealer;
  readonly sealed: Seals;
  /** Counts that are protected for everybody, as of today. */
  statistics(population: Population): Promise<Release>;
  readonly loaders: ReturnType<typeof loadersOf>;
}

export interface ContextParts {
  readonly opening: Opening;
  readonly store: Store<CivilAffairsTables>;
  readonly sealer: Sealer;
  readonly sealed: Seals;
  readonly releases: Releases<Population, Release>;
}

export function createContext(
  { opening, store, releases, sealer, sealed }: ContextParts,
  caller: Caller,
): CivilAffairsContext {
  // The gateway resolved the viewer, and the carrier brought it unaltered.
  const viewer = caller.viewer as Viewer;
  const bound = bindTo(store, opening, caller, viewer.subject);
  const bornOn = (row: BirthColumns) => openedBornOn(row, sealed.resident);
  const repositories: Repositories = {
    assistanceStatuses: assistanceStatusesOf(bound, visibleResidents(viewer), bornOn),
    divisions: divisionsOf(bound),
    households: householdsOf(bound, visibleHouseholds(viewer), visibleResidents(viewer)),
    managers: managersOf(bound),
    residents: residentsOf(bound, visibleResidents(viewer), bornOn),
    zones: zonesOf(bound),
  };
  return {
    viewer,
    today: bound.today,
    guard: createGuard((fieldClass, subject) => decide(viewer, fieldClass, subject, bound.today)),
    sealer,
    sealed,
    ...repositories,
    statistics: (population) => releases(population, bound),
    loaders: loadersOf(repositories),
  };
}

const loadersOf = ({ assistanceStatuses, divisions, households, managers, residents, zones }: Repositories) => ({
  assistanceStatusById: loaderById(assistanceStatuses.byIds),
  assistanceOfResident: loaderOfMany(assistanceStatuses.ofResidents, (status) => status.residentId),
  childrenOfDivision: loaderOfMany(divisions.childrenOf, (division) => division.parentCode ?? ''),
  divisionById: loaderById(divisions.byIds),
  divisionsInZone: loaderOfMany(zones.divisionsIn, (division) => division.zoneId),
  householdById: loaderById(households.byIds),
  managerOfDivision: loaderBy(managers.ofDivisions, (override) => override.divisionCode),
  residentById: loaderById(residents.byIds),
  residentsOfHousehold: loaderOfMany(residents.ofHouseholds, (resident) => resident.householdId),
  zoneById: loaderById(zones.byIds),
});
