import type { AssistanceStatusResolvers } from '../__generated__/resolvers.ts';

const AssistanceStatus: AssistanceStatusResolvers = {
  __resolveReference: ({ id }, { loaders }) => loaders.assistanceStatusById.load(id),
};

export const assistanceStatusResolvers = { AssistanceStatus };
