import type { RecordReader } from '@hub/kernel';
import { type HoursGiver, hourlyServices, type ServiceRecordRow } from './serviceRecord.entity.ts';

export interface Served extends Pick<ServiceRecordRow, 'serviceCode' | 'hours' | 'monthHours' | 'servedOn'> {
  readonly giver: HoursGiver;
}

const mostHours = 10_000;
const giverKinds = { VOLUNTEER_TIME: 'volunteer', TEAM: 'volunteerTeam' } as const;
const resourceKinds = ['VOLUNTEER_TIME', 'TEAM'] as const satisfies readonly (keyof typeof giverKinds)[];

/** What a referral says of hours that were given; `null` while none were. */
export function servedIn(record: RecordReader): Served | null {
  const state = record.text('state');
  const hours = record.integer('servedUnits', 0, mostHours);
  const aMonth = record.optionalInteger('unitsAMonth', 1, mostHours);
  if (state !== 'COMPLETED' || hours === 0) return null;
  return {
    giver: { kind: giverKinds[record.code('resourceKind', resourceKinds)], id: record.text('resourceOwnerId') },
    serviceCode: record.code('serviceCode', hourlyServices),
    hours,
    monthHours: aMonth === null ? null : Math.min(aMonth, hours),
    servedOn: record.day('endedOn'),
  };
}
