import type { QueryResolvers } from '../__generated__/resolvers.ts';
import { ofProgram } from '../context.ts';
import { resolveDelegation, resolveViewer, rightsOf } from './viewer.commands.ts';

const Query: QueryResolvers = {
  resolveViewer: async (_, { claims }, context) => (ofProgram(context) ? resolveViewer(claims, context) : null),
  resolveDelegation: async (_, { id, subject }, context) =>
    ofProgram(context) ? resolveDelegation(id, subject ?? null, context) : null,
  me: (_, _args, context) => rightsOf(context),
};

export const viewerResolvers = { Query };
