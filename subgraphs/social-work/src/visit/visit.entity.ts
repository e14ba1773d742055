/** Hours that somebody spent with a client on a referral. */
import type { ServiceCode } from '@hub/values';
export interface VisitRow {
  readonly id: string;
  readonly referralId: string;
  readonly needId: string;
  readonly clientId: string;
  readonly divisionCode: string;
  /** The station that keeps the need. */
  readonly ownerOrganisationId: string;
  readonly serviceCode: ServiceCode;
  readonly hours: number;
  readonly visitedOn: string;
  readonly bookedAt: string;
}
