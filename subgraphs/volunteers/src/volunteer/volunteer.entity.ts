import type { RowOf } from '@hub/kernel';
import type { HelperCertificate, Safeguarding, TravelMode } from '@hub/values';
import { defineEntity, p } from '@mikro-orm/core';

export const genders = ['FEMALE', 'MALE', 'UNKNOWN'] as const;
export const statuses = ['ACTIVE', 'PAUSED', 'LEFT'] as const;

export type Gender = (typeof genders)[number];
export type VolunteerStatus = (typeof statuses)[number];

export const VolunteerEntity = defineEntity({
  name: 'Volunteer',
  tableName: 'volunteer',
  properties: {
    key: p.integer().primary().autoincrement(),
    id: p.string().unique(),
    version: p.integer(),
    teamId: p.string().nullable(),
    divisionCode: p.string(),
    ownerOrganisationId: p.string(),
    numberSealed: p.string(),
    numberIndex: p.string().unique(),
    nameSealed: p.string(),
    idNumberSealed: p.string().nullable(),
    idNumberIndex: p.string().nullable(),
    bornOnSealed: p.string().nullable(),
    birthYear: p.integer().nullable(),
    gender: p.string().$type<Gender>(),
    phoneSealed: p.string().nullable(),
    addressSealed: p.string().nullable(),
    placeSealed: p.string(),
    skills: p.string(),
    vettedUntil: p.string().nullable(),
    vettedFor: p.string().$type<Safeguarding>(),
    /** Certificates as JSON, written by the intake alone. */
    certificates: p.string(),
    languages: p.string(),
    travelMode: p.string().$type<TravelMode>().nullable(),
    travelMinutes: p.integer().nullable(),
    radiusMetres: p.integer(),
    hoursPerMonth: p.integer(),
    windows: p.integer(),
    status: p.string().$type<VolunteerStatus>(),
    registeredOn: p.string(),
  },
});

/** A certificate that somebody holds, until a last day or without end. */
export interface HeldPaper {
  readonly code: HelperCertificate;
  readonly until: string | null;
}

export type StoredVolunteer = RowOf<typeof VolunteerEntity>;

/** A volunteer with the day of birth opened, which the policy needs; everything else that is sealed is opened when it is given. */
export type VolunteerRow = StoredVolunteer & { readonly bornOn: string | null };
