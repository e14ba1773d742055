import type { RowOf } from '@hub/kernel';
import { defineEntity, p } from '@mikro-orm/core';

export const levels = ['CITY_CENTRE', 'COUNTY_CENTRE', 'TOWNSHIP_STATION', 'COMMUNITY_ROOM'] as const;
export const statuses = ['PLANNED', 'BUILT', 'OPERATING'] as const;

export type StationLevel = (typeof levels)[number];
export type StationStatus = (typeof statuses)[number];

export const StationEntity = defineEntity({
  name: 'Station',
  tableName: 'station',
  properties: {
    key: p.integer().primary().autoincrement(),
    id: p.string().unique(),
    version: p.integer(),
    name: p.string(),
    level: p.string().$type<StationLevel>(),
    status: p.string().$type<StationStatus>(),
    rating: p.integer().nullable(),
    divisionCode: p.string(),
    openedOn: p.string(),
    longitude: p.double().$type<number>(),
    latitude: p.double().$type<number>(),
  },
});

export type StationRow = RowOf<typeof StationEntity>;
