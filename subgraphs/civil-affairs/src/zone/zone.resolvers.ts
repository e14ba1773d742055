import type { QueryResolvers, ZoneResolvers } from '../__generated__/resolvers.ts';

const Query: QueryResolvers = {
  zones: (_, args, { zones }) => zones.page(args),
};

const Zone: ZoneResolvers = {
  __resolveReference: ({ id }, { loaders }) => loaders.zoneById.load(id),
  members: ({ id }, _, { loaders }) => loaders.divisionsInZone.load(id),
};

export const zoneResolvers = { Query, Zone };
