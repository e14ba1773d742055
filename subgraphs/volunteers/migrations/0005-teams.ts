import { defineMigration } from '@hub/kernel';

/** What teams offer together, and the hours that they gave on referrals, each once. */
export const teamsMigration = defineMigration('0005-teams', ({ key, text }) => [
  'alter table volunteer_team add column together integer',
  'alter table volunteer_team add column hours_per_month integer not null default 0',
  'alter table volunteer_team add column radius_metres integer not null default 0',
  'alter table volunteer_team add column windows integer not null default 0',
  `alter table volunteer_team add column skills ${text} not null default ''`,
  `alter table volunteer_team add column vetted_until ${text}`,
  `alter table volunteer_team add column vetted_for ${text} not null default 'NONE'`,
  `alter table volunteer_team add column longitude double precision not null default 0`,
  `alter table volunteer_team add column latitude double precision not null default 0`,

  `create table team_service_record (
    key ${key}, id ${text} not null unique, referral_id ${text} not null unique, team_id ${text} not null, service_code ${text} not null,
    hours integer not null check (hours > 0), served_on ${text} not null, booked_at ${text} not null)`,
  'create index team_service_record_team on team_service_record (team_id, served_on)',
]);
