import type { RowOf } from '@hub/kernel';
import type {
  HelperCertificate,
  Safeguarding,
  ServiceCategory,
  ServiceCode,
  Skill,
  SpokenLanguage,
  Unit,
  Urgency,
} from '@hub/values';
import { defineEntity, p } from '@mikro-orm/core';

export const statuses = ['OPEN', 'MET', 'WITHDRAWN'] as const;
export const wishedGenders = ['FEMALE', 'MALE'] as const;
export const periods = ['WEEK', 'MONTH'] as const;

export type NeedStatus = (typeof statuses)[number];
export type WishedGender = (typeof wishedGenders)[number];
export type CadencePeriod = (typeof periods)[number];

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
    category: p.string().$type<ServiceCategory>(),
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
