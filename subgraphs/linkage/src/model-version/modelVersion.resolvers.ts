import type { LinkDriftResolvers, LinkModelResolvers, QueryResolvers } from '../__generated__/resolvers.ts';
import { fieldCodeOf } from '../person/evidence.rules.ts';
import { driftFor, linkModelsFor } from './modelVersion.commands.ts';

const Query: QueryResolvers = {
  linkModels: (_, __, context) => linkModelsFor(context),
};

const LinkModel: LinkModelResolvers = {
  drift: (version, _, context) => driftFor(version, context),
};

const LinkDrift: LinkDriftResolvers = {
  field: ({ field }) => fieldCodeOf(field),
  levels: ({ levels }) => [...levels],
};

export const modelVersionResolvers = { Query, LinkModel, LinkDrift };
