import { defineMigration } from '@hub/kernel';

/** What reviewers answered; rows are only ever added. */
export const linkReviewsMigration = defineMigration('0006-link-reviews', ({ dialect, key, text, integer }) => [
  `create table review_answer (
    key ${key}, id ${text} not null unique, review_id ${text} not null, round ${integer} not null, reviewer ${text} not null,
    verdict ${text} not null, at ${text} not null, kind ${text} not null, left_record ${text} not null, right_record ${text} not null,
    weight double precision not null, probability double precision not null, reasons ${text} not null,
    model_version ${text} not null, unique (review_id, round, reviewer))`,
  ...['review_answer', 'link_decision'].flatMap((table) =>
    dialect === 'sqlite'
      ? ['update', 'delete'].map(
          (change) =>
            `create trigger ${table}_${change} before ${change} on ${table} begin select raise(abort, '${table} is append-only'); end`,
        )
      : [
          `create function ${table}_kept() returns trigger language plpgsql as $$ begin raise exception '${table} is append-only'; end $$`,
          `create trigger ${table}_kept before update or delete on ${table} for each row execute function ${table}_kept()`,
        ],
  ),
]);
