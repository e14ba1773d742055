/**
 * The records of a synthetic district, in the shape in which each department would hand them to the hub's intake.
 *
 * Everything is plain data. Days are `YYYY-MM-DD`, money is integer fen, coordinates are WGS-84 degrees and synthetic,
 * ids are the department's own and never shared between departments. `null` means that the department does not know.
 * What is dated holds from `validFrom` until the day before `validTo`.
 */

import type {
  BeneficiaryGroup,
  HelperCertificate,
  Safeguarding,
  ServiceCategory,
  ServiceCode,
  Skill,
  SpokenLanguage,
  Unit,
  Urgency,
} from '@hub/values';

export type DivisionLevel = 'PROVINCE' | 'PREFECTURE' | 'COUNTY' | 'TOWNSHIP' | 'VILLAGE';

/** A place (行政区划); `parentCode` is the statutory parent. */
export interface DivisionRecord {
  readonly code: string;
  readonly name: string;
  readonly level: DivisionLevel;
  readonly parentCode: string | null;
  readonly validFrom: string;
  readonly validTo: string | null;
  readonly longitude: number;
  readonly latitude: number;
}

/** From `validFrom` on, `code` is run by `managedBy` instead of its statutory parent (代管). */
export interface ManagedByRecord {
  readonly code: string;
  readonly managedBy: string;
  readonly validFrom: string;
  readonly validTo: string | null;
}

/** A functional zone (功能区) and the divisions in it. */
export interface ZoneRecord {
  readonly id: string;
  readonly name: string;
  readonly validFrom: string;
  readonly validTo: string | null;
  readonly memberCodes: readonly string[];
}

export interface HouseholdRecord {
  readonly id: string;
  readonly divisionCode: string;
  readonly ownerOrganisationId: string;
  readonly address: string | null;
  readonly monthlyIncomePerHeadFen: number | null;
  readonly registeredOn: string;
}

export type Gender = 'FEMALE' | 'MALE' | 'UNKNOWN';

/** What any department writes down about a person; each has its own gaps and slips. */
export interface PersonFields {
  readonly name: string;
  /** As written: may be missing, masked (`420502********1234`), of 15 digits, or mistyped. */
  readonly idNumber: string | null;
  readonly bornOn: string | null;
  readonly gender: Gender;
  readonly phone: string | null;
  readonly address: string | null;
  readonly divisionCode: string;
  readonly ownerOrganisationId: string;
}

export type LivingSituation = 'ALONE' | 'EMPTY_NEST' | 'LEFT_BEHIND' | 'WITH_FAMILY' | 'INSTITUTION';
export type Relation = 'HEAD' | 'SPOUSE' | 'CHILD' | 'PARENT' | 'GRANDCHILD' | 'GRANDPARENT' | 'SIBLING' | 'OTHER';

export interface ResidentRecord extends PersonFields {
  readonly id: string;
  readonly householdId: string;
  readonly relationToHead: Relation;
  readonly livingSituation: LivingSituation;
  readonly longitude: number;
  readonly latitude: number;
  readonly registeredOn: string;
}

export type AssistanceCategory =
  | 'DIBAO'
  | 'TEKUN'
  | 'DIBAO_EDGE'
  | 'RIGID_SPENDING'
  | 'ANTI_RETURN_POVERTY'
  | 'OTHER_DIFFICULT';

export interface AssistanceStatusRecord {
  readonly id: string;
  readonly residentId: string;
  readonly category: AssistanceCategory;
  readonly validFrom: string;
  readonly validTo: string | null;
  readonly nextReviewOn: string | null;
  readonly authority: string;
  readonly documentNumber: string;
  readonly monthlyAmountFen: number | null;
}

export type StationLevel = 'CITY_CENTRE' | 'COUNTY_CENTRE' | 'TOWNSHIP_STATION' | 'COMMUNITY_ROOM';

export interface StationRecord {
  readonly id: string;
  readonly name: string;
  readonly level: StationLevel;
  readonly status: 'PLANNED' | 'BUILT' | 'OPERATING';
  readonly rating: number | null;
  readonly divisionCode: string;
  readonly openedOn: string;
  readonly longitude: number;
  readonly latitude: number;
}

export interface SocialWorkerRecord {
  readonly id: string;
  readonly name: string;
  readonly stationId: string;
  readonly certificate: 'NONE' | 'ASSISTANT' | 'SOCIAL_WORKER' | 'SENIOR';
  readonly registeredUntil: string | null;
  /** Cases that this worker can carry at once. */
  readonly caseCapacity: number;
  readonly divisionCode: string;
}

export interface ClientRecord extends PersonFields {
  readonly id: string;
  readonly stationId: string;
  readonly groups: readonly BeneficiaryGroup[];
  readonly registeredOn: string;
}

export interface NeedRecord {
  readonly id: string;
  readonly clientId: string;
  readonly stationId: string;
  readonly divisionCode: string;
  readonly category: ServiceCategory;
  readonly serviceCode: ServiceCode;
  readonly unit: Unit;
  readonly units: number;
  readonly urgency: Urgency;
  readonly status: 'OPEN' | 'MET' | 'WITHDRAWN';
  readonly openedOn: string;
  readonly closedOn: string | null;
  readonly skill: Skill | null;
  readonly vettedOnly: boolean;
  readonly certificate: HelperCertificate | null;
  readonly safeguarding: Safeguarding;
  readonly genderWish: 'FEMALE' | 'MALE' | null;
  readonly genderMust: boolean;
  readonly languageWish: SpokenLanguage | null;
  readonly languageMust: boolean;
  /** How many helpers must come together. */
  readonly helpers: number;
  readonly indivisible: boolean;
  /** Units each time × times a period × periods are the units; all four or none are given. */
  readonly cadenceUnits: number | null;
  readonly cadenceTimes: number | null;
  readonly cadencePeriod: 'WEEK' | 'MONTH' | null;
  readonly cadencePeriods: number | null;
  /** Weekly times that suit: bit 3·weekday + part, Monday = 0, morning = 0, afternoon = 1, evening = 2; 0 means any. */
  readonly windows: number;
  readonly longitude: number;
  readonly latitude: number;
}

export type CaseStage =
  | 'INTAKE'
  | 'ASSESSMENT'
  | 'PLANNING'
  | 'INTERVENTION'
  | 'EVALUATION'
  | 'CLOSURE'
  | 'REFERRED'
  | 'SUSPENDED';

export interface CaseFileRecord {
  readonly id: string;
  readonly clientId: string;
  readonly stationId: string;
  readonly socialWorkerId: string | null;
  readonly divisionCode: string;
  readonly stage: CaseStage;
  /** 深度个案 */
  readonly deep: boolean;
  readonly openedOn: string;
  readonly closedOn: string | null;
}

export interface ProjectRecord {
  readonly id: string;
  readonly name: string;
  readonly programme: string;
  readonly stationId: string;
  readonly divisionCode: string;
  readonly category: ServiceCategory;
  readonly fundingSource: string;
  readonly plannedFen: number;
  readonly fundedFen: number;
  readonly phase: 'BEFORE' | 'DURING' | 'AFTER';
  readonly startsOn: string;
  readonly endsOn: string;
}

/** A service that a station gives in person. */
export interface ServiceOfferRecord {
  readonly id: string;
  readonly name: string;
  readonly stationId: string;
  readonly serviceCode: ServiceCode;
  readonly divisionCode: string;
  readonly hoursPerMonth: number;
  /** `null` when it is for whoever comes. */
  readonly reachMetres: number | null;
  /** Weekly times, bits as in `NeedRecord.windows`. */
  readonly windows: number;
  readonly skills: readonly Skill[];
  readonly beneficiaryGroups: readonly BeneficiaryGroup[];
  readonly vettedUntil: string | null;
  readonly startsOn: string;
  readonly endsOn: string | null;
  readonly longitude: number;
  readonly latitude: number;
}

/** A room of a station. */
export interface VenueRecord {
  readonly id: string;
  readonly name: string;
  readonly stationId: string;
  readonly divisionCode: string;
  readonly seats: number;
  readonly longitude: number;
  readonly latitude: number;
}

/** What is held in a room each week; 1 is Monday. */
export interface VenueSlotRecord {
  readonly id: string;
  readonly venueId: string;
  readonly activity: string;
  readonly serviceCode: ServiceCode;
  readonly weekday: number;
  readonly fromHour: number;
  readonly toHour: number;
  readonly places: number;
  readonly skills: readonly Skill[];
  readonly vettedUntil: string | null;
  readonly startsOn: string;
  readonly endsOn: string | null;
}

export interface CharityOrganisationRecord {
  readonly id: string;
  readonly name: string;
  readonly creditCode: string;
  readonly kind: 'SOCIAL_ASSOCIATION' | 'SERVICE_INSTITUTION' | 'FOUNDATION';
  readonly divisionCode: string;
  readonly registeredOn: string;
  readonly longitude: number;
  readonly latitude: number;
  /** Most that one person may get in a calendar year of all its funds. */
  readonly perPersonYearCapFen: number | null;
}

export interface BeneficiaryRecord extends PersonFields {
  readonly id: string;
  readonly charityOrganisationId: string;
  readonly groups: readonly BeneficiaryGroup[];
  readonly registeredOn: string;
}

export interface FundRecord {
  readonly id: string;
  readonly name: string;
  readonly programme: string;
  readonly charityOrganisationId: string;
  /** What the money may pay for; empty means anything. */
  readonly serviceCodes: readonly ServiceCode[];
  readonly beneficiaryGroups: readonly BeneficiaryGroup[];
  readonly restricted: boolean;
  readonly regionCode: string;
  readonly raisedFen: number;
  readonly balanceFen: number;
  readonly perPersonCapFen: number | null;
  readonly perPersonYearCapFen: number | null;
  /** Least that it gives to one need, unless less is asked. */
  readonly leastGrantFen: number | null;
  /** Gives only beside others: `matchGives` at most for every `matchForEach` of theirs. */
  readonly matchGives: number | null;
  readonly matchForEach: number | null;
  readonly matchTier: MatchGrantRecord['tier'] | null;
  /** Funds beside which it gives; empty means any that does not itself match. */
  readonly matchBeside: readonly string[];
  readonly startsOn: string;
  readonly expiresOn: string | null;
}

/** 配捐: money that a higher tier adds to what a fund raised. */
export interface MatchGrantRecord {
  readonly id: string;
  readonly fundId: string;
  readonly tier: 'PROVINCE' | 'CITY';
  readonly amountFen: number;
  readonly grantedOn: string;
}

export interface GoodsStockRecord {
  readonly id: string;
  readonly name: string;
  readonly serviceCode: ServiceCode;
  readonly charityOrganisationId: string;
  readonly beneficiaryGroups: readonly BeneficiaryGroup[];
  readonly divisionCode: string;
  readonly quantity: number;
  readonly longitude: number;
  readonly latitude: number;
  readonly expiresOn: string | null;
}

export interface VolunteerTeamRecord {
  readonly id: string;
  readonly name: string;
  readonly divisionCode: string;
  readonly foundedOn: string;
  /** How many of it come together; `null` with all that follows where it offers nothing as a team. */
  readonly together: number | null;
  readonly hoursPerMonth: number | null;
  readonly radiusMetres: number | null;
  /** Weekly times on offer, bits as in `NeedRecord.windows`. */
  readonly windows: number | null;
  readonly skills: readonly Skill[];
  readonly vettedUntil: string | null;
  readonly vettedFor: Safeguarding;
  readonly longitude: number | null;
  readonly latitude: number | null;
}

export interface HeldCertificateRecord {
  readonly code: HelperCertificate;
  readonly until: string | null;
}

export interface VolunteerRecord extends PersonFields {
  readonly id: string;
  /** Unified volunteer number (志愿者统一编号), never the ID number. */
  readonly number: string;
  readonly teamId: string | null;
  readonly skills: readonly Skill[];
  readonly vettedUntil: string | null;
  readonly vettedFor: Safeguarding;
  readonly certificates: readonly HeldCertificateRecord[];
  readonly languages: readonly SpokenLanguage[];
  readonly travelMode: 'WALK' | 'CYCLE' | 'BUS' | 'CAR' | null;
  readonly travelMinutes: number | null;
  readonly radiusMetres: number;
  readonly hoursPerMonth: number;
  /** Weekly times on offer, bits as in `NeedRecord.windows`. */
  readonly windows: number;
  readonly longitude: number;
  readonly latitude: number;
  readonly registeredOn: string;
  readonly status: 'ACTIVE' | 'PAUSED' | 'LEFT';
}

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
