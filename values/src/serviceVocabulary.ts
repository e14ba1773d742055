/** The words in which all departments say what is needed and given, version 1, in the order in which the contract lists them. */

/** 扶老助老 扶残助残 扶贫助困 孤儿及特殊儿童帮扶 其他社区服务 (Tianjin's five). */
export const serviceCategories = [
  'ELDERLY_SUPPORT',
  'DISABILITY_SUPPORT',
  'POVERTY_RELIEF',
  'CHILD_SUPPORT',
  'COMMUNITY_SERVICE',
] as const;

export const units = ['HOUR', 'FEN', 'ITEM', 'CASE'] as const;

/** Services, and the unit in which each is measured. */
export const unitOfService = {
  HOME_VISIT: 'HOUR',
  MEAL_DELIVERY: 'HOUR',
  HOUSEWORK: 'HOUR',
  HAIRCUT: 'HOUR',
  ESCORT_TO_CLINIC: 'HOUR',
  HOME_REPAIR: 'HOUR',
  TUTORING: 'HOUR',
  COUNSELLING: 'HOUR',
  LEGAL_ADVICE: 'HOUR',
  CASE_WORK: 'CASE',
  CASH_RELIEF: 'FEN',
  MEDICAL_AID: 'FEN',
  SCHOOL_AID: 'FEN',
  HOME_ADAPTATION: 'FEN',
  WHEELCHAIR: 'ITEM',
  GRAB_RAIL: 'ITEM',
  WINTER_CLOTHING: 'ITEM',
  FOOD_PARCEL: 'ITEM',
  SCHOOL_SUPPLIES: 'ITEM',
} as const satisfies Readonly<Record<string, (typeof units)[number]>>;

export const urgencies = ['LOW', 'MEDIUM', 'HIGH', 'CRITICAL'] as const;

/** Groups of people that help is meant for, as a station or a donor names them. */
export const beneficiaryGroups = [
  'DIBAO',
  'TEKUN',
  'DIBAO_EDGE',
  'RIGID_SPENDING',
  'OTHER_DIFFICULT',
  'ELDERLY',
  'ELDERLY_ALONE',
  'DISABLED',
  'SERIOUSLY_ILL',
  'ORPHAN',
  'LEFT_BEHIND_CHILD',
  'CHILD_IN_DIFFICULTY',
] as const;

export type ServiceCategory = (typeof serviceCategories)[number];
export type Unit = (typeof units)[number];
export type ServiceCode = keyof typeof unitOfService;
export type Urgency = (typeof urgencies)[number];
export type BeneficiaryGroup = (typeof beneficiaryGroups)[number];

export const serviceCodes = Object.keys(unitOfService) as ServiceCode[];
