import { say } from '@hub/kernel';
import type { QueryResolvers, ShortageResolvers } from '../__generated__/resolvers.ts';
import { messages } from '../messages.ts';
import { sentenceOfShortage, unlockOf } from './shortage.rules.ts';

const Query: QueryResolvers = {
  shortages: (_, args, { shortages, overEveryone }) =>
    overEveryone.ofPlaces().then((byUnlock) => shortages.page(args, byUnlock)),
};

const Shortage: ShortageResolvers = {
  __resolveReference: ({ id }, { loaders }) => loaders.shortageById.load(id),
  division: ({ divisionCode }) => ({ id: divisionCode }),
  unlock: (shortage, _, { overEveryone }) => overEveryone.ofPlaces().then((told) => (told ? unlockOf(shortage) : null)),
  text: (shortage, _, { language }) => say(messages, language, sentenceOfShortage(shortage)),
};

export const shortageResolvers = { Query, Shortage };
