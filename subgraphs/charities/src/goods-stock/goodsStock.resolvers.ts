import { codesFromText } from '@hub/kernel';
import type { GoodsStockResolvers, QueryResolvers } from '../__generated__/resolvers.ts';
import { refTo } from '../refs.ts';

const Query: QueryResolvers = {
  goodsStocks: (_, args, { goodsStocks }) => goodsStocks.page(args),
};

const GoodsStock: GoodsStockResolvers = {
  __resolveReference: ({ id }, { loaders }) => loaders.goodsStockById.load(id),
  beneficiaryGroups: ({ beneficiaryGroups }) => codesFromText(beneficiaryGroups),
  charityOrganisation: ({ charityOrganisationId }, _, { loaders }) =>
    loaders.charityOrganisationById.load(charityOrganisationId),
  division: ({ divisionCode }) => refTo(divisionCode),
};

export const goodsStockResolvers = { Query, GoodsStock };
