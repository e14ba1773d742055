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
import type { Gender, NeedStatus } from '../vocabulary.ts';

/** A copy of a need, as far as it decides who can help; its owner is social work. */
export const NeedCopyEntity = defineEntity({
  name: 'NeedCopy',
  tableName: 'need_copy',
  properties: {
    key: p.integer().primary().autoincrement(),
    id: p.string().unique(),
    clientId: p.string(),
    divisionCode: p.string(),
    ownerOrganisationId: p.string(),
    category: p.string().$type<ServiceCategory>(),
    serviceCode: p.string().$type<ServiceCode>(),
    unit: p.string().$type<Unit>(),
    units: p.integer(),
    /** Units that fall in one month, where they are spread over time and whoever helps gives so many a month. */
    monthUnits: p.integer().nullable(),
    urgency: p.string().$type<Urgency>(),
    status: p.string().$type<NeedStatus>(),
    openedOn: p.string(),
    skill: p.string().$type<Skill>().nullable(),
    certificate: p.string().$type<HelperCertificate>().nullable(),
    safeguarding: p.string().$type<Safeguarding>(),
    genderWish: p.string().$type<Gender>().nullable(),
    genderMust: p.integer().$type<0 | 1>(),
    languageWish: p.string().$type<SpokenLanguage>().nullable(),
    languageMust: p.integer().$type<0 | 1>(),
    helpers: p.integer(),
    indivisible: p.integer().$type<0 | 1>(),
    excludedProviders: p.string(),
    windows: p.integer(),
    groups: p.string(),
    placeSealed: p.string(),
    /** Whether a run has answered it; until then nothing is known of it. */
    answered: p.integer().$type<0 | 1>(),
  },
});

export type NeedCopyRow = RowOf<typeof NeedCopyEntity>;

/** What the feed says of a need; whether it is answered is ours. */
export type IncomingNeed = Omit<NeedCopyRow, 'answered'>;
