import { defineMigration } from '@hub/kernel';

/** A run may solve only what changed since the one before. */
export const runKindsMigration = defineMigration('0007-run-kinds', ({ text }) => [
  `alter table match_run add column kind ${text} not null default 'FULL'`,
]);
