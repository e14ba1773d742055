import type { LinkRunResolvers, MutationResolvers, QueryResolvers } from '../__generated__/resolvers.ts';
import { linkQualityFor, linkRunFor, relinkPeople } from './linkRun.commands.ts';
import { rulesOf } from './linkRun.rules.ts';

const Query: QueryResolvers = {
  linkRun: (_, __, context) => linkRunFor(context),
  linkQuality: (_, __, context) => linkQualityFor(context),
};

const Mutation: MutationResolvers = {
  relinkPeople: (_, { input }, context) => relinkPeople(input, context),
};

const LinkRun: LinkRunResolvers = {
  rules: async ({ modelVersion }, _, { linkRuns }) => [...rulesOf(await linkRuns.contentOf(modelVersion))],
  weights: ({ weights }) => [...weights],
};

export const linkRunResolvers = { Query, Mutation, LinkRun };
