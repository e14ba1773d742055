import { codesFromText } from '@hub/kernel';
import type { MutationResolvers, NeedResolvers, QueryResolvers } from '../__generated__/resolvers.ts';
import { refTo } from '../refs.ts';
import { cadenceOf } from './amount.rules.ts';
import { changeNeed, closeNeed, openNeed } from './need.commands.ts';
import { timesIn } from './weeklyTimes.rules.ts';

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
  vettedOnly: ({ safeguarding }) => safeguarding !== 'NONE',
  genderWish: ({ genderWish, genderMust }) =>
    genderWish === null ? null : { gender: genderWish, must: genderMust === 1 },
  languageWish: ({ languageWish, languageMust }) =>
    languageWish === null ? null : { language: languageWish, must: languageMust === 1 },
  indivisible: ({ indivisible }) => indivisible === 1,
  cadence: cadenceOf,
  times: ({ windows }) => timesIn(windows),
  excludedProviders: ({ excludedProviders }) => codesFromText(excludedProviders),
  division: ({ divisionCode }) => refTo(divisionCode),
  client: ({ clientId }, _, { loaders }) => loaders.clientById.load(clientId),
  station: ({ stationId }, _, { loaders }) => loaders.stationById.load(stationId),
};

export const needResolvers = { Query, Mutation, Need };
