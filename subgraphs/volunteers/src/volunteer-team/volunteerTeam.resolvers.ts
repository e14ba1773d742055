import type { QueryResolvers, VolunteerTeamResolvers } from '../__generated__/resolvers.ts';
import { refTo } from '../refs.ts';

const Query: QueryResolvers = {
  volunteerTeam: (_, { id }, { loaders }) => loaders.volunteerTeamById.load(id),
  volunteerTeams: (_, args, { volunteerTeams }) => volunteerTeams.page(args),
};

const VolunteerTeam: VolunteerTeamResolvers = {
  __resolveReference: ({ id }, { loaders }) => loaders.volunteerTeamById.load(id),
  division: ({ divisionCode }) => refTo(divisionCode),
  activeMembers: async ({ id }, _, { loaders }) => (await loaders.sizeOfTeam.load(id))?.activeMembers,
};

export const volunteerTeamResolvers = { Query, VolunteerTeam };
