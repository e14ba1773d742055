import { scopeOf, type Viewer } from '@hub/engine-policy';
import type { RowScope, Subject } from '@hub/kernel';
import type { DisbursementRow } from './disbursement.entity.ts';

/** What was given is seen by whoever sees to whom a charity gives. */
export const visibleDisbursements = (viewer: Viewer): RowScope => scopeOf(viewer, 'beneficiary');

export const subjectOfDisbursement = ({ id, divisionCode, charityOrganisationId }: DisbursementRow): Subject => ({
  id,
  divisionCode,
  ownerOrganisationId: charityOrganisationId,
  bornOn: null,
});
