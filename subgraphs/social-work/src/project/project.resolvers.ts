import type { ProjectResolvers, QueryResolvers } from '../__generated__/resolvers.ts';
import { refTo } from '../refs.ts';

const Query: QueryResolvers = {
  projects: (_, args, { projects }) => projects.page(args),
};

const Project: ProjectResolvers = {
  __resolveReference: ({ id }, { loaders }) => loaders.projectById.load(id),
  division: ({ divisionCode }) => refTo(divisionCode),
  station: ({ stationId }, _, { loaders }) => loaders.stationById.load(stationId),
};

export const projectResolvers = { Query, Project };
