import { type Bound, inScope, type RowScope, type Transaction } from '@hub/kernel';
import type { SealedColumns } from '@hub/vault';
import { expressionBuilder, type Kysely, sql } from 'kysely';
import type { NeedRow } from '../need/need.entity.ts';
import type { SocialWorkTables } from '../tables.ts';
import type { OfferGiven, Outcome, RecipientRow, ReferralRow, ReferralState } from './referral.entity.ts';

export interface RecipientScopes {
  readonly referrals: RowScope;
  readonly offers: RowScope;
}

/** Whom referrals are for, as one viewer may know it; `revealing` are the states in which a helper may. */
export function recipientsOf(
  { store, today }: Bound<SocialWorkTables>,
  { referrals, offers }: RecipientScopes,
  revealing: readonly ReferralState[],
  sealed: SealedColumns,
) {
  const eb = expressionBuilder<SocialWorkTables, 'referral'>();
  const ofNeed = { node: 'referral.divisionCode', owner: 'referral.ownerOrganisationId' } as const;
  const ofProvider = { node: 'referral.divisionCode', owner: 'referral.providerId', kind: 'referral.unit' } as const;
  const isKnown = eb.or([
    inScope(eb, referrals, ofNeed, today),
    eb.and([eb('referral.state', 'in', revealing), inScope(eb, offers, ofProvider, today)]),
  ]);
  return {
    byReferrals: async (ids: readonly string[]): Promise<RecipientRow[]> => {
      const rows = await store.reads
        .selectFrom('client')
        .innerJoin('referral', 'referral.clientId', 'client.id')
        .selectAll('client')
        .select(['referral.id as referralId', 'referral.unit as referralUnit'])
        .where('referral.id', 'in', ids)
        .where(isKnown)
        .execute();
      return rows.map((row) => ({ ...row, bornOn: sealed.open(row.id, 'bornOn', row.bornOnSealed) }));
    },
  };
}

export type Recipients = ReturnType<typeof recipientsOf>;

/** Units of each need that were given on referrals. */
export interface ServedUnits {
  readonly needId: string;
  readonly units: number;
}

/** Units of needs that were found visible. */
export const servedUnitsOf =
  ({ store }: Bound<SocialWorkTables>) =>
  (needIds: readonly string[]): Promise<ServedUnits[]> =>
    store.reads
      .selectFrom('referralBooking')
      .where('needId', 'in', needIds)
      .groupBy('needId')
      .select(['needId', sql<number>`cast(sum(units) as bigint)`.as('units')])
      .execute();

/** Copy and bookings as a batch of the feed changes them, inside its transaction. */
export const referralsIn = ({ db, tell }: Transaction<SocialWorkTables>) => ({
  async save(rows: readonly ReferralRow[]): Promise<void> {
    if (rows.length === 0) return;
    await db
      .insertInto('referral')
      .values([...rows])
      .onConflict((on) =>
        on
          .column('id')
          .doUpdateSet((eb) => ({ state: eb.ref('excluded.state'), providerId: eb.ref('excluded.providerId') })),
      )
      .execute();
  },
  async remove(ids: readonly string[]): Promise<void> {
    if (ids.length > 0) await db.deleteFrom('referral').where('id', 'in', ids).execute();
  },
  async clear(): Promise<void> {
    await db.deleteFrom('referral').execute();
  },
  /** Writes down that a referral's units were given, once; gives the units of its need so far, or `null` when it was booked before. */
  async book(
    { referral, servedUnits, monthUnits, socialWorkerId, offer }: Outcome,
    bookedAt: string,
  ): Promise<number | null> {
    const given = { referralId: referral.id, needId: referral.needId, units: servedUnits, monthUnits };
    const row = { ...given, socialWorkerId, offerId: offer?.id ?? null, bookedAt };
    const written = await db
      .insertInto('referralBooking')
      .values(row)
      .onConflict((on) => on.column('referralId').doNothing())
      .returning('referralId')
      .executeTakeFirst();
    if (!written) return null;
    return unitsOf(db, referral.needId);
  },
  /** Tells that less is left of an offer. */
  async tellOffer({ kind, id }: OfferGiven): Promise<void> {
    const offer = await db.selectFrom(kind).select('version').where('id', '=', id).executeTakeFirst();
    if (offer) await tell([{ kind, id, version: offer.version }]);
  },
  need: (id: string): Promise<NeedRow | undefined> =>
    db.selectFrom('need').selectAll().where('id', '=', id).executeTakeFirst(),
  async changeNeed(id: string, change: Partial<NeedRow>): Promise<void> {
    const changed = await db
      .updateTable('need')
      .set((eb) => ({ ...change, version: eb('version', '+', 1) }))
      .where('id', '=', id)
      .returning('version')
      .executeTakeFirst();
    if (changed) await tell([{ kind: 'need', id, version: changed.version }]);
  },
  /** Opens the case that a social worker has taken, and tells that her room is smaller. */
  async openCase(id: string, socialWorkerId: string, { referral, endedOn }: Outcome): Promise<void> {
    const worker = await db.selectFrom('socialWorker').selectAll().where('id', '=', socialWorkerId).executeTakeFirst();
    if (!worker) return;
    await db
      .insertInto('caseFile')
      .values({
        id,
        version: 1,
        clientId: referral.clientId,
        stationId: worker.stationId,
        socialWorkerId,
        divisionCode: referral.divisionCode,
        ownerOrganisationId: worker.stationId,
        stage: 'INTAKE',
        deep: 0,
        openedOn: endedOn,
        closedOn: null,
      })
      .execute();
    await tell([
      { kind: 'caseFile', id, version: 1 },
      { kind: 'socialWorker', id: socialWorkerId, version: worker.version },
    ]);
  },
});

async function unitsOf(db: Kysely<SocialWorkTables>, needId: string): Promise<number> {
  const { units } = await db
    .selectFrom('referralBooking')
    .where('needId', '=', needId)
    .select(sql<number>`cast(sum(units) as bigint)`.as('units'))
    .executeTakeFirstOrThrow();
  return units;
}
