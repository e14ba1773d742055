import { type ServiceCode, serviceCodes, unitOfService } from '@hub/values';

/** Services that volunteers' hours can be spent on. */
export const hourlyServices = serviceCodes.filter((code) => unitOfService[code] === 'HOUR');

/** Hours that a volunteer gave on a referral; to whom is the station's to know. */
export interface ServiceRecordRow {
  readonly id: string;
  readonly referralId: string;
  readonly volunteerId: string;
  readonly serviceCode: ServiceCode;
  readonly hours: number;
  readonly servedOn: string;
  readonly bookedAt: string;
}
