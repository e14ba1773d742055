import { scopeOf, type Viewer } from '@hub/engine-policy';
import type { RowScope, Subject } from '@hub/kernel';
import type { CaseFileRow } from './caseFile.entity.ts';

export const visibleCaseFiles = (viewer: Viewer): RowScope => scopeOf(viewer, 'caseFile');

export const subjectOfCaseFile = ({ id, clientId, divisionCode, ownerOrganisationId }: CaseFileRow): Subject => ({
  id,
  divisionCode,
  ownerOrganisationId,
  bornOn: null,
  about: [`Client:${clientId}`],
});
