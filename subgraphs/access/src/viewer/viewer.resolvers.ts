import type { QueryResolvers } from '../__generated__/resolvers.ts';
import { resolveViewer } from './viewer.commands.ts';

const Query: QueryResolvers = {
  resolveViewer: (_, { claims }) => resolveViewer(claims),
};

export const viewerResolvers = { Query };
