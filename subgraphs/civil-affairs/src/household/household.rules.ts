import { scopeOf, type Viewer } from '@hub/engine-policy';
import type { RowScope, Subject } from '@hub/kernel';
import type { HouseholdRow } from './household.entity.ts';

export const visibleHouseholds = (viewer: Viewer): RowScope => scopeOf(viewer, 'household');

export const subjectOfHousehold = ({ id, divisionCode, ownerOrganisationId }: HouseholdRow): Subject => ({
  id,
  divisionCode,
  ownerOrganisationId,
  bornOn: null,
});
