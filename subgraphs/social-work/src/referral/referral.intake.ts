import type { RecordReader } from '@hub/kernel';
import { serviceCodes, units } from '@hub/values';
import { type OfferGiven, type Outcome, type ReferralRow, referralStates } from './referral.entity.ts';

/** A referral of the feed: our copy of it, and what was given, once it was. */
export interface Read {
  readonly row: ReferralRow;
  readonly outcome: Outcome | null;
}

/** What stations offer, by the kind of resource that it is for matching. */
const offerKinds: Readonly<Record<string, OfferGiven['kind']>> = { SERVICE: 'serviceOffer', VENUE_SLOT: 'venueSlot' };

export function referralIn(id: string, record: RecordReader): Read {
  const row: ReferralRow = {
    id,
    needId: record.text('needId'),
    clientId: record.text('clientId'),
    divisionCode: record.text('divisionCode'),
    ownerOrganisationId: record.text('ownerOrganisationId'),
    providerId: record.optionalText('providerId'),
    unit: record.code('unit', units),
    state: record.code('state', referralStates),
  };
  const servedUnits = record.integer('servedUnits', 0, 2_147_483_647);
  const aMonth = record.optionalInteger('unitsAMonth', 1, 2_147_483_647);
  const monthUnits = aMonth === null ? null : Math.min(aMonth, servedUnits);
  const serviceCode = record.code('serviceCode', serviceCodes);
  const endedOn = record.optionalDay('endedOn');
  const [kind, ownerId] = [record.text('resourceKind'), record.text('resourceOwnerId')];
  const socialWorkerId = kind === 'CASELOAD' ? ownerId : null;
  const offerKind = offerKinds[kind];
  const offer = offerKind === undefined ? null : { kind: offerKind, id: ownerId };
  const isOver = row.state === 'COMPLETED' && servedUnits > 0 && endedOn !== null;
  const given = { serviceCode, servedUnits, monthUnits };
  return { row, outcome: isOver ? { referral: row, ...given, endedOn, socialWorkerId, offer } : null };
}
