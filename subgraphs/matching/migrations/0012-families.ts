import { defineMigration } from '@hub/kernel';

/** Of which families a person is; keys of persons are read once more, because their copy lacked it. */
export const familiesMigration = defineMigration('0012-families', ({ text }) => [
  `alter table person_key add column family_keys ${text} not null default ''`,
  `delete from feed_cursor where reader = 'matching reads linkage: client, volunteer'`,
]);
