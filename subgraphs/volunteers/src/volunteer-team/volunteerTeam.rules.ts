import type { Subject } from '@hub/kernel';
import type { VolunteerTeamRow } from './volunteerTeam.entity.ts';

export const subjectOfVolunteerTeam = ({ id, divisionCode }: VolunteerTeamRow): Subject => ({
  id,
  divisionCode,
  ownerOrganisationId: id,
  bornOn: null,
});

/** A team that says nothing of what it does together. */
export const nothingTogether = {
  together: null,
  hoursPerMonth: 0,
  radiusMetres: 0,
  windows: 0,
  skills: '',
  vettedUntil: null,
  vettedFor: 'NONE',
  longitude: 0,
  latitude: 0,
} as const satisfies Partial<VolunteerTeamRow>;

/** What a team offers together, if it offers something. */
export const offerOf = (team: VolunteerTeamRow): OfferingTeam | null =>
  team.together === null ? null : { ...team, together: team.together };

export type OfferingTeam = VolunteerTeamRow & { readonly together: number };
