import { type Kysely, sql } from 'kysely';
import type { SocialWorkTables } from '../tables.ts';

/** What of an offer of so many hours a month is used. */
export interface UsedHours {
  /** The last month (YYYY-MM) in which it was given, and its hours of that month. */
  readonly usedMonth: string | null;
  readonly usedHours: number;
  /** All hours that were booked for referrals so far. */
  readonly bookedUnits: number;
}

const unused: UsedHours = { usedMonth: null, usedHours: 0, bookedUnits: 0 };

/** What was given of these offers on referrals: every hour booked is a visit. */
export async function usedHoursOf(
  reads: Kysely<SocialWorkTables>,
  offerIds: readonly string[],
): Promise<(offerId: string) => UsedHours> {
  const months = await reads
    .selectFrom('referralBooking')
    .innerJoin('visit', 'visit.referralId', 'referralBooking.referralId')
    .where('referralBooking.offerId', 'in', offerIds)
    .select(['referralBooking.offerId', sql<string>`substr(visit.visited_on, 1, 7)`.as('month')])
    .select(sql<number>`cast(sum(referral_booking.units) as bigint)`.as('hours'))
    .select(
      sql<number>`cast(sum(coalesce(referral_booking.month_units, referral_booking.units)) as bigint)`.as('inMonth'),
    )
    .groupBy(['referralBooking.offerId', sql`substr(visit.visited_on, 1, 7)`])
    .orderBy('month')
    .execute();
  const used = new Map<string | null, UsedHours>();
  for (const { offerId, month, hours, inMonth } of months)
    used.set(offerId, {
      usedMonth: month,
      usedHours: inMonth,
      bookedUnits: (used.get(offerId)?.bookedUnits ?? 0) + hours,
    });
  return (offerId) => used.get(offerId) ?? unused;
}
