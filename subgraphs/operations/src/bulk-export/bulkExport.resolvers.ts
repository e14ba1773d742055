import type { BulkExportResolvers, MutationResolvers, QueryResolvers } from '../__generated__/resolvers.ts';
import { cancelBulkExport, exportOutcomeText, readPiece, startBulkExport } from './bulkExport.commands.ts';
import { fileNameOf, isOwnExport } from './bulkExport.rules.ts';

const Query: QueryResolvers = {
  bulkExport: (_, { id }, { loaders }) => loaders.bulkExportById.load(id),
  bulkExports: (_, args, { bulkExports }) => bulkExports.page(args),
};

const Mutation: MutationResolvers = {
  startBulkExport: (_, { input }, context) => startBulkExport(input, context),
  cancelBulkExport: (_, { input }, context) => cancelBulkExport(input, context),
};

const BulkExport: BulkExportResolvers = {
  __resolveReference: ({ id }, { loaders }) => loaders.bulkExportById.load(id),
  operation: ({ operationId }, _, { loaders }) => loaders.operationById.load(operationId),
  delegation: ({ delegationId }) => ({ id: delegationId }),
  outcomeText: (row, _, { language }) => exportOutcomeText(row, language),
  fileName: (row) => fileNameOf(row),
  rows: (row, _, { viewer }) => (isOwnExport(row, viewer) ? row.rows : null),
  bytes: (row, _, { viewer }) => (isOwnExport(row, viewer) ? row.bytes : null),
  sha256: (row, _, { viewer }) => (isOwnExport(row, viewer) ? row.sha256 : null),
  pieces: (row, _, { viewer }) => (isOwnExport(row, viewer) ? row.pieces : null),
  piece: (row, { number }, context) => readPiece(row, number, context),
};

export const bulkExportResolvers = { Query, Mutation, BulkExport };
