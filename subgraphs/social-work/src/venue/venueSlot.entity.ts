import type { RowOf } from '@hub/kernel';
import type { ServiceCode } from '@hub/values';
import { defineEntity, p } from '@mikro-orm/core';

/** An activity that is held in a room each week, at the same hours of the same day. */
export const VenueSlotEntity = defineEntity({
  name: 'VenueSlot',
  tableName: 'venue_slot',
  properties: {
    key: p.integer().primary().autoincrement(),
    id: p.string().unique(),
    version: p.integer(),
    venueId: p.string(),
    activity: p.string(),
    serviceCode: p.string().$type<ServiceCode>(),
    /** 1 is Monday. */
    weekday: p.integer(),
    /** Whole hours of the day, from 0 to 24. */
    fromHour: p.integer(),
    toHour: p.integer(),
    places: p.integer(),
    skills: p.string(),
    vettedUntil: p.string().nullable(),
    startsOn: p.string(),
    endsOn: p.string().nullable(),
  },
});

export type VenueSlotRow = RowOf<typeof VenueSlotEntity>;
