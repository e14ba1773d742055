import { codesFromText } from '@hub/kernel';
import type { MutationResolvers, QueryResolvers, ScheduleResolvers } from '../__generated__/resolvers.ts';
import {
  changeSchedule,
  createSchedule,
  nextTimesOf,
  pauseSchedule,
  previewSchedule,
  runSchedule,
  startSchedule,
  stopSchedule,
} from './schedule.commands.ts';

const Query: QueryResolvers = {
  schedule: (_, { id }, { loaders }) => loaders.scheduleById.load(id),
  schedules: (_, args, { schedules }) => schedules.page(args),
  previewSchedule: (_, args, context) => ({ times: previewSchedule(args, context) }),
};

const Mutation: MutationResolvers = {
  createSchedule: (_, { input }, context) => createSchedule(input, context),
  changeSchedule: (_, { input }, context) => changeSchedule(input, context),
  startSchedule: (_, { input }, context) => startSchedule(input, context),
  pauseSchedule: (_, { input }, context) => pauseSchedule(input, context),
  stopSchedule: (_, { input }, context) => stopSchedule(input, context),
  runSchedule: (_, { input }, context) => runSchedule(input, context),
};

const Schedule: ScheduleResolvers = {
  __resolveReference: ({ id }, { loaders }) => loaders.scheduleById.load(id),
  operation: ({ operationId }, _, { loaders }) => loaders.operationById.load(operationId),
  delegation: ({ delegationId }) => ({ id: delegationId }),
  onChange: ({ onChange }) => codesFromText(onChange),
  nextTimes: (row, _, context) => nextTimesOf(row, context),
  lastRun: ({ id }, _, { loaders }) => loaders.lastRunOf.load(id),
};

export const scheduleResolvers = { Query, Mutation, Schedule };
