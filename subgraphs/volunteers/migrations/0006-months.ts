import { defineMigration } from '@hub/kernel';

/** Of hours that were given over several months, those of the last. */
export const monthsMigration = defineMigration('0006-months', () => [
  'alter table service_record add column month_hours integer',
  'alter table team_service_record add column month_hours integer',
]);
