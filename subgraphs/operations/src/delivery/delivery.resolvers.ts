import { say } from '@hub/kernel';
import type {
  DeliveryAttemptResolvers,
  DeliveryChangeResolvers,
  DeliveryReasonResolvers,
  DeliveryResolvers,
  MutationResolvers,
  QueryResolvers,
} from '../__generated__/resolvers.ts';
import { acknowledgeDelivery, discardDelivery, readChanges, resendDelivery } from './delivery.commands.ts';
import { cellsOf, isOwn } from './delivery.rules.ts';
import { deliveryMessages } from './deliveryMessages.ts';

const Query: QueryResolvers = {
  delivery: (_, { id }, { loaders }) => loaders.deliveryById.load(id),
  deliveries: (_, args, { deliveries }) => deliveries.page(args),
};

const Mutation: MutationResolvers = {
  acknowledgeDelivery: (_, { input }, context) => acknowledgeDelivery(input, context),
  resendDelivery: (_, { input }, context) => resendDelivery(input, context),
  discardDelivery: (_, { input }, context) => discardDelivery(input, context),
};

const Delivery: DeliveryResolvers = {
  __resolveReference: ({ id }, { loaders }) => loaders.deliveryById.load(id),
  target: ({ targetId }, _, { loaders }) => loaders.targetById.load(targetId),
  reason: ({ reason }) => (reason === null ? null : { code: reason }),
  newRows: (delivery, _, { viewer }) => (isOwn(delivery, viewer) ? delivery.newRows : null),
  changedRows: (delivery, _, { viewer }) => (isOwn(delivery, viewer) ? delivery.changedRows : null),
  goneRows: (delivery, _, { viewer }) => (isOwn(delivery, viewer) ? delivery.goneRows : null),
  attempts: ({ id }, _, { loaders }) => loaders.attemptsOfDelivery.load(id),
  changes: (delivery, args, context) => readChanges(delivery, args, context),
};

const DeliveryReason: DeliveryReasonResolvers = {
  text: ({ code }, _, { language }) => say(deliveryMessages, language, code),
};

const DeliveryAttempt: DeliveryAttemptResolvers = {
  outcome: ({ outcome }) => ({ code: outcome }),
};

const DeliveryChange: DeliveryChangeResolvers = {
  cells: (change) => cellsOf(change),
  matches: ({ matches = [] }) => matches,
};

export const deliveryResolvers = { Query, Mutation, Delivery, DeliveryAttempt, DeliveryChange, DeliveryReason };
