import { defineMigration } from '@hub/kernel';

/** Whoever looks for a number finds it by `record_number`; a second index of keyed numbers doubles what each record writes at random places. */
export const oneIndexOfNumbersMigration = defineMigration('0011-one-index-of-numbers', () => [
  'drop index record_pseudonym',
]);
