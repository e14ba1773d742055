import type { MutationResolvers, NeedResolvers, QueryResolvers } from '../__generated__/resolvers.ts';
import { refTo } from '../refs.ts';
import { changeNeed, closeNeed, openNeed } from './need.commands.ts';

const Query: QueryResolvers = {
  need: (_, { id }, { loaders }) => loaders.needById.load(id),
  needs: (_, args, { needs }) => needs.page(args),
};

const Mutation: MutationResolvers = {
  openNeed: (_, { input }, context) => openNeed(input, context),
  changeNeed: (_, { input }, context) => changeNeed(input, context),
  closeNeed: (_, { input }, context) => closeNeed(input, context),
};

const Need: NeedResolvers = {
  __resolveReference: ({ id }, { loaders }) => loaders.needById.load(id),
  vettedOnly: ({ vettedOnly }) => vettedOnly === 1,
  division: ({ divisionCode }) => refTo(divisionCode),
  client: ({ clientId }, _, { loaders }) => loaders.clientById.load(clientId),
  station: ({ stationId }, _, { loaders }) => loaders.stationById.load(stationId),
};

export const needResolvers = { Query, Mutation, Need };
