import type {
  QueryResolvers,
  StatisticsCellResolvers,
  StatisticsRowResolvers,
  StatisticsTableResolvers,
} from '../__generated__/resolvers.ts';
import { refTo } from '../refs.ts';
import { askFor, divisionOf, rowsFor } from './statistics.rules.ts';

const Query: QueryResolvers = {
  matchingStatistics: (_, { table }, { today }) => askFor('openNeeds', table, today),
};

const StatisticsTable: StatisticsTableResolvers = {
  rows: (asked, _, { viewer, statistics }) => statistics().then((release) => rowsFor(viewer, release, asked)),
};

const StatisticsRow: StatisticsRowResolvers = {
  placeId: ({ place }) => place,
  division: ({ place }) => refTo(divisionOf(place)),
  suppressed: ({ total }) => total === null,
};

const StatisticsCell: StatisticsCellResolvers = { suppressed: ({ count }) => count === null };

export const statisticsResolvers = { Query, StatisticsTable, StatisticsRow, StatisticsCell };
