import type { Kysely } from 'kysely';
import type { MatchingTables } from '../tables.ts';

/** All that people have agreed on, as a run reads it; bound to no viewer. */
export async function readDealings(reads: Kysely<MatchingTables>) {
  const referrals = await reads
    .selectFrom('referral')
    .selectAll()
    .where((eb) => eb.or([eb('dueOn', 'is not', null), eb('state', 'in', ['COMPLETED', 'DECLINED'])]))
    .orderBy('id')
    .execute();
  const spent = await reads
    .selectFrom('commitmentTotal')
    .select(['resourceKind', 'resourceOwnerId', 'spent'])
    .where('spent', '>', 0)
    .execute();
  const persons = await reads.selectFrom('personKey').selectAll().execute();
  return { referrals, spent, persons };
}
