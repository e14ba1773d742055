import type { Store } from '@hub/kernel';
import { commitmentsIn } from '../commitment/commitment.repository.ts';
import type { MatchingTables } from '../tables.ts';
import { createReferralWriter, type StepParts } from './referralWriter.repository.ts';

/** Ends each referral that ran out before this day in a transaction of its own, and marks what is overcommitted today. */
export async function passTime(
  store: Store<MatchingTables>,
  ids: (prefix: string) => string,
  moment: { readonly now: string; readonly today: string },
  decide: StepParts['decide'],
): Promise<void> {
  const writer = createReferralWriter(store.dialect);
  const writes = { actor: 'matching', organisationId: null, ids };
  const due = await store.reads
    .selectFrom('referral')
    .select('id')
    .where('expiresOn', '<', moment.today)
    .orderBy('id')
    .execute();
  for (const { id } of due)
    await store.write(async (transaction) => {
      const query = transaction.db
        .selectFrom('referral')
        .selectAll()
        .where('id', '=', id)
        .where('expiresOn', '<', moment.today);
      // Somebody may have answered, or another process have ended it, in between.
      const referral = await (store.dialect === 'postgres' ? query.forUpdate() : query).executeTakeFirst();
      if (referral) await writer.take(transaction, referral, { command: 'expire', decide }, writes, moment);
    });
  await store.write((transaction) =>
    commitmentsIn(transaction, store.dialect).markOvercommitted(null, [], moment.today, moment.now),
  );
}
