import type { Projection } from '@hub/kernel';
import type { SealedColumns } from '@hub/vault';
import type { StoredClient } from './client.entity.ts';

/** What linkage compares to find out whose record this is. */
export const clientForLinkage = (
  find: (ids: readonly string[]) => Promise<readonly StoredClient[]>,
  sealed: SealedColumns,
): Projection => ({
  classes: ['PERSONAL', 'IDENTIFIER', 'CONTACT'],
  read: async (ids) => new Map((await find(ids)).map((client) => [client.id, forLinkage(client, sealed)])),
});

const forLinkage = (client: StoredClient, sealed: SealedColumns) => ({
  name: sealed.open(client.id, 'name', client.nameSealed),
  idNumber: sealed.open(client.id, 'idNumber', client.idNumberSealed),
  bornOn: sealed.open(client.id, 'bornOn', client.bornOnSealed),
  gender: client.gender,
  phone: sealed.open(client.id, 'phone', client.phoneSealed),
  address: sealed.open(client.id, 'address', client.addressSealed),
  divisionCode: client.divisionCode,
  ownerOrganisationId: client.ownerOrganisationId,
});
