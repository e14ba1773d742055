import { defineMigration } from '@hub/kernel';

/** What one more resource would change in the place of each shortage. */
export const unlockMigration = defineMigration('0005-unlock', ({ integer }) => [
  `alter table shortage add column unlock_capacity ${integer}`,
  `alter table shortage add column unlock_units ${integer}`,
  'alter table shortage add column unlock_needs integer',
  `alter table shortage add column unlock_points ${integer}`,
]);
