import type {
  QueryResolvers,
  StatisticsCellResolvers,
  StatisticsRowResolvers,
  StatisticsTableResolvers,
} from '../__generated__/resolvers.ts';
import { askFor, rowsFor } from './statistics.rules.ts';

const Query: QueryResolvers = {
  residentStatistics: (_, { table }, { today }) => askFor('residents', table, today),
};

const StatisticsTable: StatisticsTableResolvers = {
  rows: (asked, _, { viewer, statistics }) =>
    statistics(asked.population).then((release) => rowsFor(viewer, release, asked)),
};

const StatisticsRow: StatisticsRowResolvers = {
  placeId: ({ place }) => place,
  division: ({ place }, _, { loaders }) => loaders.divisionById.load(place),
  suppressed: ({ total }) => total === null,
};

const StatisticsCell: StatisticsCellResolvers = { suppressed: ({ count }) => count === null };

export const statisticsResolvers = { Query, StatisticsTable, StatisticsRow, StatisticsCell };
