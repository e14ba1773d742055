import type { RowOf } from '@hub/kernel';
import { defineEntity, p } from '@mikro-orm/core';

/** The three forms that article 8 of the Charity Law gives a charity. */
export const kinds = ['SOCIAL_ASSOCIATION', 'SERVICE_INSTITUTION', 'FOUNDATION'] as const;
export type CharityKind = (typeof kinds)[number];

export const CharityOrganisationEntity = defineEntity({
  name: 'CharityOrganisation',
  tableName: 'charity_organisation',
  properties: {
    key: p.integer().primary().autoincrement(),
    id: p.string().unique(),
    version: p.integer(),
    name: p.string(),
    creditCode: p.string(),
    kind: p.string().$type<CharityKind>(),
    divisionCode: p.string(),
    registeredOn: p.string(),
    longitude: p.double().$type<number>(),
    latitude: p.double().$type<number>(),
    perPersonYearCapFen: p.bigint('number').nullable(),
  },
});

export type CharityOrganisationRow = RowOf<typeof CharityOrganisationEntity>;
