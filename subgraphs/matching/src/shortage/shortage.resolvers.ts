import { say } from '@hub/kernel';
import type { QueryResolvers, ShortageResolvers } from '../__generated__/resolvers.ts';
import { messages } from '../messages.ts';
import { sentenceOfShortage } from './shortage.rules.ts';

const Query: QueryResolvers = {
  shortages: (_, args, { shortages }) => shortages.page(args),
};

const Shortage: ShortageResolvers = {
  __resolveReference: ({ id }, { loaders }) => loaders.shortageById.load(id),
  division: ({ divisionCode }) => ({ id: divisionCode }),
  text: (shortage, _, { language }) => say(messages, language, sentenceOfShortage(shortage)),
};

export const shortageResolvers = { Query, Shortage };
