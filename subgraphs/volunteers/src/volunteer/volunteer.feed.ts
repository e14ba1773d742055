import { codesFromText, type Projection } from '@hub/kernel';
import type { SealedColumns } from '@hub/vault';
import type { UsedHours } from '../service-record/serviceRecord.repository.ts';
import type { StoredVolunteer } from './volunteer.entity.ts';
import type { VolunteerInTeam } from './volunteer.repository.ts';
import { certificatesIn } from './volunteer.rules.ts';

type Find = (ids: readonly string[]) => Promise<readonly VolunteerInTeam[]>;

/** What linkage compares to find out whose record this is; the registry's addresses are for its own use. */
export const volunteerForLinkage = (find: Find, sealed: SealedColumns): Projection => ({
  classes: ['PERSONAL', 'IDENTIFIER', 'CONTACT'],
  read: async (ids) => new Map((await find(ids)).map((volunteer) => [volunteer.id, forLinkage(volunteer, sealed)])),
});

const forLinkage = (volunteer: StoredVolunteer, sealed: SealedColumns) => ({
  name: sealed.open(volunteer.id, 'name', volunteer.nameSealed),
  idNumber: sealed.open(volunteer.id, 'idNumber', volunteer.idNumberSealed),
  bornOn: sealed.open(volunteer.id, 'bornOn', volunteer.bornOnSealed),
  gender: volunteer.gender,
  phone: sealed.open(volunteer.id, 'phone', volunteer.phoneSealed),
  address: null,
  divisionCode: volunteer.divisionCode,
  ownerOrganisationId: volunteer.ownerOrganisationId,
});

/** A volunteer's time is a resource: what she can do, when, and how far from home, and what people wish of a helper; never who she is. */
export const volunteerForMatching = (
  find: Find,
  usedHours: (ids: readonly string[]) => Promise<ReadonlyMap<string, UsedHours>>,
  sealed: SealedColumns,
): Projection => ({
  classes: ['CONTACT', 'PERSONAL'],
  async read(ids) {
    const volunteers = await find(ids);
    const used = await usedHours(ids);
    return new Map(
      volunteers.map((volunteer) => [volunteer.id, forMatching(volunteer, used.get(volunteer.id), sealed)]),
    );
  },
});

function forMatching(volunteer: VolunteerInTeam, used: UsedHours | undefined, sealed: SealedColumns) {
  const [longitude, latitude] = (sealed.open(volunteer.id, 'place', volunteer.placeSealed) ?? '')
    .split(',')
    .map(Number);
  return {
    teamId: volunteer.teamId,
    teamName: volunteer.teamName,
    skills: codesFromText(volunteer.skills),
    vettedUntil: volunteer.vettedUntil,
    vettedFor: volunteer.vettedFor,
    certificates: certificatesIn(volunteer.certificates),
    gender: volunteer.gender,
    languages: codesFromText(volunteer.languages),
    travelMode: volunteer.travelMode,
    travelMinutes: volunteer.travelMinutes,
    radiusMetres: volunteer.radiusMetres,
    hoursPerMonth: volunteer.hoursPerMonth,
    windows: volunteer.windows,
    divisionCode: volunteer.divisionCode,
    longitude,
    latitude,
    status: volunteer.status,
    registeredOn: volunteer.registeredOn,
    usedMonth: used?.usedMonth ?? null,
    usedHours: used?.usedHours ?? 0,
    bookedUnits: used?.bookedUnits ?? 0,
  };
}
