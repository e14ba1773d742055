import type { HouseholdResolvers, QueryResolvers } from '../__generated__/resolvers.ts';

const Query: QueryResolvers = {
  household: (_, { id }, { loaders }) => loaders.householdById.load(id),
  households: (_, args, { households }) => households.page(args),
};

const Household: HouseholdResolvers = {
  __resolveReference: ({ id }, { loaders }) => loaders.householdById.load(id),
  address: ({ id, addressSealed }, _, { sealed }) => sealed.household.open(id, 'address', addressSealed),
  division: ({ divisionCode }, _, { loaders }) => loaders.divisionById.load(divisionCode),
  members: ({ id }, _, { loaders }) => loaders.residentsOfHousehold.load(id),
};

export const householdResolvers = { Query, Household };
