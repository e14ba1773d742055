import { defineMigration } from '@hub/kernel';

/** On what terms charities give: most a year, least at once, and beside the gifts of others. */
export const fundTermsMigration = defineMigration('0004-fund-terms', ({ text, integer }) => [
  `alter table fund add column per_person_year_cap_fen ${integer}`,
  `alter table fund add column least_grant_fen ${integer}`,
  `alter table fund add column match_tier ${text}`,
  `alter table fund add column match_gives integer`,
  `alter table fund add column match_for_each integer`,
  `alter table fund add column match_beside ${text} not null default ''`,
  `alter table charity_organisation add column per_person_year_cap_fen ${integer}`,
]);
