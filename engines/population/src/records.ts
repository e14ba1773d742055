/**
 * The records of a synthetic district, in the shape in which each department would hand them to the hub's intake.
 *
 * Everything is plain data. Days are `YYYY-MM-DD`, money is integer fen, coordinates are WGS-84 degrees and synthetic,
 * ids are the department's own and never shared between departments. `null` means that the department does not know.
 * What is dated holds from `validFrom` until the day before `validTo`.
 */

import type {
  BeneficiaryRecord,
  CharityOrganisationRecord,
  FundRecord,
  GoodsStockRecord,
  MatchGrantRecord,
} from './records/charities.ts';
import type {
  AssistanceStatusRecord,
  DivisionRecord,
  HouseholdRecord,
  ManagedByRecord,
  ResidentRecord,
  ZoneRecord,
} from './records/civilAffairs.ts';
import type {
  CaseFileRecord,
  ClientRecord,
  NeedRecord,
  ProjectRecord,
  ServiceOfferRecord,
  SocialWorkerRecord,
  StationRecord,
  VenueRecord,
  VenueSlotRecord,
} from './records/socialWork.ts';
import type { VolunteerRecord, VolunteerTeamRecord } from './records/volunteers.ts';

export * from './records/charities.ts';
export * from './records/civilAffairs.ts';
export * from './records/person.ts';
export * from './records/socialWork.ts';
export * from './records/volunteers.ts';

/** Who is who, for tests only; never loaded into a hub. */
export interface TruthRecord {
  readonly department: 'civil-affairs' | 'social-work' | 'charities' | 'volunteers';
  readonly recordId: string;
  readonly personKey: string;
}

/** Whose records a slice has, as its lists are grouped. */
export type Department = keyof Omit<DistrictChunk, 'truth'>;

/** One slice of a district. References inside point to this slice or to an earlier one. */
export interface DistrictChunk {
  readonly civilAffairs: {
    readonly divisions: readonly DivisionRecord[];
    readonly managedBy: readonly ManagedByRecord[];
    readonly zones: readonly ZoneRecord[];
    readonly households: readonly HouseholdRecord[];
    readonly residents: readonly ResidentRecord[];
    readonly assistanceStatuses: readonly AssistanceStatusRecord[];
  };
  readonly socialWork: {
    readonly stations: readonly StationRecord[];
    readonly socialWorkers: readonly SocialWorkerRecord[];
    readonly clients: readonly ClientRecord[];
    readonly needs: readonly NeedRecord[];
    readonly caseFiles: readonly CaseFileRecord[];
    readonly projects: readonly ProjectRecord[];
    readonly serviceOffers: readonly ServiceOfferRecord[];
    readonly venues: readonly VenueRecord[];
    readonly venueSlots: readonly VenueSlotRecord[];
  };
  readonly charities: {
    readonly charityOrganisations: readonly CharityOrganisationRecord[];
    readonly beneficiaries: readonly BeneficiaryRecord[];
    readonly funds: readonly FundRecord[];
    readonly matchGrants: readonly MatchGrantRecord[];
    readonly goodsStocks: readonly GoodsStockRecord[];
  };
  readonly volunteers: {
    readonly volunteerTeams: readonly VolunteerTeamRecord[];
    readonly volunteers: readonly VolunteerRecord[];
  };
  readonly truth: readonly TruthRecord[];
}
