import type { RowOf } from '@hub/kernel';
import { defineEntity, p } from '@mikro-orm/core';
import type { Gender } from '../vocabulary.ts';

export const BeneficiaryEntity = defineEntity({
  name: 'Beneficiary',
  tableName: 'beneficiary',
  properties: {
    key: p.integer().primary().autoincrement(),
    id: p.string().unique(),
    version: p.integer(),
    charityOrganisationId: p.string(),
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

export type StoredBeneficiary = RowOf<typeof BeneficiaryEntity>;

/** A beneficiary with the day of birth opened, which the policy needs; everything else that is sealed is opened when it is given. */
export type BeneficiaryRow = StoredBeneficiary & { readonly bornOn: string | null };
