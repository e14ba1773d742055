import type { Bound, Transaction } from '@hub/kernel';
import { type Kysely, sql } from 'kysely';
import type { VolunteersTables } from '../tables.ts';
import type { ServiceRecordRow } from './serviceRecord.entity.ts';

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

/** What of a volunteer's hours is used, for readers of the feed. */
export interface UsedHours {
  readonly volunteerId: string;
  /** The last month (YYYY-MM) in which she served, and her hours of that month. */
  readonly usedMonth: string;
  readonly usedHours: number;
  /** All hours that were booked for referrals so far. */
  readonly bookedUnits: number;
}

export async function usedHoursOf(
  reads: Kysely<VolunteersTables>,
  ids: readonly string[],
): Promise<ReadonlyMap<string, UsedHours>> {
  const months = await reads
    .selectFrom('serviceRecord')
    .where('volunteerId', 'in', ids)
    .select(['volunteerId', sql<string>`substr(served_on, 1, 7)`.as('month')])
    .select(sql<number>`cast(sum(hours) as bigint)`.as('hours'))
    .groupBy(['volunteerId', sql`substr(served_on, 1, 7)`])
    .orderBy('month')
    .execute();
  const used = new Map<string, UsedHours>();
  for (const { volunteerId, month, hours } of months) {
    const bookedUnits = (used.get(volunteerId)?.bookedUnits ?? 0) + hours;
    used.set(volunteerId, { volunteerId, usedMonth: month, usedHours: hours, bookedUnits });
  }
  return used;
}

/** Books hours inside the transaction of the feed's batch. */
export const serviceRecordsIn = ({ db, tell }: Transaction<VolunteersTables>) => ({
  /** Writes down the hours of a referral, once for each, and tells of the volunteer, of whose month less is left. */
  async book(row: ServiceRecordRow): Promise<boolean> {
    const written = await db
      .insertInto('serviceRecord')
      .values(row)
      .onConflict((on) => on.column('referralId').doNothing())
      .returning('id')
      .executeTakeFirst();
    if (!written) return false;
    const volunteer = await db
      .selectFrom('volunteer')
      .select('version')
      .where('id', '=', row.volunteerId)
      .executeTakeFirst();
    if (volunteer) await tell([{ kind: 'volunteer', id: row.volunteerId, version: volunteer.version }]);
    return true;
  },
});
