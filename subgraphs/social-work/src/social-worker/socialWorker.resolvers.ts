import type { QueryResolvers, SocialWorkerResolvers } from '../__generated__/resolvers.ts';

const Query: QueryResolvers = {
  socialWorkers: (_, args, { socialWorkers }) => socialWorkers.page(args),
};

const SocialWorker: SocialWorkerResolvers = {
  __resolveReference: ({ id }, { loaders }) => loaders.socialWorkerById.load(id),
  displayName: ({ id, nameSealed }, _, { sealed }) => sealed.socialWorker.open(id, 'name', nameSealed),
  station: ({ stationId }, _, { loaders }) => loaders.stationById.load(stationId),
};

export const socialWorkerResolvers = { Query, SocialWorker };
