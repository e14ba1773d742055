import type { Bound, Transaction } from '@hub/kernel';
import { type Kysely, sql } from 'kysely';
import type { VolunteersTables } from '../tables.ts';
import type { HoursGiver, ServiceRecordRow } from './serviceRecord.entity.ts';

/** Records of hours, reached through volunteers whom the viewer may see. */
export const serviceRecordsOf = ({ store }: Bound<VolunteersTables>) => ({
  /** All records of volunteers who were found visible, the newest first. */
  byVolunteers: (volunteerIds: readonly string[]): Promise<ServiceRecordRow[]> =>
    store.reads
      .selectFrom('serviceRecord')
      .selectAll()
      .where('volunteerId', 'in', volunteerIds)
      .orderBy('volunteerId')
      .orderBy('servedOn', 'desc')
      .orderBy('id')
      .execute(),
});

export type ServiceRecords = ReturnType<typeof serviceRecordsOf>;

/** Hours of teams, for viewers who may be told of them. */
export const teamHoursOf = ({ store }: Bound<VolunteersTables>) => ({
  /** All hours that each of these teams gave together; none where it gave none. */
  byTeams: (teamIds: readonly string[]): Promise<{ readonly id: string; readonly hours: number }[]> =>
    store.reads
      .selectFrom('teamServiceRecord')
      .where('teamId', 'in', teamIds)
      .select(['teamId as id', sql<number>`cast(sum(hours) as bigint)`.as('hours')])
      .groupBy('teamId')
      .execute(),
});

export type TeamHours = ReturnType<typeof teamHoursOf>;

/** What of somebody's hours is used, for readers of the feed. */
export interface UsedHours {
  /** The last month (YYYY-MM) in which hours were given, and the hours of that month. */
  readonly usedMonth: string;
  readonly usedHours: number;
  /** All hours that were booked for referrals so far. */
  readonly bookedUnits: number;
}

type Books = Record<HoursGiver['kind'], { readonly table: string; readonly giver: string }>;

const books = {
  volunteer: { table: 'service_record', giver: 'volunteer_id' },
  volunteerTeam: { table: 'team_service_record', giver: 'team_id' },
} as const satisfies Books;

export const usedHoursOf =
  (reads: Kysely<VolunteersTables>, kind: HoursGiver['kind']) =>
  async (ids: readonly string[]): Promise<ReadonlyMap<string, UsedHours>> => {
    const used = new Map<string, UsedHours>();
    if (ids.length === 0) return used;
    const { table, giver } = books[kind];
    const { rows: months } = await sql<{ id: string; month: string; hours: number; inMonth: number }>`
      select ${sql.ref(giver)} as id, substr(served_on, 1, 7) as month, cast(sum(hours) as bigint) as hours,
        cast(sum(coalesce(month_hours, hours)) as bigint) as ${sql.ref('inMonth')}
      from ${sql.table(table)} where ${sql.ref(giver)} in (${sql.join(ids)})
      group by ${sql.ref(giver)}, substr(served_on, 1, 7) order by month`.execute(reads);
    for (const { id, month, hours, inMonth } of months) {
      const bookedUnits = (used.get(id)?.bookedUnits ?? 0) + hours;
      used.set(id, { usedMonth: month, usedHours: inMonth, bookedUnits });
    }
    return used;
  };

type Booking = Omit<ServiceRecordRow, 'volunteerId'>;

/** Books hours inside the transaction of the feed's batch. */
export const serviceRecordsIn = ({ db, tell }: Transaction<VolunteersTables>) => ({
  /** Writes down the hours of a referral, once for each, and tells of who gave them, of whose month less is left. */
  async book({ kind, id }: HoursGiver, row: Booking): Promise<boolean> {
    const insert =
      kind === 'volunteer'
        ? db
            .insertInto('serviceRecord')
            .values({ ...row, volunteerId: id })
            .onConflict((on) => on.column('referralId').doNothing())
        : db
            .insertInto('teamServiceRecord')
            .values({ ...row, teamId: id })
            .onConflict((on) => on.column('referralId').doNothing());
    const { numInsertedOrUpdatedRows: written } = await insert.executeTakeFirst();
    if (!written) return false;
    if (!written) return false;
    const giver = await db.selectFrom(kind).select('version').where('id', '=', id).executeTakeFirst();
    if (giver) await tell([{ kind, id, version: giver.version }]);
    return true;
  },
});
