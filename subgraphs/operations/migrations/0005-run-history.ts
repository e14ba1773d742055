import { defineMigration } from '@hub/kernel';

/** Finds the runs that ended long ago. */
export const runHistoryMigration = defineMigration('0005-run-history', () => [
  'create index schedule_run_ended on schedule_run (ended_at)',
]);
