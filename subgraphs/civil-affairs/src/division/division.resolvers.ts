import type { DivisionResolvers, QueryResolvers } from '../__generated__/resolvers.ts';
import { fullCodeOf } from './division.rules.ts';

const Query: QueryResolvers = {
  division: (_, { id }, { loaders }) => loaders.divisionById.load(fullCodeOf(id)),
  divisions: (_, args, { divisions }) => divisions.page(args),
};

const Division: DivisionResolvers = {
  __resolveReference: ({ id }, { loaders }) => loaders.divisionById.load(id),
  formal: ({ formal }) => formal === 1,
  parent: ({ parentCode }, _, { loaders }) => (parentCode === null ? null : loaders.divisionById.load(parentCode)),
  children: ({ id }, _, { loaders }) => loaders.childrenOfDivision.load(id),
  managedBy: ({ id }, _, { loaders }) =>
    loaders.managerOfDivision.load(id).then((manager) => manager && loaders.zoneById.load(manager.managerId)),
};

export const divisionResolvers = { Query, Division };
