import type { RowOf } from '@hub/kernel';
import { defineEntity, p } from '@mikro-orm/core';

export const categories = [
  'ELDERLY_SUPPORT',
  'DISABILITY_SUPPORT',
  'POVERTY_RELIEF',
  'CHILD_SUPPORT',
  'COMMUNITY_SERVICE',
] as const;
export const urgencies = ['LOW', 'MEDIUM', 'HIGH', 'CRITICAL'] as const;
export const statuses = ['OPEN', 'MET', 'WITHDRAWN'] as const;
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

/** What may be asked of whoever helps. */
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

/** Services that can be needed, and the unit of each. */
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

export type Category = (typeof categories)[number];
export type ServiceCode = keyof typeof unitOfService;
export type Unit = (typeof unitOfService)[ServiceCode];
export type Urgency = (typeof urgencies)[number];
export type NeedStatus = (typeof statuses)[number];
export type Skill = (typeof skills)[number];
export type HelperCertificate = (typeof certificates)[number];
export type SpokenLanguage = (typeof languages)[number];
export type Safeguarding = (typeof safeguardings)[number];
export type WishedGender = (typeof wishedGenders)[number];
export type CadencePeriod = (typeof periods)[number];
export type DayPart = (typeof dayParts)[number];

export const serviceCodes = Object.keys(unitOfService) as ServiceCode[];

export const NeedEntity = defineEntity({
  name: 'Need',
  tableName: 'need',
  properties: {
    key: p.integer().primary().autoincrement(),
    id: p.string().unique(),
    version: p.integer(),
    clientId: p.string(),
    stationId: p.string(),
    divisionCode: p.string(),
    ownerOrganisationId: p.string(),
    category: p.string().$type<Category>(),
    serviceCode: p.string().$type<ServiceCode>(),
    unit: p.string().$type<Unit>(),
    units: p.integer(),
    urgency: p.string().$type<Urgency>(),
    urgencyRank: p.integer(),
    status: p.string().$type<NeedStatus>(),
    openedOn: p.string(),
    closedOn: p.string().nullable(),
    skill: p.string().$type<Skill>().nullable(),
    certificate: p.string().$type<HelperCertificate>().nullable(),
    safeguarding: p.string().$type<Safeguarding>(),
    genderWish: p.string().$type<WishedGender>().nullable(),
    genderMust: p.integer().$type<0 | 1>(),
    languageWish: p.string().$type<SpokenLanguage>().nullable(),
    languageMust: p.integer().$type<0 | 1>(),
    helpers: p.integer(),
    indivisible: p.integer().$type<0 | 1>(),
    cadenceUnits: p.integer().nullable(),
    cadenceTimes: p.integer().nullable(),
    cadencePeriod: p.string().$type<CadencePeriod>().nullable(),
    cadencePeriods: p.integer().nullable(),
    excludedProviders: p.string(),
    windows: p.integer(),
    placeSealed: p.string(),
  },
});

export type NeedRow = RowOf<typeof NeedEntity>;
