import type { Subject } from '@hub/kernel';
import type { VolunteerTeamRow } from './volunteerTeam.entity.ts';

export const subjectOfVolunteerTeam = ({ id, divisionCode }: VolunteerTeamRow): Subject => ({
  id,
  divisionCode,
  ownerOrganisationId: id,
  bornOn: null,
});
