import type { RowOf } from '@hub/kernel';
import type { Safeguarding } from '@hub/values';
import { defineEntity, p } from '@mikro-orm/core';

export const VolunteerTeamEntity = defineEntity({
  name: 'VolunteerTeam',
  tableName: 'volunteer_team',
  properties: {
    key: p.integer().primary().autoincrement(),
    id: p.string().unique(),
    version: p.integer(),
    name: p.string(),
    divisionCode: p.string(),
    foundedOn: p.string(),
    /** How many of it can come together; `null` where it offers nothing as a team, and then all that follows says nothing. */
    together: p.integer().nullable(),
    hoursPerMonth: p.integer(),
    radiusMetres: p.integer(),
    /** Bit 3 · weekday + part, where Monday and morning are 0; 0 means any time. */
    windows: p.integer(),
    skills: p.string(),
    vettedUntil: p.string().nullable(),
    vettedFor: p.string().$type<Safeguarding>(),
    longitude: p.double().$type<number>(),
    latitude: p.double().$type<number>(),
  },
});

export type VolunteerTeamRow = RowOf<typeof VolunteerTeamEntity>;
