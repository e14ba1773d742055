import { scopeOf, type Viewer } from '@hub/engine-policy';
import type { RowScope, Subject } from '@hub/kernel';

/** What is known of a need's chances is seen by whoever sees the need at its owner. */
export const visibleNeeds = (viewer: Viewer): RowScope => scopeOf(viewer, 'need');

/** Only the id of another owner's need is known where it is asked for. */
export const subjectOfNeed = ({ id }: { readonly id: string }): Subject => ({
  id,
  divisionCode: null,
  ownerOrganisationId: null,
  bornOn: null,
});
