import { codesFromText } from '@hub/kernel';
import type {
  DeliveryTargetResolvers,
  DeliveryTargetWithKeyResolvers,
  MutationResolvers,
  QueryResolvers,
} from '../__generated__/resolvers.ts';
import {
  changeDeliveryTarget,
  endDeliveryTarget,
  openDeliveryTarget,
  rotateDeliveryKey,
} from './deliveryTarget.commands.ts';

const Query: QueryResolvers = {
  deliveryTarget: (_, { id }, { loaders }) => loaders.targetById.load(id),
  deliveryTargets: (_, args, { targets }) => targets.page(args),
};

const Mutation: MutationResolvers = {
  openDeliveryTarget: (_, { input }, context) => openDeliveryTarget(input, context),
  changeDeliveryTarget: (_, { input }, context) => changeDeliveryTarget(input, context),
  rotateDeliveryKey: (_, { input }, context) => rotateDeliveryKey(input, context),
  endDeliveryTarget: (_, { input }, context) => endDeliveryTarget(input, context),
};

const DeliveryTarget: DeliveryTargetResolvers = {
  __resolveReference: ({ id }, { loaders }) => loaders.targetById.load(id),
  url: (target, _, { targets }) => targets.urlOf(target),
  schedules: ({ scheduleIds }) => codesFromText(scheduleIds),
  formerKeyUntil: ({ formerUntil }) => formerUntil,
};

const DeliveryTargetWithKey: DeliveryTargetWithKeyResolvers = {
  target: (target) => target,
  key: (target, _, { targets }) => targets.secretOf(target),
};

export const deliveryTargetResolvers = { Query, Mutation, DeliveryTarget, DeliveryTargetWithKey };
