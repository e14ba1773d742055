import { type Fact, feedReader, type Opening, readRecord, type Store, type Worker } from '@hub/kernel';
import type { VolunteersTables } from '../tables.ts';
import { servedIn } from './serviceRecord.intake.ts';
import { serviceRecordsIn } from './serviceRecord.repository.ts';

export interface ServiceRecordReaderParts {
  readonly reader: string;
  readonly opening: Opening;
  readonly store: Store<VolunteersTables>;
}

/** Books the hours that were given on referrals, together with the place in matching's feed. */
export function serviceRecordReader({ reader, opening, store }: ServiceRecordReaderParts): Worker {
  const { clock, ids, log } = opening;
  return feedReader<VolunteersTables>({
    reader,
    of: 'matching',
    kinds: ['referral'],
    store,
    clock,
    ids,
    async apply(facts, transaction) {
      const books = serviceRecordsIn(transaction);
      for (const { id, served } of facts.flatMap(readServed)) {
        const { giver, ...given } = served;
        const booking = { id: ids('service-record'), referralId: id, bookedAt: clock().toISOString() };
        await books.book(giver, { ...given, ...booking });
      }
    },
    // What was booked stays booked, whatever becomes of matching's store: a referral is booked once.
    reset: async () => {},
  });

  function readServed({ kind, id, record }: Fact) {
    if (record === null) return [];
    const reading = readRecord(record);
    const served = servedIn(reading);
    const fields = reading.problems.map(({ field }) => field);
    if (fields.length > 0) log.error('record not booked', { kind, id, fields });
    return served === null || fields.length > 0 ? [] : [{ id, served }];
  }
}
