import { codesFromText } from '@hub/kernel';
import type {
  FundResolvers,
  MatchGivingResolvers,
  MatchGrantResolvers,
  QueryResolvers,
} from '../__generated__/resolvers.ts';
import { refTo } from '../refs.ts';
import { matchGivingOf } from './fund.rules.ts';

const Query: QueryResolvers = {
  fund: (_, { id }, { loaders }) => loaders.fundById.load(id),
  funds: (_, args, { funds }) => funds.page(args),
};

const Fund: FundResolvers = {
  __resolveReference: ({ id }, { loaders }) => loaders.fundById.load(id),
  charityOrganisation: ({ charityOrganisationId }, _, { loaders }) =>
    loaders.charityOrganisationById.load(charityOrganisationId),
  serviceCodes: ({ serviceCodes }) => codesFromText(serviceCodes),
  beneficiaryGroups: ({ beneficiaryGroups }) => codesFromText(beneficiaryGroups),
  restricted: ({ restricted }) => restricted === 1,
  region: ({ regionCode }) => refTo(regionCode),
  matchGrants: ({ id }, _, { loaders }) => loaders.matchGrantsByFund.load(id),
  matchGiving: matchGivingOf,
};

const MatchGiving: MatchGivingResolvers = {
  besideFunds: async ({ besideFundIds }, _, { loaders }) =>
    (await Promise.all(besideFundIds.map((id) => loaders.fundById.load(id)))).filter((fund) => fund !== null),
};

const MatchGrant: MatchGrantResolvers = {
  __resolveReference: ({ id }, { loaders }) => loaders.matchGrantById.load(id),
};

export const fundResolvers = { Query, Fund, MatchGiving, MatchGrant };
