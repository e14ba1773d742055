import { scopeOf, type Viewer } from '@hub/engine-policy';
import type { RowScope, Subject } from '@hub/kernel';
import type { Unit } from '@hub/values';
import type { NeedRow } from '../need/need.entity.ts';
import type { RecipientRow, ReferralState } from './referral.entity.ts';

/** By which rows a viewer learns whom a referral is for: as the keeper of the need always, as the helper while she helps. */
export const scopesOfRecipients = (viewer: Viewer): { readonly referrals: RowScope; readonly offers: RowScope } => ({
  referrals: scopeOf(viewer, 'referral'),
  offers: scopeOf(viewer, 'offer'),
});

/** States in which the helper may know whom she helps: not before she accepted, and no longer than it takes. */
export const revealingStates: readonly ReferralState[] = ['ACCEPTED', 'IN_PROGRESS'];

type Way = 'displayName' | 'phone' | 'address';

/** How the person must be reached for each kind of help: money is announced, all else is brought to her. */
const neededWays: Readonly<Record<Unit, readonly Way[]>> = {
  HOUR: ['displayName', 'phone', 'address'],
  ITEM: ['displayName', 'phone', 'address'],
  CASE: ['displayName', 'phone', 'address'],
  FEN: ['displayName', 'phone'],
};

/** Whether the task needs a way to reach the person. */
export const isNeeded = (way: Way, { referralUnit }: Pick<RecipientRow, 'referralUnit'>): boolean =>
  neededWays[referralUnit].includes(way);

/** A referral points at a person and says nothing else here. */
export const subjectOfReferral = ({ id }: { readonly id: string }): Subject => ({
  id,
  divisionCode: null,
  ownerOrganisationId: null,
  bornOn: null,
});

export const subjectOfRecipient = ({ id, divisionCode, ownerOrganisationId, bornOn }: RecipientRow): Subject => ({
  id,
  divisionCode,
  ownerOrganisationId,
  bornOn,
  about: [`Client:${id}`],
});

/** What booked units make of a need: met once all of it was given; `null` when it stays as it is. */
export const needAfter = (
  { status, units }: Pick<NeedRow, 'status' | 'units'>,
  booked: number,
  endedOn: string,
): Pick<NeedRow, 'status' | 'closedOn'> | null =>
  status === 'OPEN' && booked >= units ? { status: 'MET', closedOn: endedOn } : null;
