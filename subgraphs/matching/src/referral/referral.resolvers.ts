import { say } from '@hub/kernel';
import type {
  MutationResolvers,
  NeedResolvers,
  QueryResolvers,
  ReferralReasonResolvers,
  ReferralResolvers,
  ReferralStepResolvers,
} from '../__generated__/resolvers.ts';
import { messages } from '../messages.ts';
import { inWords } from '../words.ts';
import { proposeReferral, reassignReferral, takeStep } from './referral.commands.ts';
import { isOverdue, partsOf, reasonOf } from './referral.rules.ts';

const Query: QueryResolvers = {
  referral: (_, { id }, { loaders }) => loaders.referralById.load(id),
  referrals: (_, args, { referrals }) => referrals.page(args),
};

const Mutation: MutationResolvers = {
  proposeReferral: (_, { input }, context) => proposeReferral(input, context),
  sendReferral: (_, { input }, context) => takeStep('send', input, context),
  acceptReferral: (_, { input }, context) => takeStep('accept', input, context),
  declineReferral: (_, { input }, context) => takeStep('decline', input, context),
  startReferral: (_, { input }, context) => takeStep('start', input, context),
  completeReferral: (_, { input }, context) => takeStep('complete', input, context),
  unacceptReferral: (_, { input }, context) => takeStep('unaccept', input, context),
  cancelReferral: (_, { input }, context) => takeStep('cancel', input, context),
  reassignReferral: (_, { input }, context) => reassignReferral(input, context),
};

const Need: NeedResolvers = {
  referrals: ({ id }, _, { loaders }) => loaders.referralsByNeed.load(id),
};

const Referral: ReferralResolvers = {
  __resolveReference: ({ id }, { loaders }) => loaders.referralById.load(id),
  need: ({ needId }) => ({ id: needId }),
  resource: ({ resourceId }, _, { loaders }) => loaders.resourceById.load(resourceId),
  unitsAMonth: ({ monthUnits }) => monthUnits,
  division: ({ divisionCode }) => ({ id: divisionCode }),
  station: ({ ownerOrganisationId }) => ({ __typename: 'Station', id: ownerOrganisationId }),
  times: ({ windows }, _, { language }) => (windows === 0 ? null : String(inWords({ windows }, language).windows)),
  overdue: (referral, _, { today }) => isOverdue(referral, today),
  reason: (referral) => reasonOf(referral.reason, referral),
  steps: (referral, _, { loaders }) => loaders.stepsByReferral.load(referral.id).then(partsOf(referral)),
  commitments: (referral, _, { loaders }) => loaders.commitmentsByReferral.load(referral.id).then(partsOf(referral)),
};

const ReferralReason: ReferralReasonResolvers = {
  text: ({ code }, _, { language }) => say(messages, language, `REFERRAL_${code}`),
};

const ReferralStep: ReferralStepResolvers = {
  reason: ({ reason, referral }) => reasonOf(reason, referral),
};

export const referralResolvers = { Query, Mutation, Need, Referral, ReferralReason, ReferralStep };
