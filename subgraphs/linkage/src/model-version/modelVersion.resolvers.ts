import type {
  LinkDriftResolvers,
  LinkModelActivationResolvers,
  LinkModelResolvers,
  MutationResolvers,
  QueryResolvers,
} from '../__generated__/resolvers.ts';
import { fieldCodeOf } from '../person/evidence.rules.ts';
import {
  activateLinkModel,
  driftFor,
  linkModelActivationsFor,
  linkModelsFor,
  trainingAdvisedFor,
} from './modelVersion.commands.ts';

const Query: QueryResolvers = {
  linkModels: (_, __, context) => linkModelsFor(context),
  linkModelActivations: (_, __, context) => linkModelActivationsFor(context),
};

const Mutation: MutationResolvers = {
  activateLinkModel: (_, { input }, context) => activateLinkModel(input, context),
};

const LinkModelActivation: LinkModelActivationResolvers = {
  by: ({ activatedBy }) => activatedBy,
};

const LinkModel: LinkModelResolvers = {
  drift: (version, _, context) => driftFor(version, context),
  isTrainingAdvised: (version, _, context) => trainingAdvisedFor(version, context),
};

const LinkDrift: LinkDriftResolvers = {
  field: ({ field }) => fieldCodeOf(field),
  levels: ({ levels }) => [...levels],
};

export const modelVersionResolvers = { Query, Mutation, LinkModel, LinkDrift, LinkModelActivation };
