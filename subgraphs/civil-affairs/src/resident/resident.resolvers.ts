import { ageOn } from '@hub/values';
import type { QueryResolvers, ResidentResolvers } from '../__generated__/resolvers.ts';
import { currentOn } from '../assistance-status/assistanceStatus.rules.ts';
import { indexedIdNumber } from './resident.rules.ts';

const Query: QueryResolvers = {
  resident: (_, { id }, { loaders }) => loaders.residentById.load(id),
  residentByIdNumber: (_, { idNumber }, { residents, sealer }) =>
    residents.byIdNumberIndexes(sealer.indexes(indexedIdNumber(idNumber), 'id-number')),
  residents: (_, args, { residents }) => residents.page(args),
};

const Resident: ResidentResolvers = {
  __resolveReference: ({ id }, { loaders }) => loaders.residentById.load(id),
  displayName: ({ id, nameSealed }, _, { sealed }) => sealed.resident.open(id, 'name', nameSealed),
  idNumber: ({ id, idNumberSealed }, _, { sealed }) => sealed.resident.open(id, 'idNumber', idNumberSealed),
  phone: ({ id, phoneSealed }, _, { sealed }) => sealed.resident.open(id, 'phone', phoneSealed),
  address: ({ id, addressSealed }, _, { sealed }) => sealed.resident.open(id, 'address', addressSealed),
  ageYears: ({ bornOn }, _, { today }) => (bornOn === null ? null : ageOn(bornOn, today)),
  division: ({ divisionCode }, _, { loaders }) => loaders.divisionById.load(divisionCode),
  household: ({ householdId }, _, { loaders }) => loaders.householdById.load(householdId),
  assistance: ({ id }, _, { loaders, today }) =>
    loaders.assistanceOfResident.load(id).then((statuses) => currentOn(statuses, today)),
  assistanceHistory: ({ id }, _, { loaders }) => loaders.assistanceOfResident.load(id),
};

export const residentResolvers = { Query, Resident };
