import type { MutationResolvers, QueryResolvers, TrustedOperationResolvers } from '../__generated__/resolvers.ts';
import { registerOperation, retireOperation, variablesToday } from './trustedOperation.commands.ts';
import { purposeOf, textIn, variablesOf } from './trustedOperation.rules.ts';

const Query: QueryResolvers = {
  trustedOperation: (_, { id }, { loaders }) => loaders.operationById.load(id),
  trustedOperations: (_, args, { operations }) => operations.page(args),
};

const Mutation: MutationResolvers = {
  registerOperation: (_, { input }, context) => registerOperation(input, context),
  retireOperation: (_, { input }, context) => retireOperation(input, context),
};

const TrustedOperation: TrustedOperationResolvers = {
  __resolveReference: ({ id }, { loaders }) => loaders.operationById.load(id),
  title: ({ titleZh, titleEn }, _, { language }) => textIn(titleZh, titleEn, language),
  description: ({ descriptionZh, descriptionEn }, _, { language }) => textIn(descriptionZh, descriptionEn, language),
  variables: (row) => variablesOf(row),
  variablesToday: (row, _, context) => variablesToday(row, context),
  purpose: (row) => purposeOf(row),
  shared: ({ shared }) => shared === 1,
};

export const trustedOperationResolvers = { Query, Mutation, TrustedOperation };
