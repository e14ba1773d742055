import type { RowOf } from '@hub/kernel';
import { defineEntity, p } from '@mikro-orm/core';

export const genders = ['FEMALE', 'MALE', 'UNKNOWN'] as const;
export const livingSituations = ['ALONE', 'EMPTY_NEST', 'LEFT_BEHIND', 'WITH_FAMILY', 'INSTITUTION'] as const;
export const relations = [
  'HEAD',
  'SPOUSE',
  'CHILD',
  'PARENT',
  'GRANDCHILD',
  'GRANDPARENT',
  'SIBLING',
  'OTHER',
] as const;

export type Gender = (typeof genders)[number];
export type LivingSituation = (typeof livingSituations)[number];
export type Relation = (typeof relations)[number];

export const ResidentEntity = defineEntity({
  name: 'Resident',
  tableName: 'resident',
  properties: {
    key: p.integer().primary().autoincrement(),
    id: p.string().unique(),
    version: p.integer(),
    householdId: p.string(),
    relationToHead: p.string().$type<Relation>(),
    livingSituation: p.string().$type<LivingSituation>(),
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
    placeSealed: p.string(),
    registeredOn: p.string(),
  },
});

export type StoredResident = RowOf<typeof ResidentEntity>;

/** A resident with the day of birth opened, which the policy needs; everything else that is sealed is opened when it is given. */
export type ResidentRow = StoredResident & { readonly bornOn: string | null };

/** What tells the day of birth of the resident with this id. */
export type BirthColumns = Pick<StoredResident, 'id' | 'bornOnSealed' | 'idNumberSealed'>;
