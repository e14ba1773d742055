import { defineMigration } from '@hub/kernel';

/** For whom a vetting was made, certificates, languages, and how long a volunteer is on the way. */
export const fitnessMigration = defineMigration('0004-fitness', ({ text }) => [
  `alter table volunteer add column vetted_for ${text} not null default 'NONE'`,
  `update volunteer set vetted_for = 'VETTED' where vetted_until is not null`,
  `alter table volunteer add column certificates ${text} not null default '[]'`,
  `alter table volunteer add column languages ${text} not null default ''`,
  `alter table volunteer add column travel_mode ${text}`,
  'alter table volunteer add column travel_minutes integer',
]);
