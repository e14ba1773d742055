import type { PersonFields } from './person.ts';

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
