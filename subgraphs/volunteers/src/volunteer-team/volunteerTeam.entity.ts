import type { RowOf } from '@hub/kernel';
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
  },
});

export type VolunteerTeamRow = RowOf<typeof VolunteerTeamEntity>;
