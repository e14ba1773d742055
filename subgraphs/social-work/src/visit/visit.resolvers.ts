import type { QueryResolvers, VisitResolvers } from '../__generated__/resolvers.ts';

const Query: QueryResolvers = {
  visits: (_, args, { visits }) => visits.page(args),
};

const Visit: VisitResolvers = {
  need: ({ needId }, _, { loaders }) => loaders.needById.load(needId),
  client: ({ clientId }, _, { loaders }) => loaders.clientById.load(clientId),
  station: ({ ownerOrganisationId }, _, { loaders }) => loaders.stationById.load(ownerOrganisationId),
  referral: ({ referralId }) => ({ id: referralId }),
};

export const visitResolvers = { Query, Visit };
