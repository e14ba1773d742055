import { defineMigration } from '@hub/kernel';

/** The ledger: entries are only ever appended, and triggers hold that against everybody. */
export const accessMigration = defineMigration('0001-access', ({ dialect, key, text }) => [
  `create table audit_entry (
    seq ${key}, at ${text} not null, action ${text} not null, actor ${text} not null, role ${text} not null, purpose ${text},
    basis ${text}, request_id ${text} not null, operation ${text}, outcome ${text} not null, field_classes ${text} not null,
    subjects ${text} not null, withheld ${text} not null, policy_version ${text} not null)`,
  'create index audit_entry_at on audit_entry (at, seq)',
  'create index audit_entry_request on audit_entry (request_id)',
  ...(dialect === 'sqlite' ? sqliteTriggers : postgresTriggers),
]);

const sqliteTriggers = [
  `create trigger audit_entry_no_update before update on audit_entry begin select raise(abort, 'The ledger is append-only.'); end`,
  `create trigger audit_entry_no_delete before delete on audit_entry begin select raise(abort, 'The ledger is append-only.'); end`,
];

const postgresTriggers = [
  `create function refuse_change() returns trigger language plpgsql as $$ begin raise exception 'The ledger is append-only.'; end $$`,
  'create trigger audit_entry_append_only before update or delete or truncate on audit_entry for each statement execute function refuse_change()',
];
