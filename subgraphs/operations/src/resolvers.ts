import { scalars } from '@hub/schema';
import type { Resolvers } from './__generated__/resolvers.ts';
import { scheduleResolvers } from './schedule/schedule.resolvers.ts';
import { subjectOfSchedule } from './schedule/schedule.rules.ts';
import { scheduleRunResolvers } from './schedule-run/scheduleRun.resolvers.ts';
import { subjectOfRun } from './schedule-run/scheduleRun.rules.ts';
import { trustedOperationResolvers } from './trusted-operation/trustedOperation.resolvers.ts';
import { subjectOfOperation } from './trusted-operation/trustedOperation.rules.ts';

/** The features' resolvers, put together. */
export const resolvers: Resolvers = {
  ...scalars,
  Query: { ...scheduleResolvers.Query, ...scheduleRunResolvers.Query, ...trustedOperationResolvers.Query },
  Mutation: { ...scheduleResolvers.Mutation, ...trustedOperationResolvers.Mutation },
  Schedule: scheduleResolvers.Schedule,
  ScheduleRun: scheduleRunResolvers.ScheduleRun,
  TrustedOperation: trustedOperationResolvers.TrustedOperation,
};

/** About nobody, and nobody's. */
const subjectOfVariable = () => ({ id: '', divisionCode: null, ownerOrganisationId: null, bornOn: null });

/** For each type with classed fields: whom a row is about. */
export const subjects = {
  OperationVariable: subjectOfVariable,
  Schedule: subjectOfSchedule,
  SchedulePreview: subjectOfVariable,
  ScheduleRun: subjectOfRun,
  TrustedOperation: subjectOfOperation,
};
