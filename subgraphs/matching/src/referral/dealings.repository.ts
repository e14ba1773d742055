import type { Kysely } from 'kysely';
import type { SpentOnOwner } from '../commitment/commitment.entity.ts';
import type { PersonKeyRow } from '../person-key/personKey.entity.ts';
import { personKeysOf } from '../person-key/personKey.repository.ts';
import { resourceKinds } from '../resource/resource.entity.ts';
import type { MatchingTables } from '../tables.ts';
import type { ReferralRow } from './referral.entity.ts';

/** Referrals that a run must know of, in the order of ids. */
const toldReferrals = (reads: Kysely<MatchingTables>) =>
  reads
    .selectFrom('referral')
    .selectAll()
    .where((eb) => eb.or([eb('dueOn', 'is not', null), eb('state', 'in', ['COMPLETED', 'DECLINED'])]))
    .orderBy('id');

const spentUnits = (reads: Kysely<MatchingTables>) =>
  reads.selectFrom('commitmentTotal').select(['resourceKind', 'resourceOwnerId', 'spent']).where('spent', '>', 0);

/** All that people have agreed on, as a run reads it; bound to no viewer. */
export async function readDealings(reads: Kysely<MatchingTables>) {
  const referrals = await toldReferrals(reads).execute();
  const spent = await spentUnits(reads).execute();
  const persons = await reads.selectFrom('personKey').selectAll().execute();
  return { referrals, spent, persons };
}

const anyOf = (ids: readonly string[]): readonly string[] => (ids.length > 0 ? ids : ['']);

/** The same of some needs, owners' records, clients and referrals only. */
export const dealingsAbout = (reads: Kysely<MatchingTables>) => ({
  referralsOfNeeds: (needIds: readonly string[]): Promise<ReferralRow[]> =>
    toldReferrals(reads).where('needId', 'in', anyOf(needIds)).execute(),
  referralsOfClients: (clientIds: readonly string[]): Promise<ReferralRow[]> =>
    toldReferrals(reads).where('clientId', 'in', anyOf(clientIds)).execute(),
  referralsByIds: (ids: readonly string[]): Promise<ReferralRow[]> =>
    toldReferrals(reads).where('id', 'in', anyOf(ids)).execute(),
  /** Of which need each referral is, also of those that a run need not know of any more. */
  needsOfReferrals: (ids: readonly string[]): Promise<Pick<ReferralRow, 'id' | 'needId'>[]> =>
    reads.selectFrom('referral').select(['id', 'needId']).where('id', 'in', anyOf(ids)).execute(),
  spentOn: (ownerIds: readonly string[]): Promise<SpentOnOwner[]> =>
    spentUnits(reads)
      .where('resourceKind', 'in', resourceKinds)
      .where('resourceOwnerId', 'in', anyOf(ownerIds))
      .execute(),
  personsOf: async (clientIds: readonly string[], ownerIds: readonly string[]): Promise<readonly PersonKeyRow[]> => [
    ...(await personKeysOf(reads, 'client', clientIds)),
    ...(await personKeysOf(reads, 'volunteer', ownerIds)),
  ],
});
