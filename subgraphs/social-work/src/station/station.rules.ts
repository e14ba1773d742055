import type { Subject } from '@hub/kernel';
import type { StationRow } from './station.entity.ts';

export const subjectOfStation = ({ id, divisionCode }: StationRow): Subject => ({
  id,
  divisionCode,
  ownerOrganisationId: id,
  bornOn: null,
});
