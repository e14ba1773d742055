import type { Subject } from '@hub/kernel';
import type { VenueRow } from './venue.entity.ts';
import type { VenueSlotRow } from './venueSlot.entity.ts';

export const subjectOfVenue = ({ id, divisionCode, stationId }: VenueRow): Subject => ({
  id,
  divisionCode,
  ownerOrganisationId: stationId,
  bornOn: null,
});

/** A slot is public as its room is, and says of nobody where she is. */
export const subjectOfVenueSlot = ({ id }: VenueSlotRow): Subject => ({
  id,
  divisionCode: null,
  ownerOrganisationId: null,
  bornOn: null,
});

/** A month counts as four weeks, so that no month is promised more than it has. */
const weeksAMonth = 4;

type Hours = Pick<VenueSlotRow, 'weekday' | 'fromHour' | 'toHour'>;

/** Hours that all its places have together in a month. */
export const hoursPerMonthOf = ({ fromHour, toHour, places }: Pick<VenueSlotRow, 'fromHour' | 'toHour' | 'places'>) =>
  places * (toHour - fromHour) * weeksAMonth;

/** Morning ends at noon, and afternoon at six. */
const partStarts = [0, 12, 18, 24] as const;

/** The parts of the week that a slot lies in, as bits 3 · weekday + part. */
export const windowsOf = ({ weekday, fromHour, toHour }: Hours): number =>
  [0, 1, 2]
    .filter((part) => fromHour < (partStarts[part + 1] ?? 24) && toHour > (partStarts[part] ?? 0))
    .reduce((bits, part) => bits | (1 << (3 * (weekday - 1) + part)), 0);

/** An hour of the day as people write it. */
export const timeOf = (hour: number): string => `${String(hour).padStart(2, '0')}:00`;
