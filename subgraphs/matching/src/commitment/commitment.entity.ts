import type { Unit } from '@hub/values';
import type { ReferralSubject } from '../referral/referral.entity.ts';
import type { ResourceKind } from '../resource/resource.entity.ts';

/** What an entry of the ledger does: `RELEASE` is the inverse of `RESERVE`; what was spent stays spent, for help once given is not taken back. */
export const commitmentKinds = ['RESERVE', 'RELEASE', 'SPEND'] as const;
export type CommitmentKind = (typeof commitmentKinds)[number];

/** One entry of the ledger, never changed and never removed. */
export interface CommitmentEntryRow {
  readonly id: string;
  readonly referralId: string;
  readonly needId: string;
  readonly resourceId: string;
  readonly resourceKind: ResourceKind;
  readonly resourceOwnerId: string;
  readonly kind: CommitmentKind;
  readonly units: number;
  readonly recordedAt: string;
}

export interface CommitmentOfReferral extends CommitmentEntryRow {
  readonly referral: ReferralSubject;
}

/** The sums of the ledger for one resource, kept beside it in the same transaction. */
export interface CommitmentTotalRow {
  readonly id: string;
  readonly resourceId: string;
  readonly resourceKind: ResourceKind;
  readonly resourceOwnerId: string;
  readonly unit: Unit;
  readonly divisionCode: string;
  readonly providerId: string | null;
  readonly reserved: number;
  /** All that was ever spent. */
  readonly spent: number;
  /** Since when more is committed than its owner offers. */
  readonly overcommittedSince: string | null;
}

/** Units ever spent on a resource's owner's record, by our ledger. */
export interface SpentOnOwner {
  readonly resourceKind: string;
  readonly resourceOwnerId: string;
  readonly spent: number;
}

/** More was promised of a resource than its owner offers now, until people settle it. */
export interface OvercommitmentRow extends CommitmentTotalRow {
  readonly offered: number;
  readonly committed: number;
}
