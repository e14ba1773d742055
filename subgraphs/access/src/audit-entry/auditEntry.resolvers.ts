import type { MutationResolvers } from '../__generated__/resolvers.ts';
import { appendAudit } from './auditEntry.commands.ts';

const Mutation: MutationResolvers = {
  appendAudit: (_, { entries }, context) => appendAudit(entries, context),
};

export const auditEntryResolvers = { Mutation };
