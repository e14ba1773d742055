import type { RecordReader } from '@hub/kernel';
import { hourlyServices, type ServiceRecordRow } from './serviceRecord.entity.ts';

export type Served = Pick<ServiceRecordRow, 'volunteerId' | 'serviceCode' | 'hours' | 'servedOn'>;

const mostHours = 10_000;

/** What a referral says of hours that were given; `null` while none were. */
export function servedIn(record: RecordReader): Served | null {
  const state = record.text('state');
  const hours = record.integer('servedUnits', 0, mostHours);
  if (state !== 'COMPLETED' || hours === 0) return null;
  return {
    volunteerId: record.text('resourceOwnerId'),
    serviceCode: record.code('serviceCode', hourlyServices),
    hours,
    servedOn: record.day('endedOn'),
  };
}
