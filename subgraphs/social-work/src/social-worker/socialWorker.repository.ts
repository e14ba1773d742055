import { type Bound, type Page, readPage, whereEqual, whereWithin } from '@hub/kernel';
import { type Kysely, sql } from 'kysely';
import type { SocialWorkTables } from '../tables.ts';
import type { Certificate, SocialWorkerRow } from './socialWorker.entity.ts';

export interface SocialWorkerPageArguments {
  readonly where?:
    | {
        readonly division?: string | null | undefined;
        readonly station?: string | null | undefined;
        readonly certificate?: Certificate | null | undefined;
      }
    | null
    | undefined;
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
}

/** Social workers are staff: every viewer sees that they are there. */
export function socialWorkersOf({ store, today, cursors }: Bound<SocialWorkTables>) {
  const all = () => store.reads.selectFrom('socialWorker').selectAll();
  return {
    page: ({ where, first, after }: SocialWorkerPageArguments): Promise<Page<SocialWorkerRow>> =>
      readPage({
        select: all().where((eb) =>
          eb.and([
            ...whereWithin('divisionCode', where?.division, today),
            ...whereEqual({ stationId: where?.station, certificate: where?.certificate }),
          ]),
        ),
        order: [{ column: 'id', direction: 'asc' }],
        page: { first: first ?? 20, after: after ?? null },
        cursors: cursors('socialWorkers', where),
      }),
    byIds: (ids: readonly string[]): Promise<SocialWorkerRow[]> => all().where('id', 'in', ids).execute(),
  };
}

export type SocialWorkers = ReturnType<typeof socialWorkersOf>;

/** A social worker with her station's name and place and the cases that she carries, for readers of the feed. */
export interface SocialWorkerAtStation extends SocialWorkerRow {
  readonly stationName: string;
  readonly longitude: number;
  readonly latitude: number;
  readonly openCases: number;
  /** Cases that she took on referrals so far. */
  readonly bookedUnits: number;
}

export const socialWorkersForFeed =
  (reads: Kysely<SocialWorkTables>) =>
  (ids: readonly string[]): Promise<SocialWorkerAtStation[]> =>
    reads
      .selectFrom('socialWorker')
      .innerJoin('station', 'station.id', 'socialWorker.stationId')
      .selectAll('socialWorker')
      .select(['station.name as stationName', 'station.longitude', 'station.latitude'])
      .select((eb) =>
        eb
          .selectFrom('caseFile')
          .select((count) => count.fn.countAll<number>().as('count'))
          .whereRef('caseFile.socialWorkerId', '=', 'socialWorker.id')
          .where('caseFile.closedOn', 'is', null)
          .$asScalar()
          .$notNull()
          .as('openCases'),
      )
      .select((eb) =>
        eb
          .selectFrom('referralBooking')
          .select(sql<number>`cast(coalesce(sum(units), 0) as bigint)`.as('units'))
          .whereRef('referralBooking.socialWorkerId', '=', 'socialWorker.id')
          .$asScalar()
          .$notNull()
          .as('bookedUnits'),
      )
      .where('socialWorker.id', 'in', ids)
      .execute();
