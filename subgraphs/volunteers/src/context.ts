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
import type { Seals } from './seals.ts';
import {
  type ServiceRecords,
  serviceRecordsOf,
  type TeamHours,
  teamHoursOf,
} from './service-record/serviceRecord.repository.ts';
import type { Population } from './statistics/statistics.entity.ts';
import type { Release } from './statistics/statistics.rules.ts';
import type { VolunteersTables } from './tables.ts';
import { type Volunteers, volunteersOf } from './volunteer/volunteer.repository.ts';
import { visibleVolunteers } from './volunteer/volunteer.rules.ts';
import { type VolunteerTeams, volunteerTeamsOf } from './volunteer-team/volunteerTeam.repository.ts';

/** Repositories that are bound to what one viewer may see. */
interface Repositories {
  readonly serviceRecords: ServiceRecords;
  readonly teamHours: TeamHours;
  readonly volunteers: Volunteers;
  readonly volunteerTeams: VolunteerTeams;
}

/** Everything one request may touch; made and dropped with it. */
export interface VolunteersContext extends Repositories {
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
  readonly store: Store<VolunteersTables>;
  readonly sealed: Seals;
  readonly releases: Releases<Population, Release>;
}

export function createContext({ opening, store, releases, sealed }: ContextParts, caller: Caller): VolunteersContext {
  // The gateway resolved the viewer, and the carrier brought it unaltered.
  const viewer = caller.viewer as Viewer;
  const bound = bindTo(store, opening, caller, viewer.subject);
  const repositories: Repositories = {
    serviceRecords: serviceRecordsOf(bound),
    teamHours: teamHoursOf(bound),
    volunteers: volunteersOf(bound, visibleVolunteers(viewer), sealed.volunteer),
    volunteerTeams: volunteerTeamsOf(bound, visibleVolunteers(viewer)),
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

const loadersOf = ({ serviceRecords, teamHours, volunteers, volunteerTeams }: Repositories) => ({
  serviceRecordsByVolunteer: loaderOfMany(serviceRecords.byVolunteers, ({ volunteerId }) => volunteerId),
  volunteerById: loaderById(volunteers.byIds),
  volunteerTeamById: loaderById(volunteerTeams.byIds),
  hoursOfTeam: loaderById(teamHours.byTeams),
  sizeOfTeam: loaderById(volunteerTeams.sizesOf),
});
