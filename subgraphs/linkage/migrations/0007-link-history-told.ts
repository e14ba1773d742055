import { defineMigration } from '@hub/kernel';

/** What is needed to tell the history of a person: which change each row came with, and who else was once that person. */
export const linkHistoryToldMigration = defineMigration('0007-link-history-told', ({ dialect, integer }) => [
  `alter table link_history add column changed_in ${integer} not null default 0`,
  'create index link_history_person on link_history (to_person)',
  ...(dialect === 'sqlite'
    ? ['update', 'delete'].map(
        (change) =>
          `create trigger link_history_${change} before ${change} on link_history begin select raise(abort, 'link_history is append-only'); end`,
      )
    : [
        `create function link_history_kept() returns trigger language plpgsql as $$ begin raise exception 'link_history is append-only'; end $$`,
        'create trigger link_history_kept before update or delete on link_history for each row execute function link_history_kept()',
      ]),
]);
