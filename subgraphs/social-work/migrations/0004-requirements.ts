import { defineMigration } from '@hub/kernel';

/** What a need asks of whoever helps, and how its amount is spread over time. */
export const requirementsMigration = defineMigration('0004-requirements', ({ text }) => [
  `alter table need add column safeguarding ${text} not null default 'NONE'`,
  `update need set safeguarding = 'VETTED' where vetted_only = 1`,
  'alter table need drop column vetted_only',
  `alter table need add column certificate ${text}`,
  `alter table need add column gender_wish ${text}`,
  'alter table need add column gender_must integer not null default 0',
  `alter table need add column language_wish ${text}`,
  'alter table need add column language_must integer not null default 0',
  'alter table need add column helpers integer not null default 1',
  'alter table need add column indivisible integer not null default 0',
  'alter table need add column cadence_units integer',
  'alter table need add column cadence_times integer',
  `alter table need add column cadence_period ${text}`,
  'alter table need add column cadence_periods integer',
  `alter table need add column excluded_providers ${text} not null default ''`,
]);
