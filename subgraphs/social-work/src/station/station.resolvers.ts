import type { QueryResolvers, StationResolvers } from '../__generated__/resolvers.ts';
import { refTo } from '../refs.ts';

const Query: QueryResolvers = {
  station: (_, { id }, { loaders }) => loaders.stationById.load(id),
  stations: (_, args, { stations }) => stations.page(args),
};

const Station: StationResolvers = {
  __resolveReference: ({ id }, { loaders }) => loaders.stationById.load(id),
  division: ({ divisionCode }) => refTo(divisionCode),
};

export const stationResolvers = { Query, Station };
