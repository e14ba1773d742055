import { HubError, largestPage } from '@hub/kernel';
import type { VolunteerRow } from '../volunteer/volunteer.entity.ts';
import type { ServiceRecordRow } from './serviceRecord.entity.ts';
import type { RecordOfVolunteer } from './serviceRecord.rules.ts';

/** The newest records of a volunteer, each with whose it is. */
export function newestRecords(
  volunteer: VolunteerRow,
  records: readonly ServiceRecordRow[],
  first: number,
): readonly RecordOfVolunteer[] {
  if (first < 1 || first > largestPage)
    throw new HubError('BAD_USER_INPUT', 'BAD_PAGE_SIZE', { met: first, most: largestPage });
  return records.slice(0, first).map((record) => ({ ...record, volunteer }));
}
