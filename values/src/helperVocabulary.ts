/** The words in which all departments say what a helper can do and must show, version 1, in the order in which the contract lists them. */

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

export const helperCertificates = [
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

export const spokenLanguages = [
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

/** How far a helper was vetted, and must be, from the least to the most. */
export const safeguardings = ['NONE', 'VETTED', 'ENHANCED'] as const;
export const travelModes = ['WALK', 'CYCLE', 'BUS', 'CAR'] as const;
export const dayParts = ['MORNING', 'AFTERNOON', 'EVENING'] as const;

export type Skill = (typeof skills)[number];
export type HelperCertificate = (typeof helperCertificates)[number];
export type SpokenLanguage = (typeof spokenLanguages)[number];
export type Safeguarding = (typeof safeguardings)[number];
export type TravelMode = (typeof travelModes)[number];
export type DayPart = (typeof dayParts)[number];
