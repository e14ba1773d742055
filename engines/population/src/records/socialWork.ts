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
import type { PersonFields } from './person.ts';

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
