import { defineMigration } from '@hub/kernel';

interface Watched {
  readonly table: string;
  /** What is noted of a row, as an SQL list of kind and id. */
  readonly noted: (row: 'old' | 'new') => string;
  /** An update of which nothing is noted. */
  readonly but?: string;
}

const watched: readonly Watched[] = [
  // Whether a need was answered is a run's own note, and is written alone.
  { table: 'need_copy', noted: (row) => `'NEED', ${row}.id`, but: 'old.answered <> new.answered' },
  { table: 'resource', noted: (row) => `'RESOURCE', ${row}.id` },
  { table: 'referral', noted: (row) => `'REFERRAL', ${row}.id` },
  { table: 'commitment_total', noted: (row) => `'OWNER', ${row}.resource_owner_id` },
  {
    table: 'person_key',
    noted: (row) => `case ${row}.record_kind when 'client' then 'CLIENT' else 'OWNER' end, ${row}.record_id`,
  },
  { table: 'closure', noted: (row) => `'PLACE', ${row}.descendant` },
];

/** Which of the records that a run reads have changed, noted by the store itself in the transaction that changes them. */
export const inputChangesMigration = defineMigration('0011-input-changes', ({ dialect, key, text }) => [
  dialect === 'sqlite'
    ? `create table input_change (key ${key}, xid integer not null default 0, kind text not null, id text not null)`
    : `create table input_change (key ${key}, xid bigint not null default (pg_current_xact_id()::text::bigint), kind ${text} not null, id ${text} not null)`,
  'create index input_change_xid on input_change (xid)',
  'create index need_copy_client on need_copy (client_id)',
  ...watched.flatMap((one) => (dialect === 'sqlite' ? triggersOnSqlite(one) : triggersOnPostgres(one))),
]);

const note = (...selected: readonly string[]): string =>
  `insert into input_change (kind, id) ${selected.map((words) => `select ${words}`).join(' union ')};`;

const changes = ({ noted }: Watched) => [
  { change: 'insert', statement: note(noted('new')) },
  { change: 'update', statement: note(noted('old'), noted('new')) },
  { change: 'delete', statement: note(noted('old')) },
];

const unless = (change: string, but: string | undefined): string =>
  change === 'update' && but !== undefined ? ` when (not (${but}))` : '';

const triggersOnSqlite = (one: Watched): readonly string[] =>
  changes(one).map(
    ({ change, statement }) =>
      `create trigger ${one.table}_noted_${change} after ${change} on ${one.table} for each row${unless(change, one.but)} begin ${statement} end`,
  );

const triggersOnPostgres = (one: Watched): readonly string[] =>
  changes(one).flatMap(({ change, statement }) => {
    const name = `note_${change}_of_${one.table}`;
    return [
      `create function ${name}() returns trigger language plpgsql as $$ begin ${statement} return null; end $$`,
      `create trigger ${one.table}_noted_${change} after ${change} on ${one.table} for each row${unless(change, one.but)} execute function ${name}()`,
    ];
  });
