import { codesFromText } from '@hub/kernel';
import { ageOn } from '@hub/values';
import type { ClientResolvers, QueryResolvers } from '../__generated__/resolvers.ts';
import { refTo } from '../refs.ts';
import { indexedIdNumber } from './client.rules.ts';

const Query: QueryResolvers = {
  client: (_, { id }, { loaders }) => loaders.clientById.load(id),
  clientByIdNumber: (_, { idNumber }, { clients, sealer }) =>
    clients.byIdNumberIndex(sealer.index(indexedIdNumber(idNumber), 'id-number')),
  clients: (_, args, { clients }) => clients.page(args),
};

const Client: ClientResolvers = {
  __resolveReference: ({ id }, { loaders }) => loaders.clientById.load(id),
  displayName: ({ id, nameSealed }, _, { sealed }) => sealed.client.open(id, 'name', nameSealed),
  idNumber: ({ id, idNumberSealed }, _, { sealed }) => sealed.client.open(id, 'idNumber', idNumberSealed),
  phone: ({ id, phoneSealed }, _, { sealed }) => sealed.client.open(id, 'phone', phoneSealed),
  address: ({ id, addressSealed }, _, { sealed }) => sealed.client.open(id, 'address', addressSealed),
  ageYears: ({ bornOn }, _, { today }) => (bornOn === null ? null : ageOn(bornOn, today)),
  groups: ({ groups }) => codesFromText(groups),
  division: ({ divisionCode }) => refTo(divisionCode),
  station: ({ stationId }, _, { loaders }) => loaders.stationById.load(stationId),
};

export const clientResolvers = { Query, Client };
