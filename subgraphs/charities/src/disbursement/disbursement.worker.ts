import { type Fact, feedReader, type Opening, readRecord, type Store, type Worker } from '@hub/kernel';
import type { CharitiesTables } from '../tables.ts';
import { givenIn } from './disbursement.intake.ts';
import { disbursementsIn } from './disbursement.repository.ts';

export interface DisbursementReaderParts {
  readonly reader: string;
  readonly opening: Opening;
  readonly store: Store<CharitiesTables>;
}

/** Books what was given on referrals: balance or stock, the disbursement, and the place in matching's feed in one transaction. */
export function disbursementReader({ reader, opening, store }: DisbursementReaderParts): Worker {
  const { clock, ids, log } = opening;
  return feedReader<CharitiesTables>({
    reader,
    of: 'matching',
    kinds: ['referral'],
    store,
    clock,
    ids,
    async apply(facts, transaction) {
      const books = disbursementsIn(transaction);
      for (const { id, given } of facts.flatMap(readGiven))
        await books.book({ ...given, id: ids('disbursement'), referralId: id, bookedAt: clock().toISOString() });
    },
    // What was booked stays booked, whatever becomes of matching's store: a referral is booked once.
    reset: async () => {},
  });

  function readGiven({ kind, id, record }: Fact) {
    if (record === null) return [];
    const reading = readRecord(record);
    const given = givenIn(reading);
    const fields = reading.problems.map(({ field }) => field);
    if (fields.length > 0) log.error('record not booked', { kind, id, fields });
    return given === null || fields.length > 0 ? [] : [{ id, given }];
  }
}
