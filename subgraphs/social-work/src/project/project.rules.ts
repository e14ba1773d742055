import type { Subject } from '@hub/kernel';
import type { ProjectRow } from './project.entity.ts';

export const subjectOfProject = ({ id, divisionCode, stationId }: ProjectRow): Subject => ({
  id,
  divisionCode,
  ownerOrganisationId: stationId,
  bornOn: null,
});
