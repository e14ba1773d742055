import { codesFromText } from '@hub/kernel';
import type { QueryResolvers, ServiceOfferResolvers } from '../__generated__/resolvers.ts';
import { refTo } from '../refs.ts';
import { weeklyTimesIn } from './serviceOffer.rules.ts';

const Query: QueryResolvers = {
  serviceOffers: (_, args, { serviceOffers }) => serviceOffers.page(args),
};

const ServiceOffer: ServiceOfferResolvers = {
  __resolveReference: ({ id }, { loaders }) => loaders.serviceOfferById.load(id),
  station: ({ stationId }, _, { loaders }) => loaders.stationById.load(stationId),
  division: ({ divisionCode }) => refTo(divisionCode),
  times: ({ windows }) => weeklyTimesIn(windows),
  beneficiaryGroups: ({ beneficiaryGroups }) => codesFromText(beneficiaryGroups),
};

export const serviceOfferResolvers = { Query, ServiceOffer };
