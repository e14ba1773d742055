import { defineMigration } from '@hub/kernel';

/** A run may look at the needs of one division only. */
export const divisionRunsMigration = defineMigration('0006-division-runs', ({ text }) => [
  `alter table match_run add column division_code ${text}`,
]);
