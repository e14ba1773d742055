import type { OvercommitmentResolvers, QueryResolvers } from '../__generated__/resolvers.ts';

const Query: QueryResolvers = {
  overcommitments: (_, args, { overcommitments }) => overcommitments.page(args),
};

const Overcommitment: OvercommitmentResolvers = {
  resource: ({ resourceId }, _, { loaders }) => loaders.resourceById.load(resourceId),
  excess: ({ committed, offered }) => committed - offered,
  since: ({ overcommittedSince }) => overcommittedSince,
  referrals: ({ resourceId }, _, { loaders }) => loaders.reservingReferralsByResource.load(resourceId),
};

export const commitmentResolvers = { Query, Overcommitment };
