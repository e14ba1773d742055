import { scalars } from '@hub/schema';
import type { Resolvers } from './__generated__/resolvers.ts';
import { beneficiaryResolvers } from './beneficiary/beneficiary.resolvers.ts';
import { subjectOfBeneficiary } from './beneficiary/beneficiary.rules.ts';
import { charityOrganisationResolvers } from './charity-organisation/charityOrganisation.resolvers.ts';
import { disbursementResolvers } from './disbursement/disbursement.resolvers.ts';
import { subjectOfDisbursement } from './disbursement/disbursement.rules.ts';
import { fundResolvers } from './fund/fund.resolvers.ts';
import { subjectOfFund } from './fund/fund.rules.ts';
import { goodsStockResolvers } from './goods-stock/goodsStock.resolvers.ts';
import { subjectOfGoodsStock } from './goods-stock/goodsStock.rules.ts';
import { statisticsResolvers } from './statistics/statistics.resolvers.ts';
import { subjectOfStatisticsTable } from './statistics/statistics.rules.ts';

/** The features' resolvers, put together. */
export const resolvers: Resolvers = {
  ...scalars,
  Query: {
    ...beneficiaryResolvers.Query,
    ...charityOrganisationResolvers.Query,
    ...disbursementResolvers.Query,
    ...fundResolvers.Query,
    ...goodsStockResolvers.Query,
    ...statisticsResolvers.Query,
  },
  Beneficiary: beneficiaryResolvers.Beneficiary,
  CharityOrganisation: charityOrganisationResolvers.CharityOrganisation,
  Disbursement: disbursementResolvers.Disbursement,
  Fund: fundResolvers.Fund,
  GoodsStock: goodsStockResolvers.GoodsStock,
  MatchGiving: fundResolvers.MatchGiving,
  MatchGrant: fundResolvers.MatchGrant,
  StatisticsCell: statisticsResolvers.StatisticsCell,
  StatisticsRow: statisticsResolvers.StatisticsRow,
  StatisticsTable: statisticsResolvers.StatisticsTable,
};

/** For each type with classed fields: whom a row is about. */
export const subjects = {
  Beneficiary: subjectOfBeneficiary,
  Disbursement: subjectOfDisbursement,
  Fund: subjectOfFund,
  GoodsStock: subjectOfGoodsStock,
  StatisticsTable: subjectOfStatisticsTable,
};
