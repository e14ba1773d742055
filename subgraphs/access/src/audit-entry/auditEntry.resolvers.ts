import type { MutationResolvers } from '../__generated__/resolvers.ts';
import { ofProgram } from '../context.ts';
import { appendAudit } from './auditEntry.commands.ts';

const Mutation: MutationResolvers = {
  appendAudit: async (_, { entries }, context) => ofProgram(context) && appendAudit(entries, context),
};

export const auditEntryResolvers = { Mutation };
