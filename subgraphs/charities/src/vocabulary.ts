/** Words of the contract that several features write, in the order in which the contract lists them. */
export const genders = ['FEMALE', 'MALE', 'UNKNOWN'] as const;
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
export const serviceCodes = [
  'HOME_VISIT',
  'MEAL_DELIVERY',
  'HOUSEWORK',
  'HAIRCUT',
  'ESCORT_TO_CLINIC',
  'HOME_REPAIR',
  'TUTORING',
  'COUNSELLING',
  'LEGAL_ADVICE',
  'CASE_WORK',
  'CASH_RELIEF',
  'MEDICAL_AID',
  'SCHOOL_AID',
  'HOME_ADAPTATION',
  'WHEELCHAIR',
  'GRAB_RAIL',
  'WINTER_CLOTHING',
  'FOOD_PARCEL',
  'SCHOOL_SUPPLIES',
] as const;

export type Gender = (typeof genders)[number];
export type BeneficiaryGroup = (typeof beneficiaryGroups)[number];
export type ServiceCode = (typeof serviceCodes)[number];
