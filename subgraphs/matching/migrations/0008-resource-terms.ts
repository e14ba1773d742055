import { defineMigration } from '@hub/kernel';

/** On what terms resources are given, as their owners tell. */
export const resourceTermsMigration = defineMigration('0008-resource-terms', ({ text, integer }) => [
  `alter table resource add column per_person_year_cap ${integer}`,
  `alter table resource add column provider_year_cap ${integer}`,
  `alter table resource add column least_units integer`,
  `alter table resource add column match_gives integer`,
  `alter table resource add column match_for_each integer`,
  `alter table resource add column match_beside ${text} not null default ''`,
]);
