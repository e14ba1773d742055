import { type ServiceCode, serviceCodes, unitOfService } from '@hub/values';

/** Services that volunteers' hours can be spent on. */
export const hourlyServices = serviceCodes.filter((code) => unitOfService[code] === 'HOUR');

interface HoursGiven {
  readonly id: string;
  readonly referralId: string;
  readonly serviceCode: ServiceCode;
  readonly hours: number;
  /** Of these, what falls in the month of the last day; `null` where all does. */
  readonly monthHours: number | null;
  readonly servedOn: string;
  readonly bookedAt: string;
}

/** Hours that a volunteer gave on a referral; to whom is the station's to know. */
export interface ServiceRecordRow extends HoursGiven {
  readonly volunteerId: string;
}

/** Hours in which members of a team came together on a referral, whoever they were. */
export interface TeamServiceRecordRow extends HoursGiven {
  readonly teamId: string;
}

/** Who gave hours, by the kind of its record. */
export interface HoursGiver {
  readonly kind: 'volunteer' | 'volunteerTeam';
  readonly id: string;
}
