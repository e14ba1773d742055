import {
  type Fact,
  feedReader,
  type Opening,
  readRecord,
  type Store,
  type Transaction,
  type Worker,
} from '@hub/kernel';
import type { SocialWorkTables } from '../tables.ts';
import { visitsIn } from '../visit/visit.repository.ts';
import { visitOf } from '../visit/visit.rules.ts';
import type { Outcome } from './referral.entity.ts';
import { type Read, referralIn } from './referral.intake.ts';
import { referralsIn } from './referral.repository.ts';
import { needAfter } from './referral.rules.ts';

export interface ReferralReaderParts {
  readonly reader: string;
  readonly opening: Opening;
  readonly store: Store<SocialWorkTables>;
}

/** Keeps the copy of referrals, and books what was given: the need, the visit or the case, each once, with the place in the feed. */
export function referralReader({ reader, opening, store }: ReferralReaderParts): Worker {
  const { clock, ids, log } = opening;
  return feedReader<SocialWorkTables>({
    reader,
    of: 'matching',
    kinds: ['referral'],
    store,
    clock,
    ids,
    async apply(facts, transaction) {
      const read = facts.flatMap(readFact);
      const good = new Set(read.map(({ row }) => row.id));
      const copy = referralsIn(transaction);
      await copy.remove(facts.filter(({ id }) => !good.has(id)).map(({ id }) => id));
      await copy.save(read.map(({ row }) => row));
      for (const { outcome } of read) if (outcome) await book(transaction, outcome, opening);
    },
    // The copy is told anew; what was booked stays booked.
    reset: (transaction) => referralsIn(transaction).clear(),
  });

  function readFact({ kind, id, record }: Fact): readonly Read[] {
    if (record === null) return [];
    const reading = readRecord(record);
    const read = referralIn(id, reading);
    const fields = reading.problems.map(({ field }) => field);
    if (fields.length > 0) log.error('record not copied', { kind, id, fields });
    return fields.length > 0 ? [] : [read];
  }
}

async function book(
  transaction: Transaction<SocialWorkTables>,
  outcome: Outcome,
  { clock, ids }: Opening,
): Promise<void> {
  const books = referralsIn(transaction);
  const bookedAt = clock().toISOString();
  const booked = await books.book(outcome, bookedAt);
  if (booked === null) return;
  const need = await books.need(outcome.referral.needId);
  const change = need && needAfter(need, booked, outcome.endedOn);
  if (need && change) await books.changeNeed(need.id, change);
  if (outcome.referral.unit === 'HOUR')
    await visitsIn(transaction).add({ ...visitOf(outcome), id: ids('visit'), bookedAt });
  if (outcome.offer !== null) await books.tellOffer(outcome.offer);
  if (outcome.socialWorkerId !== null) await books.openCase(ids('case'), outcome.socialWorkerId, outcome);
}
