import { scopeOf, type Viewer } from '@hub/engine-policy';
import { type Refusal, type RowScope, refuse, type Subject } from '@hub/kernel';
import type { ResourceRow } from '../resource/resource.entity.ts';
import type { CommitmentKind, OvercommitmentRow } from './commitment.entity.ts';

/** What is known of one resource's units at one moment. */
export interface Account {
  /** What its owner offers, by the last record of the feed. */
  readonly offered: number;
  /** Promised and not yet given. */
  readonly reserved: number;
  /** Ever spent, by our ledger. */
  readonly spent: number;
  /** Of what was spent, what the owner has booked: the same record of the feed tells it and the offer that it lowered. */
  readonly booked: number;
}

/** Units that are not free: promised, or given and not yet taken from the owner's offer. Booked units are, so they count once. */
export const committedIn = ({ reserved, spent, booked }: Omit<Account, 'offered'>): number =>
  reserved + Math.max(0, spent - booked);

/** What may still be promised. */
export const leftIn = (account: Account): number => Math.max(0, account.offered - committedIn(account));

/** By how much more is committed than is offered. */
export const excessIn = (account: Account): number => Math.max(0, committedIn(account) - account.offered);

/** What an owner offers on a day: nothing before it starts or after its last day, and of a month's hours what is not yet used. */
export const offeredOn = (
  { capacity, startsOn, expiresOn, usedMonth, usedUnits }: ResourceOffer,
  today: string,
): number => {
  if ((startsOn !== null && startsOn > today) || (expiresOn !== null && expiresOn < today)) return 0;
  return Math.max(0, capacity - (usedMonth === today.slice(0, 7) ? usedUnits : 0));
};

export type ResourceOffer = Pick<ResourceRow, 'capacity' | 'startsOn' | 'expiresOn' | 'usedMonth' | 'usedUnits'>;

/** Entries to be written, in order. */
export type LedgerChange = readonly { readonly kind: CommitmentKind; readonly units: number }[];

/** Promises units, never more than are left. */
export const reserve = (account: Account, units: number): LedgerChange | Refusal =>
  leftIn(account) < units ? refuse('RESOURCE_EXHAUSTED') : [{ kind: 'RESERVE', units }];

/** Gives back what was promised. */
export const release = (units: number): LedgerChange => [{ kind: 'RELEASE', units }];

/**
 * Of what was promised, what was given is spent and the rest given back. Who gave month after month what was promised for each gave more
 * than that: the months before are promised and spent in the same breath.
 */
export const spend = (units: number, served: number): LedgerChange => [
  ...(served > units ? [{ kind: 'RESERVE' as const, units: served - units }] : []),
  ...(served > 0 ? [{ kind: 'SPEND' as const, units: served }] : []),
  ...(units > served ? [{ kind: 'RELEASE' as const, units: units - served }] : []),
];

/** What entries add to the sums. */
export function sumsOf(change: LedgerChange): { readonly reserved: number; readonly spent: number } {
  const of = (kind: CommitmentKind) =>
    change.reduce((sum, entry) => (entry.kind === kind ? sum + entry.units : sum), 0);
  return { reserved: of('RESERVE') - of('RELEASE') - of('SPEND'), spent: of('SPEND') };
}

/** Whose overcommitments a viewer sees: where she oversees all referrals of a place, those that lie there; and what her organisation gives. */
export function scopesOfOvercommitments(viewer: Viewer): { readonly overseen: RowScope; readonly given: RowScope } {
  const referrals = scopeOf(viewer, 'referral');
  const isOverseer = typeof referrals === 'object' && referrals.ownedBy === undefined;
  return { overseen: isOverseer ? referrals : 'NONE', given: scopeOf(viewer, 'offer') };
}

export const subjectOfOvercommitment = ({ id, divisionCode, providerId }: OvercommitmentRow): Subject => ({
  id,
  divisionCode,
  ownerOrganisationId: providerId,
  bornOn: null,
});
