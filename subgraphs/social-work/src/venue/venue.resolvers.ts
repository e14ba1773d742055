import type { QueryResolvers, VenueResolvers, VenueSlotResolvers } from '../__generated__/resolvers.ts';
import { refTo } from '../refs.ts';
import { hoursPerMonthOf, timeOf } from './venue.rules.ts';

const Query: QueryResolvers = {
  venues: (_, args, { venues }) => venues.page(args),
};

const Venue: VenueResolvers = {
  __resolveReference: ({ id }, { loaders }) => loaders.venueById.load(id),
  station: ({ stationId }, _, { loaders }) => loaders.stationById.load(stationId),
  division: ({ divisionCode }) => refTo(divisionCode),
  slots: ({ id }, _, { loaders }) => loaders.slotsByVenue.load(id),
};

const VenueSlot: VenueSlotResolvers = {
  __resolveReference: ({ id }, { loaders }) => loaders.venueSlotById.load(id),
  venue: ({ venueId }, _, { loaders }) => loaders.venueById.load(venueId),
  from: ({ fromHour }) => timeOf(fromHour),
  to: ({ toHour }) => timeOf(toHour),
  hoursPerMonth: hoursPerMonthOf,
};

export const venueResolvers = { Query, Venue, VenueSlot };
