import type { HierarchyTables } from '@hub/kernel';
import type { ServiceRecordRow, TeamServiceRecordRow } from './service-record/serviceRecord.entity.ts';
import type { StoredVolunteer } from './volunteer/volunteer.entity.ts';
import type { VolunteerTeamRow } from './volunteer-team/volunteerTeam.entity.ts';

/** Tables of this subgraph as Kysely sees them, names in camelCase. */
export interface VolunteersTables extends HierarchyTables {
  serviceRecord: ServiceRecordRow;
  teamServiceRecord: TeamServiceRecordRow;
  volunteer: StoredVolunteer;
  volunteerTeam: VolunteerTeamRow;
}
