import type {
  QueryResolvers,
  StatisticsCellResolvers,
  StatisticsRowResolvers,
  StatisticsTableResolvers,
} from '../__generated__/resolvers.ts';
import { refTo } from '../refs.ts';
import { askFor, divisionOf, rowsFor } from './statistics.rules.ts';

const Query: QueryResolvers = {
  needStatistics: (_, { table }, { today }) => askFor('needs', table, today),
  clientStatistics: (_, { table }, { today }) => askFor('clients', table, today),
  caseFileStatistics: (_, { table }, { today }) => askFor('caseFiles', table, today),
};

const StatisticsTable: StatisticsTableResolvers = {
  rows: (asked, _, { viewer, statistics }) =>
    statistics(asked.population).then((release) => rowsFor(viewer, release, asked)),
};

const StatisticsRow: StatisticsRowResolvers = {
  placeId: ({ place }) => place,
  division: ({ place }) => refTo(divisionOf(place)),
  suppressed: ({ total }) => total === null,
};

const StatisticsCell: StatisticsCellResolvers = { suppressed: ({ count }) => count === null };

export const statisticsResolvers = { Query, StatisticsTable, StatisticsRow, StatisticsCell };
