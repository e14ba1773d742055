/** Words of the contract for what a need asks of whoever helps. */
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
/** From the least to the most. */
export const safeguardings = ['NONE', 'VETTED', 'ENHANCED'] as const;
export const wishedGenders = ['FEMALE', 'MALE'] as const;
export const periods = ['WEEK', 'MONTH'] as const;
export const dayParts = ['MORNING', 'AFTERNOON', 'EVENING'] as const;

export type HelperCertificate = (typeof certificates)[number];
export type SpokenLanguage = (typeof languages)[number];
export type Safeguarding = (typeof safeguardings)[number];
export type WishedGender = (typeof wishedGenders)[number];
export type CadencePeriod = (typeof periods)[number];
export type DayPart = (typeof dayParts)[number];
