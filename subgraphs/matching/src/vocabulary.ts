/** Words of the contract that several features write, in the order in which the contract lists them. */
export const categories = [
  'ELDERLY_SUPPORT',
  'DISABILITY_SUPPORT',
  'POVERTY_RELIEF',
  'CHILD_SUPPORT',
  'COMMUNITY_SERVICE',
] as const;
export const urgencies = ['LOW', 'MEDIUM', 'HIGH', 'CRITICAL'] as const;
export const skills = [
  'CARE',
  'COOKING',
  'REPAIR',
  'HAIRDRESSING',
  'TEACHING',
  'COUNSELLING',
  'LAW',
  'MEDICINE',
  'DRIVING',
  'SIGN_LANGUAGE',
] as const;
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
} as const;

export const units = ['HOUR', 'FEN', 'ITEM', 'CASE'] as const;
export const needStatuses = ['OPEN', 'MET', 'WITHDRAWN'] as const;

export type Category = (typeof categories)[number];
export type Urgency = (typeof urgencies)[number];
export type Skill = (typeof skills)[number];
export type ServiceCode = keyof typeof unitOfService;
export type Unit = (typeof units)[number];
export type NeedStatus = (typeof needStatuses)[number];

export const serviceCodes = Object.keys(unitOfService) as ServiceCode[];

export const certificates = [
  'FOOD_HANDLING',
  'FIRST_AID',
  'ELDERLY_CARE',
  'NURSE',
  'COUNSELLOR',
  'LAWYER',
  'TEACHER',
  'ELECTRICIAN',
  'SIGN_INTERPRETER',
] as const;
export const languages = [
  'MANDARIN',
  'SOUTHWESTERN_MANDARIN',
  'WU',
  'XIANG',
  'GAN',
  'HAKKA',
  'MIN',
  'CANTONESE',
  'TUJIA',
  'MIAO',
  'UYGHUR',
  'TIBETAN',
  'MONGOLIAN',
  'ENGLISH',
] as const;
export const safeguardings = ['NONE', 'VETTED', 'ENHANCED'] as const;
export const genders = ['FEMALE', 'MALE', 'UNKNOWN'] as const;
export const travelModes = ['WALK', 'CYCLE', 'BUS', 'CAR'] as const;

export type HelperCertificate = (typeof certificates)[number];
export type SpokenLanguage = (typeof languages)[number];
export type Safeguarding = (typeof safeguardings)[number];
export type Gender = (typeof genders)[number];
export type TravelMode = (typeof travelModes)[number];
