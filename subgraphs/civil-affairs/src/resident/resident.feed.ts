import type { Projection } from '@hub/kernel';
import type { SealedColumns } from '@hub/vault';
import type { StoredResident } from './resident.entity.ts';

/** What linkage compares to find out whose record this is, and of which household she is, so that nobody is asked to help her own family. */
export const residentForLinkage = (
  find: (ids: readonly string[]) => Promise<readonly StoredResident[]>,
  sealed: SealedColumns,
): Projection => ({
  classes: ['PERSONAL', 'IDENTIFIER', 'CONTACT', 'REFERENCE'],
  read: async (ids) => new Map((await find(ids)).map((resident) => [resident.id, forLinkage(resident, sealed)])),
});

// The day of birth as it is written: one taken from the ID number would count that evidence twice.
const forLinkage = (resident: StoredResident, sealed: SealedColumns) => ({
  name: sealed.open(resident.id, 'name', resident.nameSealed),
  idNumber: sealed.open(resident.id, 'idNumber', resident.idNumberSealed),
  bornOn: sealed.open(resident.id, 'bornOn', resident.bornOnSealed),
  gender: resident.gender,
  phone: sealed.open(resident.id, 'phone', resident.phoneSealed),
  address: sealed.open(resident.id, 'address', resident.addressSealed),
  householdId: resident.householdId,
  divisionCode: resident.divisionCode,
  ownerOrganisationId: resident.ownerOrganisationId,
});
