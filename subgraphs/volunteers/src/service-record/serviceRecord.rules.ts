import type { Subject } from '@hub/kernel';
import type { VolunteerRow } from '../volunteer/volunteer.entity.ts';
import { subjectOfVolunteer } from '../volunteer/volunteer.rules.ts';
import type { ServiceRecordRow } from './serviceRecord.entity.ts';

/** A record of hours together with the volunteer who gave them. */
export interface RecordOfVolunteer extends ServiceRecordRow {
  readonly volunteer: VolunteerRow;
}

/** Hours tell of the volunteer who gave them. */
export const subjectOfServiceRecord = ({ volunteer }: RecordOfVolunteer): Subject => subjectOfVolunteer(volunteer);

/** All hours of a volunteer. */
export const hoursIn = (records: readonly ServiceRecordRow[]): number =>
  records.reduce((sum, { hours }) => sum + hours, 0);
