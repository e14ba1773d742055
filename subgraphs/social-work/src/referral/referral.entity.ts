import type { ServiceCode, Unit } from '@hub/values';
import type { StoredClient } from '../client/client.entity.ts';

export const referralStates = [
  'PROPOSED',
  'SENT',
  'ACCEPTED',
  'IN_PROGRESS',
  'COMPLETED',
  'DECLINED',
  'CANCELLED',
  'EXPIRED',
] as const;
export type ReferralState = (typeof referralStates)[number];

/** A copy of a referral of one of our needs, as far as it decides whom its helper may know; its owner is matching. */
export interface ReferralRow {
  readonly id: string;
  readonly needId: string;
  readonly clientId: string;
  readonly divisionCode: string;
  readonly ownerOrganisationId: string;
  readonly providerId: string | null;
  readonly unit: Unit;
  readonly state: ReferralState;
}

/** An offer of ours by the kind of its record. */
export interface OfferGiven {
  readonly kind: 'serviceOffer' | 'venueSlot';
  readonly id: string;
}

/** What was given on a referral, as its need and whoever carries a case hear of it. */
export interface Outcome {
  readonly referral: ReferralRow;
  readonly serviceCode: ServiceCode;
  readonly servedUnits: number;
  /** Of these, what falls in the month in which it ended; `null` where all does. */
  readonly monthUnits: number | null;
  readonly endedOn: string;
  /** The social worker who took a case, where it was one. */
  readonly socialWorkerId: string | null;
  /** The station's service, or the hours of its room, of which it was given. */
  readonly offer: OfferGiven | null;
}

/** That a referral's units are booked. */
export interface ReferralBookingRow {
  readonly referralId: string;
  readonly needId: string;
  readonly units: number;
  readonly monthUnits: number | null;
  readonly socialWorkerId: string | null;
  readonly offerId: string | null;
  readonly bookedAt: string;
}

/** The client whom a referral is for, with what the policy needs of her. */
export interface RecipientRow extends StoredClient {
  readonly referralId: string;
  readonly referralUnit: Unit;
  readonly bornOn: string | null;
}
