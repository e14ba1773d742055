import { defineMigration } from '@hub/kernel';

/** Of what was given over several months, what falls in the last of them. */
export const monthsMigration = defineMigration('0006-months', () => [
  'alter table referral_booking add column month_units integer',
]);
