import { codesFromText } from '@hub/kernel';
import type { AccessGrantResolvers, MutationResolvers, QueryResolvers } from '../__generated__/resolvers.ts';
import { signedIn } from '../context.ts';
import {
  approveGrant,
  breakTheGlass,
  declineGrant,
  requestApproval,
  reviewGrant,
  revokeGrant,
} from './accessGrant.commands.ts';
import { stateOf } from './accessGrant.rules.ts';

const Query: QueryResolvers = {
  accessGrant: (_, { id }, context) => signedIn(context).loaders.grantById.load(id),
  accessGrants: (_, args, context) => signedIn(context).grants.page(args),
};

const Mutation: MutationResolvers = {
  requestApproval: (_, { input }, context) => requestApproval(input, signedIn(context)),
  breakGlass: (_, { input }, context) => breakTheGlass(input, signedIn(context)),
  approveGrant: (_, { input }, context) => approveGrant(input, signedIn(context)),
  declineGrant: (_, { input }, context) => declineGrant(input, signedIn(context)),
  revokeGrant: (_, { input }, context) => revokeGrant(input, signedIn(context)),
  reviewGrant: (_, { input }, context) => reviewGrant(input, signedIn(context)),
};

const AccessGrant: AccessGrantResolvers = {
  __resolveReference: ({ id }, context) => signedIn(context).loaders.grantById.load(id),
  state: (grant, _, { now }) => stateOf(grant, now),
  records: ({ records }) => codesFromText(records),
  reason: ({ id, reasonSealed }, _, { opened }) => opened(id, 'reason', reasonSealed),
  note: ({ id, noteSealed }, _, { opened }) => opened(id, 'note', noteSealed),
  reviewNote: ({ id, reviewNoteSealed }, _, { opened }) => opened(id, 'reviewNote', reviewNoteSealed),
};

export const accessGrantResolvers = { Query, Mutation, AccessGrant };
