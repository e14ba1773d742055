import type { HierarchyTables } from '@hub/kernel';
import type { StoredAssistanceStatus } from './assistance-status/assistanceStatus.entity.ts';
import type { DivisionRow } from './division/division.entity.ts';
import type { HouseholdRow } from './household/household.entity.ts';
import type { ManagedByRow } from './managed-by/managedBy.entity.ts';
import type { StoredResident } from './resident/resident.entity.ts';
import type { ResidentServiceRow } from './resident-service/residentService.entity.ts';
import type { ZoneMemberRow, ZoneRow } from './zone/zone.entity.ts';

/** Tables of this subgraph as Kysely sees them, names in camelCase. */
export interface CivilAffairsTables extends HierarchyTables {
  assistanceStatus: StoredAssistanceStatus;
  division: DivisionRow;
  household: HouseholdRow;
  managedBy: ManagedByRow;
  resident: StoredResident;
  residentService: ResidentServiceRow;
  zone: ZoneRow;
  zoneMember: ZoneMemberRow;
}
