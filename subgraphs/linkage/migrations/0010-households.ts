import { defineMigration } from '@hub/kernel';

/** Households of residents are known from now on; their records are read once more for it. */
export const householdsMigration = defineMigration('0010-households', ({ text }) => [
  `alter table record add column household_key ${text}`,
  `delete from feed_cursor where reader = 'linkage reads civil-affairs: resident'`,
]);
