import { codesFromText } from '@hub/kernel';
import { ageOn } from '@hub/values';
import type { BeneficiaryResolvers, QueryResolvers } from '../__generated__/resolvers.ts';
import { refTo } from '../refs.ts';

const Query: QueryResolvers = {
  beneficiary: (_, { id }, { loaders }) => loaders.beneficiaryById.load(id),
  beneficiaries: (_, args, { beneficiaries }) => beneficiaries.page(args),
};

const Beneficiary: BeneficiaryResolvers = {
  __resolveReference: ({ id }, { loaders }) => loaders.beneficiaryById.load(id),
  displayName: ({ id, nameSealed }, _, { sealed }) => sealed.beneficiary.open(id, 'name', nameSealed),
  idNumber: ({ id, idNumberSealed }, _, { sealed }) => sealed.beneficiary.open(id, 'idNumber', idNumberSealed),
  phone: ({ id, phoneSealed }, _, { sealed }) => sealed.beneficiary.open(id, 'phone', phoneSealed),
  address: ({ id, addressSealed }, _, { sealed }) => sealed.beneficiary.open(id, 'address', addressSealed),
  ageYears: ({ bornOn }, _, { today }) => (bornOn === null ? null : ageOn(bornOn, today)),
  groups: ({ groups }) => codesFromText(groups),
  division: ({ divisionCode }) => refTo(divisionCode),
  charityOrganisation: ({ charityOrganisationId }, _, { loaders }) =>
    loaders.charityOrganisationById.load(charityOrganisationId),
};

export const beneficiaryResolvers = { Query, Beneficiary };
