import { codesFromText } from '@hub/kernel';
import type { QueryResolvers, TeamOfferResolvers, VolunteerTeamResolvers } from '../__generated__/resolvers.ts';
import { refTo } from '../refs.ts';
import { weeklyTimesIn } from '../volunteer/volunteer.rules.ts';
import { offerOf } from './volunteerTeam.rules.ts';

const Query: QueryResolvers = {
  volunteerTeam: (_, { id }, { loaders }) => loaders.volunteerTeamById.load(id),
  volunteerTeams: (_, args, { volunteerTeams }) => volunteerTeams.page(args),
};

const VolunteerTeam: VolunteerTeamResolvers = {
  __resolveReference: ({ id }, { loaders }) => loaders.volunteerTeamById.load(id),
  division: ({ divisionCode }) => refTo(divisionCode),
  activeMembers: async ({ id }, _, { loaders }) => (await loaders.sizeOfTeam.load(id))?.activeMembers,
  offer: offerOf,
  hoursServed: async ({ id }, _, { loaders }) => (await loaders.hoursOfTeam.load(id))?.hours ?? 0,
};

const TeamOffer: TeamOfferResolvers = {
  skills: ({ skills }) => codesFromText(skills),
  times: ({ windows }) => weeklyTimesIn(windows),
};

export const volunteerTeamResolvers = { Query, VolunteerTeam, TeamOffer };
