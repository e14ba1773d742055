import type { CaseFileResolvers, QueryResolvers } from '../__generated__/resolvers.ts';

const Query: QueryResolvers = {
  caseFile: (_, { id }, { loaders }) => loaders.caseFileById.load(id),
  caseFiles: (_, args, { caseFiles }) => caseFiles.page(args),
};

const CaseFile: CaseFileResolvers = {
  __resolveReference: ({ id }, { loaders }) => loaders.caseFileById.load(id),
  deep: ({ deep }) => deep === 1,
  client: ({ clientId }, _, { loaders }) => loaders.clientById.load(clientId),
  station: ({ stationId }, _, { loaders }) => loaders.stationById.load(stationId),
  socialWorker: ({ socialWorkerId }, _, { loaders }) =>
    socialWorkerId === null ? null : loaders.socialWorkerById.load(socialWorkerId),
};

export const caseFileResolvers = { Query, CaseFile };
