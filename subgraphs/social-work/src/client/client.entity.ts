import type { RowOf } from '@hub/kernel';
import { defineEntity, p } from '@mikro-orm/core';

export const genders = ['FEMALE', 'MALE', 'UNKNOWN'] as const;

export type Gender = (typeof genders)[number];

export const ClientEntity = defineEntity({
  name: 'Client',
  tableName: 'client',
  properties: {
    key: p.integer().primary().autoincrement(),
    id: p.string().unique(),
    version: p.integer(),
    stationId: p.string(),
    divisionCode: p.string(),
    ownerOrganisationId: p.string(),
    nameSealed: p.string(),
    idNumberSealed: p.string().nullable(),
    idNumberIndex: p.string().nullable(),
    bornOnSealed: p.string().nullable(),
    birthYear: p.integer().nullable(),
    gender: p.string().$type<Gender>(),
    phoneSealed: p.string().nullable(),
    addressSealed: p.string().nullable(),
    groups: p.string(),
    registeredOn: p.string(),
  },
});

export type StoredClient = RowOf<typeof ClientEntity>;

/** A client with the day of birth opened, which the policy needs; everything else that is sealed is opened when it is given. */
export type ClientRow = StoredClient & { readonly bornOn: string | null };
