import type { MutationResolvers, QueryResolvers } from '../__generated__/resolvers.ts';
import { signedIn } from '../context.ts';
import { revokeTokens } from './revocation.commands.ts';

const Query: QueryResolvers = {
  revocations: (_, args, context) => signedIn(context).revocations.page(args),
};

const Mutation: MutationResolvers = {
  revokeTokens: (_, { input }, context) => revokeTokens(input, signedIn(context)),
};

export const revocationResolvers = { Query, Mutation };
