import type { Store } from '@hub/kernel';
import { commitmentsIn } from '../commitment/commitment.repository.ts';
import type { MatchingTables } from '../tables.ts';
import { createReferralWriter, type StepParts } from './referralWriter.repository.ts';

interface Moment {
  readonly now: string;
  readonly today: string;
}

/** Ends each referral that ran out before this day, in a transaction of its own. */
export async function endLate(
  store: Store<MatchingTables>,
  ids: (prefix: string) => string,
  moment: Moment,
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
}

/** Marks what is overcommitted on this day, and unmarks what is not any more. */
export const markOvercommitted = (store: Store<MatchingTables>, { now, today }: Moment): Promise<void> =>
  store.write((transaction) => commitmentsIn(transaction, store.dialect).markOvercommitted(null, [], today, now));
