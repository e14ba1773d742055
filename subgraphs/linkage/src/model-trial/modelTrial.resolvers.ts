import { say } from '@hub/kernel';
import type {
  LinkModelOutcomeResolvers,
  LinkModelTrialResolvers,
  MutationResolvers,
  QueryResolvers,
} from '../__generated__/resolvers.ts';
import { messages } from '../messages.ts';
import { beginModelTrial, cancelLinkModelTrial, linkModelTrialsFor } from './modelTrial.commands.ts';
import { outcomeOf } from './modelTrial.rules.ts';

const Query: QueryResolvers = {
  linkModelTrials: (_, __, context) => linkModelTrialsFor(context),
};

const Mutation: MutationResolvers = {
  trainLinkModel: (_, { input: { from } }, context) => beginModelTrial({ kind: from, modelVersion: null }, context),
  tryLinkModel: (_, { input: { id } }, context) => beginModelTrial({ kind: 'VERSION', modelVersion: id }, context),
  cancelLinkModelTrial: (_, { input }, context) => cancelLinkModelTrial(input, context),
};

const LinkModelTrial: LinkModelTrialResolvers = {
  of: ({ total }) => total,
  failure: ({ failure }, _, { language }) => failure && say(messages, language, failure),
  model: ({ modelVersion }, _, { modelVersions }) => (modelVersion === null ? null : modelVersions.byId(modelVersion)),
  outcome: outcomeOf,
};

const LinkModelOutcome: LinkModelOutcomeResolvers = {};

export const modelTrialResolvers = { Query, Mutation, LinkModelTrial, LinkModelOutcome };
