import { defineMigration } from '@hub/kernel';

/** Trainings and trials of versions, the version that is to be put in force, and which one was when; the last are only ever added. */
export const modelTrialsMigration = defineMigration('0009-model-trials', ({ dialect, key, text, integer }) => [
  `create table model_trial (
    key ${key}, id ${text} not null unique, kind ${text} not null, status ${text} not null, stage ${text},
    done ${integer} not null, total ${integer} not null, asked_at ${text} not null, asked_by ${text} not null, ended_at ${text},
    failure ${text}, model_version ${text}, outcome ${text})`,

  `alter table index_state add column next_version ${text}`,
  `alter table index_state add column next_by ${text}`,

  `create table model_activation (
    key ${key}, version ${text} not null, replaced ${text}, at ${text} not null, activated_by ${text} not null)`,
  `insert into model_activation (version, replaced, at, activated_by)
     select model_version, null, in_force_since, 'hub' from index_state where in_force_since <> ''`,
  ...(dialect === 'sqlite'
    ? ['update', 'delete'].map(
        (change) =>
          `create trigger model_activation_${change} before ${change} on model_activation begin select raise(abort, 'model_activation is append-only'); end`,
      )
    : [
        `create function model_activation_kept() returns trigger language plpgsql as $$ begin raise exception 'model_activation is append-only'; end $$`,
        'create trigger model_activation_kept before update or delete on model_activation for each row execute function model_activation_kept()',
      ]),
]);
