import { codesFromText, type Projection } from '@hub/kernel';
import type { UsedHours } from '../service-record/serviceRecord.repository.ts';
import type { VolunteerTeamRow } from './volunteerTeam.entity.ts';
import { offerOf } from './volunteerTeam.rules.ts';

type Find = (ids: readonly string[]) => Promise<readonly VolunteerTeamRow[]>;
type Used = (ids: readonly string[]) => Promise<ReadonlyMap<string, UsedHours>>;

/** Several who come together are a resource of the team: what they can do, when, how far, and never who they are. */
export const volunteerTeamForMatching = (find: Find, usedHours: Used): Projection => ({
  classes: [],
  async read(ids) {
    const teams = await find(ids);
    const used = await usedHours(ids);
    return new Map(teams.map((team) => [team.id, forMatching(team, used.get(team.id))]));
  },
});

function forMatching(team: VolunteerTeamRow, used: UsedHours | undefined) {
  const offer = offerOf(team);
  return {
    name: team.name,
    divisionCode: team.divisionCode,
    together: offer?.together ?? null,
    ...(offer && {
      hoursPerMonth: offer.hoursPerMonth,
      radiusMetres: offer.radiusMetres,
      windows: offer.windows,
      skills: codesFromText(offer.skills),
      vettedUntil: offer.vettedUntil,
      vettedFor: offer.vettedFor,
      longitude: offer.longitude,
      latitude: offer.latitude,
    }),
    usedMonth: used?.usedMonth ?? null,
    usedHours: used?.usedHours ?? 0,
    bookedUnits: used?.bookedUnits ?? 0,
  };
}
