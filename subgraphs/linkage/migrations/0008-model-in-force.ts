import { defineMigration } from '@hub/kernel';

/** Since when the model version is in force; until now it was from when the store got it. */
export const modelInForceMigration = defineMigration('0008-model-in-force', ({ text }) => [
  `alter table index_state add column in_force_since ${text} not null default ''`,
  `update index_state set in_force_since =
     coalesce((select made_at from model_version where model_version.id = index_state.model_version), '')`,
]);
