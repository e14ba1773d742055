import type { RowOf } from '@hub/kernel';
import { defineEntity, p } from '@mikro-orm/core';
import type { Category, NeedStatus, ServiceCode, Skill, Unit, Urgency } from '../vocabulary.ts';

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
    category: p.string().$type<Category>(),
    serviceCode: p.string().$type<ServiceCode>(),
    unit: p.string().$type<Unit>(),
    units: p.integer(),
    urgency: p.string().$type<Urgency>(),
    status: p.string().$type<NeedStatus>(),
    openedOn: p.string(),
    skill: p.string().$type<Skill>().nullable(),
    vettedOnly: p.integer().$type<0 | 1>(),
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
