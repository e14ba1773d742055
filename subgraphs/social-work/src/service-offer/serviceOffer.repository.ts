import { type Bound, type Page, readPage, whereEqual, whereWithin } from '@hub/kernel';
import type { ServiceCode } from '@hub/values';
import type { Kysely } from 'kysely';
import { type UsedHours, usedHoursOf } from '../referral/usedHours.repository.ts';
import type { SocialWorkTables } from '../tables.ts';
import type { ServiceOfferRow } from './serviceOffer.entity.ts';

export interface ServiceOfferPageArguments {
  readonly where?:
    | {
        readonly division?: string | null | undefined;
        readonly station?: string | null | undefined;
        readonly serviceCode?: ServiceCode | null | undefined;
      }
    | null
    | undefined;
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
}

/** What stations offer is public: every viewer sees all of it. */
export function serviceOffersOf({ store, today, cursors }: Bound<SocialWorkTables>) {
  const all = () => store.reads.selectFrom('serviceOffer').selectAll();
  return {
    page: ({ where, first, after }: ServiceOfferPageArguments): Promise<Page<ServiceOfferRow>> =>
      readPage({
        select: all().where((eb) =>
          eb.and([
            ...whereWithin('divisionCode', where?.division, today),
            ...whereEqual({ stationId: where?.station, serviceCode: where?.serviceCode }),
          ]),
        ),
        order: [{ column: 'id', direction: 'asc' }],
        page: { first: first ?? 20, after: after ?? null },
        cursors: cursors('serviceOffers', where),
      }),
    byIds: (ids: readonly string[]): Promise<ServiceOfferRow[]> => all().where('id', 'in', ids).execute(),
  };
}

export type ServiceOffers = ReturnType<typeof serviceOffersOf>;

/** An offer with its station's name and what of it is used, for readers of the feed. */
export interface OfferOfStation extends ServiceOfferRow {
  readonly stationName: string;
  readonly used: UsedHours;
}

export const serviceOffersForFeed =
  (reads: Kysely<SocialWorkTables>) =>
  async (ids: readonly string[]): Promise<OfferOfStation[]> => {
    const used = await usedHoursOf(reads, ids);
    const rows = await reads
      .selectFrom('serviceOffer')
      .innerJoin('station', 'station.id', 'serviceOffer.stationId')
      .selectAll('serviceOffer')
      .select('station.name as stationName')
      .where('serviceOffer.id', 'in', ids)
      .execute();
    return rows.map((row) => ({ ...row, used: used(row.id) }));
  };
