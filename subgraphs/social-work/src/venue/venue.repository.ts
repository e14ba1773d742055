import { type Bound, type Page, readPage, whereEqual, whereWithin } from '@hub/kernel';
import type { Kysely } from 'kysely';
import { type UsedHours, usedHoursOf } from '../referral/usedHours.repository.ts';
import type { SocialWorkTables } from '../tables.ts';
import type { VenueRow } from './venue.entity.ts';
import type { VenueSlotRow } from './venueSlot.entity.ts';

export interface VenuePageArguments {
  readonly where?:
    | { readonly division?: string | null | undefined; readonly station?: string | null | undefined }
    | null
    | undefined;
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
}

/** Rooms and what is held in them are public: every viewer sees all of them. */
export function venuesOf({ store, today, cursors }: Bound<SocialWorkTables>) {
  const all = () => store.reads.selectFrom('venue').selectAll();
  const slots = () => store.reads.selectFrom('venueSlot').selectAll();
  return {
    page: ({ where, first, after }: VenuePageArguments): Promise<Page<VenueRow>> =>
      readPage({
        select: all().where((eb) =>
          eb.and([
            ...whereWithin('divisionCode', where?.division, today),
            ...whereEqual({ stationId: where?.station }),
          ]),
        ),
        order: [{ column: 'id', direction: 'asc' }],
        page: { first: first ?? 20, after: after ?? null },
        cursors: cursors('venues', where),
      }),
    byIds: (ids: readonly string[]): Promise<VenueRow[]> => all().where('id', 'in', ids).execute(),
    slotsByIds: (ids: readonly string[]): Promise<VenueSlotRow[]> => slots().where('id', 'in', ids).execute(),
    /** The slots of these rooms in the order of the week. */
    slotsByVenues: (venueIds: readonly string[]): Promise<VenueSlotRow[]> =>
      slots().where('venueId', 'in', venueIds).orderBy('weekday').orderBy('fromHour').orderBy('id').execute(),
  };
}

export type Venues = ReturnType<typeof venuesOf>;

/** A slot with its room and what of it is used, for readers of the feed. */
export interface SlotOfVenue extends VenueSlotRow {
  readonly venueName: string;
  readonly stationId: string;
  readonly divisionCode: string;
  readonly longitude: number;
  readonly latitude: number;
  readonly used: UsedHours;
}

export const venueSlotsForFeed =
  (reads: Kysely<SocialWorkTables>) =>
  async (ids: readonly string[]): Promise<SlotOfVenue[]> => {
    const used = await usedHoursOf(reads, ids);
    const rows = await reads
      .selectFrom('venueSlot')
      .innerJoin('venue', 'venue.id', 'venueSlot.venueId')
      .selectAll('venueSlot')
      .select(['venue.name as venueName', 'venue.stationId', 'venue.divisionCode', 'venue.longitude', 'venue.latitude'])
      .where('venueSlot.id', 'in', ids)
      .execute();
    return rows.map((row) => ({ ...row, used: used(row.id) }));
  };
