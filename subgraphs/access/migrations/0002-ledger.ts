import { defineMigration } from '@hub/kernel';

/** The chain: what each entry says more, seals, checkpoints, the head, and an index of subjects; still append-only, but for removed stretches. */
export const ledgerMigration = defineMigration('0002-ledger', ({ dialect, text, integer }) => [
  ...[
    `organisation ${text}`,
    `token_id ${text}`,
    `agreement_id ${text}`,
    `grant_id ${text}`,
    `approver ${text}`,
    `case_reference ${text}`,
    `minors ${text}`,
    `row_count ${integer}`,
    `chain ${text}`,
    `previous_hash ${text}`,
    `hash ${text}`,
  ].map((column) => `alter table audit_entry add column ${column}`),
  'create index audit_entry_actor on audit_entry (actor, seq)',
  `create index audit_entry_minors on audit_entry (at) where minors <> '[]'`,
  `create table audit_subject (seq ${integer} not null, pseudonym ${text} not null, primary key (seq, pseudonym))${dialect === 'sqlite' ? ' without rowid' : ''}`,
  'create index audit_subject_pseudonym on audit_subject (pseudonym, seq)',
  `create table audit_seal (seq ${integer} primary key, previous_seq ${integer} not null, hash ${text} not null, at ${text} not null,
    key_version ${text} not null, mac ${text} not null)`,
  'create index audit_seal_at on audit_seal (at)',
  `create table audit_checkpoint (seq ${integer} primary key, from_seq ${integer} not null, hash ${text} not null, at ${text} not null,
    months ${integer} not null, key_version ${text} not null, mac ${text} not null)`,
  `create table audit_head (id integer primary key check (id = 1), seq ${integer} not null, hash ${text}, sealed_seq ${integer} not null)`,
  'insert into audit_head (id, seq, hash, sealed_seq) select 1, coalesce(max(seq), 0), null, 0 from audit_entry',
  `create table audit_retention (id integer primary key check (id = 1), months ${integer} not null)`,
  'insert into audit_retention (id, months) values (1, 36)',
  ...(dialect === 'sqlite' ? sqliteTriggers : postgresTriggers),
]);

const removed = '(select coalesce(max(seq), 0) from audit_checkpoint)';
const refuse = `begin select raise(abort, 'The ledger is append-only.'); end`;
const stretched = ['audit_entry', 'audit_subject', 'audit_seal'] as const;

const sqliteTriggers = [
  'drop trigger audit_entry_no_delete',
  ...stretched.map(
    (table) => `create trigger ${table}_no_delete before delete on ${table} when old.seq > ${removed} ${refuse}`,
  ),
  `create trigger audit_checkpoint_no_delete before delete on audit_checkpoint ${refuse}`,
  ...['audit_subject', 'audit_seal', 'audit_checkpoint'].map(
    (table) => `create trigger ${table}_no_update before update on ${table} ${refuse}`,
  ),
];

const postgresTriggers = [
  `create function refuse_removal() returns trigger language plpgsql as $$ begin
    if old.seq > ${removed} then raise exception 'The ledger is append-only.'; end if; return old; end $$`,
  'drop trigger audit_entry_append_only on audit_entry',
  ...stretched.flatMap((table) => [
    `create trigger ${table}_append_only before update or truncate on ${table} for each statement execute function refuse_change()`,
    `create trigger ${table}_no_delete before delete on ${table} for each row execute function refuse_removal()`,
  ]),
  'create trigger audit_checkpoint_append_only before update or delete or truncate on audit_checkpoint for each statement execute function refuse_change()',
];
