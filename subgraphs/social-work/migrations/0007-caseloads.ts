import { defineMigration } from '@hub/kernel';

/** The open cases of one social worker, counted for each fact about her. */
export const caseloadsMigration = defineMigration('0007-caseloads', () => [
  'create index case_file_worker on case_file (social_worker_id, closed_on)',
]);
