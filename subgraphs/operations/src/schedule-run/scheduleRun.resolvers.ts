import type { QueryResolvers, ScheduleRunResolvers } from '../__generated__/resolvers.ts';
import { outcomeText } from './scheduleRun.commands.ts';

const Query: QueryResolvers = {
  scheduleRun: (_, { id }, { loaders }) => loaders.runById.load(id),
  scheduleRuns: (_, args, { runs }) => runs.page(args),
};

const ScheduleRun: ScheduleRunResolvers = {
  __resolveReference: ({ id }, { loaders }) => loaders.runById.load(id),
  schedule: ({ scheduleId }, _, { loaders }) => loaders.scheduleById.load(scheduleId),
  outcomeText: (row, _, { language }) => outcomeText(row, language),
};

export const scheduleRunResolvers = { Query, ScheduleRun };
