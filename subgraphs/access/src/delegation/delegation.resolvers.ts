import { codesFromText } from '@hub/kernel';
import type {
  DelegationResolvers,
  MutationResolvers,
  QueryResolvers,
  ViewerRightsResolvers,
} from '../__generated__/resolvers.ts';
import { signedIn } from '../context.ts';
import { delegateToSchedules, endDelegation, ownDelegations, renewDelegation } from './delegation.commands.ts';
import { basisOf, purposeOf, standingOf } from './delegation.rules.ts';

const Query: QueryResolvers = {
  delegation: (_, { id }, context) => signedIn(context).loaders.delegationById.load(id),
  delegations: (_, args, context) => signedIn(context).delegations.page(args),
};

const Mutation: MutationResolvers = {
  delegate: (_, { input }, context) => delegateToSchedules(input, signedIn(context)),
  renewDelegation: (_, { input }, context) => renewDelegation(input, signedIn(context)),
  revokeDelegation: (_, { input }, context) => endDelegation(input, signedIn(context)),
};

const Delegation: DelegationResolvers = {
  __resolveReference: ({ id }, context) => signedIn(context).loaders.delegationById.load(id),
  state: (row, _, { today }) => standingOf(row, today),
  organisation: ({ organisationId }) => organisationId,
  divisions: ({ divisions }) => codesFromText(divisions),
  purpose: (row) => purposeOf(row),
  basis: (row) => basisOf(row),
};

const ViewerRights: ViewerRightsResolvers = {
  delegations: (_, _args, context) => ownDelegations(signedIn(context)),
};

export const delegationResolvers = { Query, Mutation, Delegation, ViewerRights };
