import { codesFromText, type Projection } from '@hub/kernel';
import type { SlotOfVenue } from './venue.repository.ts';
import { hoursPerMonthOf, windowsOf } from './venue.rules.ts';

/** A room at an hour of the week is a resource: what is held there, when, and how many hours its places have together. */
export const venueSlotForMatching = (
  find: (ids: readonly string[]) => Promise<readonly SlotOfVenue[]>,
): Projection => ({
  classes: [],
  read: async (ids) => new Map((await find(ids)).map((slot) => [slot.id, forMatching(slot)])),
});

const forMatching = (slot: SlotOfVenue) => ({
  name: `${slot.venueName} ${slot.activity}`,
  stationId: slot.stationId,
  serviceCode: slot.serviceCode,
  divisionCode: slot.divisionCode,
  hoursPerMonth: hoursPerMonthOf(slot),
  windows: windowsOf(slot),
  skills: codesFromText(slot.skills),
  vettedUntil: slot.vettedUntil,
  startsOn: slot.startsOn,
  endsOn: slot.endsOn,
  longitude: slot.longitude,
  latitude: slot.latitude,
  ...slot.used,
});
