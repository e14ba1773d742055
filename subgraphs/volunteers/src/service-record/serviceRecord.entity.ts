/** Services that volunteers' hours can be spent on. */
export const serviceCodes = [
  'HOME_VISIT',
  'MEAL_DELIVERY',
  'HOUSEWORK',
  'HAIRCUT',
  'ESCORT_TO_CLINIC',
  'HOME_REPAIR',
  'TUTORING',
  'COUNSELLING',
  'LEGAL_ADVICE',
] as const;
export type ServiceCode = (typeof serviceCodes)[number];

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
