import type { CharityOrganisationResolvers, QueryResolvers } from '../__generated__/resolvers.ts';
import { refTo } from '../refs.ts';

const Query: QueryResolvers = {
  charityOrganisation: (_, { id }, { loaders }) => loaders.charityOrganisationById.load(id),
  charityOrganisations: (_, args, { charityOrganisations }) => charityOrganisations.page(args),
};

const CharityOrganisation: CharityOrganisationResolvers = {
  __resolveReference: ({ id }, { loaders }) => loaders.charityOrganisationById.load(id),
  division: ({ divisionCode }) => refTo(divisionCode),
  funds: ({ id }, _, { loaders }) => loaders.fundsByCharityOrganisation.load(id),
};

export const charityOrganisationResolvers = { Query, CharityOrganisation };
