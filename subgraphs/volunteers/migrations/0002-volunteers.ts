import { defineMigration } from '@hub/kernel';

/** Teams, and volunteers with what they can do, when and how far from home. */
export const volunteersMigration = defineMigration('0002-volunteers', ({ key, text }) => [
  `create table volunteer_team (
    key ${key}, id ${text} not null unique, version integer not null, name ${text} not null, division_code ${text} not null,
    founded_on ${text} not null)`,
  'create index volunteer_team_division on volunteer_team (division_code, id)',

  `create table volunteer (
    key ${key}, id ${text} not null unique, version integer not null, team_id ${text}, division_code ${text} not null,
    owner_organisation_id ${text} not null, number_sealed ${text} not null, number_index ${text} not null unique,
    name_sealed ${text} not null, id_number_sealed ${text}, id_number_index ${text}, born_on_sealed ${text}, birth_year integer,
    gender ${text} not null, phone_sealed ${text}, address_sealed ${text}, place_sealed ${text} not null, skills ${text} not null,
    vetted_until ${text}, radius_metres integer not null, hours_per_month integer not null, windows integer not null,
    status ${text} not null, registered_on ${text} not null)`,
  'create index volunteer_division on volunteer (division_code, id)',
  'create index volunteer_team_members on volunteer (team_id, status, id)',
  'create index volunteer_id_number on volunteer (id_number_index)',
]);
