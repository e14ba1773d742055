import type { RowOf } from '@hub/kernel';
import { defineEntity, p } from '@mikro-orm/core';

/** A room of a station. */
export const VenueEntity = defineEntity({
  name: 'Venue',
  tableName: 'venue',
  properties: {
    key: p.integer().primary().autoincrement(),
    id: p.string().unique(),
    version: p.integer(),
    name: p.string(),
    stationId: p.string(),
    divisionCode: p.string(),
    seats: p.integer(),
    longitude: p.double().$type<number>(),
    latitude: p.double().$type<number>(),
  },
});

export type VenueRow = RowOf<typeof VenueEntity>;
