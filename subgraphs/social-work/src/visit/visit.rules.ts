import { scopeOf, type Viewer } from '@hub/engine-policy';
import type { RowScope, Subject } from '@hub/kernel';
import type { Outcome } from '../referral/referral.entity.ts';
import type { VisitRow } from './visit.entity.ts';

/** Visits stand in the files of the station. */
export const visibleVisits = (viewer: Viewer): RowScope => scopeOf(viewer, 'caseFile');

export const subjectOfVisit = ({ id, clientId, divisionCode, ownerOrganisationId }: VisitRow): Subject => ({
  id,
  divisionCode,
  ownerOrganisationId,
  bornOn: null,
  about: [`Client:${clientId}`],
});

/** The visit that a completed referral was. */
export const visitOf = ({
  referral,
  serviceCode,
  servedUnits,
  endedOn,
}: Outcome): Omit<VisitRow, 'id' | 'bookedAt'> => ({
  referralId: referral.id,
  needId: referral.needId,
  clientId: referral.clientId,
  divisionCode: referral.divisionCode,
  ownerOrganisationId: referral.ownerOrganisationId,
  serviceCode,
  hours: servedUnits,
  visitedOn: endedOn,
});
