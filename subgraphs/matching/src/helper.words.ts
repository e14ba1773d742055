/** Words of the contract for helpers, in the order in which the contract lists them. */
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
