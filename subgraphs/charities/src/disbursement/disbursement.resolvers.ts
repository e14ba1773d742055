import type { DisbursementResolvers, QueryResolvers } from '../__generated__/resolvers.ts';
import { refTo } from '../refs.ts';

const Query: QueryResolvers = {
  disbursements: (_, args, { disbursements }) => disbursements.page(args),
};

const Disbursement: DisbursementResolvers = {
  fund: ({ kind, sourceId }, _, { loaders }) => (kind === 'FUND' ? loaders.fundById.load(sourceId) : null),
  goods: ({ kind, sourceId }, _, { loaders }) => (kind === 'GOODS' ? loaders.goodsStockById.load(sourceId) : null),
  charityOrganisation: ({ charityOrganisationId }, _, { loaders }) =>
    charityOrganisationId === null ? null : loaders.charityOrganisationById.load(charityOrganisationId),
  division: ({ divisionCode }) => refTo(divisionCode),
  referral: ({ referralId }) => refTo(referralId),
};

export const disbursementResolvers = { Query, Disbursement };
