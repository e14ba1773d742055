import { scalars } from '@hub/schema';
import type { Resolvers } from './__generated__/resolvers.ts';
import { bulkExportResolvers } from './bulk-export/bulkExport.resolvers.ts';
import { subjectOfExport } from './bulk-export/bulkExport.rules.ts';
import { deliveryResolvers } from './delivery/delivery.resolvers.ts';
import { subjectOfDelivery } from './delivery/delivery.rules.ts';
import { deliveryTargetResolvers } from './delivery/deliveryTarget.resolvers.ts';
import { subjectOfTarget } from './delivery/deliveryTarget.rules.ts';
import { scheduleResolvers } from './schedule/schedule.resolvers.ts';
import { subjectOfSchedule } from './schedule/schedule.rules.ts';
import { scheduleRunResolvers } from './schedule-run/scheduleRun.resolvers.ts';
import { subjectOfRun } from './schedule-run/scheduleRun.rules.ts';
import { trustedOperationResolvers } from './trusted-operation/trustedOperation.resolvers.ts';
import { subjectOfOperation } from './trusted-operation/trustedOperation.rules.ts';

/** The features' resolvers, put together. */
export const resolvers: Resolvers = {
  ...scalars,
  Schedule: scheduleResolvers.Schedule,
  ScheduleRun: scheduleRunResolvers.ScheduleRun,
  Query: {
    ...bulkExportResolvers.Query,
    ...deliveryResolvers.Query,
    ...deliveryTargetResolvers.Query,
    ...scheduleResolvers.Query,
    ...scheduleRunResolvers.Query,
    ...trustedOperationResolvers.Query,
  },
  Mutation: {
    ...bulkExportResolvers.Mutation,
    ...scheduleResolvers.Mutation,
    ...deliveryResolvers.Mutation,
    ...deliveryTargetResolvers.Mutation,
    ...trustedOperationResolvers.Mutation,
  },
  BulkExport: bulkExportResolvers.BulkExport,
  Delivery: deliveryResolvers.Delivery,
  DeliveryAttempt: deliveryResolvers.DeliveryAttempt,
  DeliveryChange: deliveryResolvers.DeliveryChange,
  DeliveryReason: deliveryResolvers.DeliveryReason,
  DeliveryTarget: deliveryTargetResolvers.DeliveryTarget,
  DeliveryTargetWithKey: deliveryTargetResolvers.DeliveryTargetWithKey,
  TrustedOperation: trustedOperationResolvers.TrustedOperation,
};

/** About nobody, and nobody's. */
const subjectOfVariable = () => ({ id: '', divisionCode: null, ownerOrganisationId: null, bornOn: null });

/** For each type with classed fields: whom a row is about. */
export const subjects = {
  BulkExport: subjectOfExport,
  Delivery: subjectOfDelivery,
  DeliveryTarget: subjectOfTarget,
  DeliveryTargetWithKey: subjectOfTarget,
  OperationVariable: subjectOfVariable,
  Schedule: subjectOfSchedule,
  SchedulePreview: subjectOfVariable,
  ScheduleRun: subjectOfRun,
  TrustedOperation: subjectOfOperation,
};
