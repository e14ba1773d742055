import type { MatchRunResolvers, MutationResolvers, QueryResolvers } from '../__generated__/resolvers.ts';
import { startMatchRun } from './matchRun.commands.ts';

const Query: QueryResolvers = {
  latestMatchRun: (_, _args, { matchRuns }) => matchRuns.latest(),
  matchRun: (_, { id }, { loaders }) => loaders.matchRunById.load(id),
};

const Mutation: MutationResolvers = {
  startMatchRun: (_, _args, context) => startMatchRun(context),
};

const MatchRun: MatchRunResolvers = {
  __resolveReference: ({ id }, { loaders }) => loaders.matchRunById.load(id),
};

export const matchRunResolvers = { Query, Mutation, MatchRun };
