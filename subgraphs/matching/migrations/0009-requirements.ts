import { defineMigration } from '@hub/kernel';

/** What needs ask of whoever helps, and what volunteers are; volunteers are read once more, because their copy lacked it. */
export const requirementsMigration = defineMigration('0009-requirements', ({ text }) => [
  `alter table need_copy add column safeguarding ${text} not null default 'NONE'`,
  `update need_copy set safeguarding = 'VETTED' where vetted_only = 1`,
  'alter table need_copy drop column vetted_only',
  `alter table need_copy add column certificate ${text}`,
  `alter table need_copy add column gender_wish ${text}`,
  'alter table need_copy add column gender_must integer not null default 0',
  `alter table need_copy add column language_wish ${text}`,
  'alter table need_copy add column language_must integer not null default 0',
  'alter table need_copy add column helpers integer not null default 1',
  'alter table need_copy add column indivisible integer not null default 0',
  `alter table need_copy add column excluded_providers ${text} not null default ''`,

  `alter table resource add column vetted_for ${text} not null default 'NONE'`,
  `update resource set vetted_for = 'VETTED' where vetted_until is not null`,
  `alter table resource add column certificates ${text} not null default '[]'`,
  `alter table resource add column gender ${text}`,
  `alter table resource add column languages ${text} not null default ''`,
  `alter table resource add column travel_mode ${text}`,
  'alter table resource add column travel_minutes integer',
  'alter table resource add column helpers integer not null default 1',
  `delete from feed_cursor where reader = 'matching reads volunteers: volunteer'`,
]);
