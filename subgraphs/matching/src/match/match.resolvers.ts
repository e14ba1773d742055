import { say } from '@hub/kernel';
import type {
  FittingNeedResolvers,
  FundResolvers,
  MatchResolvers,
  NeedResolvers,
  ObstacleResolvers,
  ReasonResolvers,
  ScoreComponentResolvers,
  UnmetResolvers,
} from '../__generated__/resolvers.ts';
import type { MatchingContext } from '../context.ts';
import { messages } from '../messages.ts';
import { refTo } from '../refs.ts';
import { inWords, ruleWords, wordOf } from '../words.ts';
import type { ReasonRow } from './match.entity.ts';
import { levelWords } from './match.rules.ts';
import { reasonsFor, unmetFor } from './told.rules.ts';

const sentence = ({ code, params }: ReasonRow, _: unknown, { language }: MatchingContext): string =>
  say(messages, language, code, inWords(params, language));

const Fund: FundResolvers = {
  __resolveReference: ({ id }) => ({ id }),
  fittingNeeds: ({ id }, { first }, { mostFitting }) => mostFitting(first ?? 5, id),
  fittingNeedCount: ({ id }, _, { loaders }) => loaders.fittingCountByFund.load(id).then((count) => count?.needs ?? 0),
};

const FittingNeed: FittingNeedResolvers = { need: ({ needId }) => refTo(needId) };

const Need: NeedResolvers = {
  __resolveReference: ({ id }) => ({ id }),
  matches: ({ id }, { first }, { bestMatches }) => bestMatches(first ?? 3, id),
  unmet: ({ id }, _, { loaders, toldOfGroups }) =>
    loaders.unmetByNeed.load(id).then((unmet) => unmetFor(unmet, toldOfGroups)),
};

const Match: MatchResolvers = {
  unitsAMonth: ({ monthUnits }) => monthUnits,
  reasons: ({ reasons }, _, { toldOfGroups }) => reasonsFor(reasons, toldOfGroups),
  resource: ({ resourceId }, _, { loaders }) => loaders.resourceById.load(resourceId),
};

const ScoreComponent: ScoreComponentResolvers = {
  text: ({ part }, _, { language }) => wordOf(levelWords, part, language),
};

const Obstacle: ObstacleResolvers = {
  text: ({ code }, _, { language }) => wordOf(ruleWords, code, language),
};

const Reason: ReasonResolvers = { text: sentence };

const Unmet: UnmetResolvers = {
  text: sentence,
  shortage: ({ shortageId }, _, { loaders }) => (shortageId === null ? null : loaders.shortageById.load(shortageId)),
};

export const matchResolvers = { FittingNeed, Fund, Need, Match, Obstacle, Reason, ScoreComponent, Unmet };
