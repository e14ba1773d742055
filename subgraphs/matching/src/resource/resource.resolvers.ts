import { say } from '@hub/kernel';
import type {
  CaseloadResolvers,
  FundAllocationResolvers,
  GoodsAllotmentResolvers,
  ProviderResolvers,
  QuantityResolvers,
  QueryResolvers,
  ResourceResolvers,
  StationServiceResolvers,
  SupplyFiguresResolvers,
  TeamTimeResolvers,
  VenueTimeResolvers,
  VolunteerTimeResolvers,
} from '../__generated__/resolvers.ts';
import type { MatchingContext } from '../context.ts';
import { messages } from '../messages.ts';
import { refTo } from '../refs.ts';
import { type ResourceKind, type ResourceRow, typeOfKind } from './resource.entity.ts';
import { availableOn, onlyOf, providerOf, quantityOf, titleOf } from './resource.rules.ts';
import { supplyOf } from './supply.rules.ts';

const Query: QueryResolvers = {
  resource: (_, { id }, { loaders }) => loaders.resourceById.load(id),
  resources: (_, args, { resources }) => resources.page(args),
  supply: (_, _args, { resources }) => resources.supply().then(supplyOf),
};

const Resource: ResourceResolvers = { __resolveType: ({ kind }) => typeOfKind[kind] };
const Provider: ProviderResolvers = { __resolveType: ({ __typename }) => __typename };

const ofEveryKind = (kind: ResourceKind) => ({
  __resolveReference: ({ id }: { readonly id: string }, { loaders }: MatchingContext) =>
    loaders.resourceById.load(id).then(onlyOf(kind)),
  title: (resource: ResourceRow, _: unknown, { language }: MatchingContext) =>
    say(messages, language, titleOf(resource).code, titleOf(resource).params),
  available: quantityOf,
  provider: providerOf,
  demand: ({ id }: ResourceRow, _: unknown, { overEveryone, loaders }: MatchingContext) =>
    overEveryone.ofPlaces().then((told) => (told ? loaders.demandByResource : loaders.ownDemandByResource).load(id)),
});

const VolunteerTime: VolunteerTimeResolvers = {
  ...ofEveryKind('VOLUNTEER_TIME'),
  volunteer: ({ id }, _, { loaders }) => loaders.volunteerByResource.load(id),
};
const TeamTime: TeamTimeResolvers = { ...ofEveryKind('TEAM'), team: providerOf };
const FundAllocation: FundAllocationResolvers = { ...ofEveryKind('FUND'), fund: ({ ownerId }) => ({ id: ownerId }) };
const GoodsAllotment: GoodsAllotmentResolvers = { ...ofEveryKind('GOODS'), goods: ({ ownerId }) => ({ id: ownerId }) };
const Caseload: CaseloadResolvers = {
  ...ofEveryKind('CASELOAD'),
  socialWorker: ({ ownerId }) => ({ id: ownerId }),
};

const StationService: StationServiceResolvers = {
  ...ofEveryKind('SERVICE'),
  service: ({ ownerId }) => ({ id: ownerId }),
};
const VenueTime: VenueTimeResolvers = { ...ofEveryKind('VENUE_SLOT'), slot: ({ ownerId }) => ({ id: ownerId }) };

const SupplyFigures: SupplyFiguresResolvers = { division: ({ divisionCode }) => refTo(divisionCode) };

const Quantity: QuantityResolvers = { amount: (resource, _, { today }) => availableOn(resource, today) };

export const resourceResolvers = {
  Query,
  Resource,
  Provider,
  VolunteerTime,
  TeamTime,
  FundAllocation,
  GoodsAllotment,
  Caseload,
  StationService,
  VenueTime,
  Quantity,
  SupplyFigures,
};
