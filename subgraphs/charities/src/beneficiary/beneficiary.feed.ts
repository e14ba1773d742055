import type { Projection } from '@hub/kernel';
import type { SealedColumns } from '@hub/vault';
import type { StoredBeneficiary } from './beneficiary.entity.ts';

/** What linkage compares to find out whose record this is. */
export const beneficiaryForLinkage = (
  find: (ids: readonly string[]) => Promise<readonly StoredBeneficiary[]>,
  sealed: SealedColumns,
): Projection => ({
  classes: ['PERSONAL', 'IDENTIFIER', 'CONTACT'],
  read: async (ids) =>
    new Map((await find(ids)).map((beneficiary) => [beneficiary.id, forLinkage(beneficiary, sealed)])),
});

const forLinkage = (beneficiary: StoredBeneficiary, sealed: SealedColumns) => ({
  name: sealed.open(beneficiary.id, 'name', beneficiary.nameSealed),
  idNumber: sealed.open(beneficiary.id, 'idNumber', beneficiary.idNumberSealed),
  bornOn: sealed.open(beneficiary.id, 'bornOn', beneficiary.bornOnSealed),
  gender: beneficiary.gender,
  phone: sealed.open(beneficiary.id, 'phone', beneficiary.phoneSealed),
  address: sealed.open(beneficiary.id, 'address', beneficiary.addressSealed),
  divisionCode: beneficiary.divisionCode,
  ownerOrganisationId: beneficiary.ownerOrganisationId,
});
