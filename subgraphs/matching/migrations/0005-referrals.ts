import { defineMigration } from '@hub/kernel';

/** Referrals with their steps, the ledger of commitments, whose records are one person's, and what owners say of what they booked. */
export const referralsMigration = defineMigration('0005-referrals', ({ dialect, key, text, integer }) => [
  `create table referral (
    key ${key}, id ${text} not null unique, version integer not null, need_id ${text} not null, client_id ${text} not null,
    division_code ${text} not null, owner_organisation_id ${text} not null, resource_id ${text} not null, resource_kind ${text} not null,
    resource_owner_id ${text} not null, provider_id ${text}, category ${text} not null, service_code ${text} not null,
    urgency ${text} not null, unit ${text} not null, units integer not null check (units > 0), windows integer not null,
    mode ${text} not null, state ${text} not null, proposed_on ${text} not null, sent_on ${text}, accepted_on ${text}, started_on ${text},
    ended_on ${text}, due_on ${text}, expires_on ${text}, reason ${text}, outcome ${text},
    served_units integer not null check (served_units >= 0 and served_units <= units), reassigned_from ${text})`,
  `create unique index referral_one_open on referral (need_id, resource_kind, resource_owner_id)
    where state in ('PROPOSED', 'SENT', 'ACCEPTED', 'IN_PROGRESS')`,
  'create index referral_due on referral (due_on, id)',
  'create index referral_resource on referral (resource_kind, resource_owner_id)',
  'create index referral_division on referral (division_code, id)',
  'create index referral_client on referral (client_id)',
  'create index referral_need on referral (need_id)',

  `create table referral_step (
    key ${key}, id ${text} not null unique, referral_id ${text} not null, version integer not null, command ${text} not null,
    from_state ${text}, to_state ${text} not null, party ${text} not null, actor ${text} not null, organisation_id ${text},
    mode ${text} not null, happened_on ${text} not null, recorded_at ${text} not null, reason ${text}, unique (referral_id, version))`,

  `create table commitment_entry (
    key ${key}, id ${text} not null unique, referral_id ${text} not null, need_id ${text} not null, resource_id ${text} not null,
    resource_kind ${text} not null, resource_owner_id ${text} not null, kind ${text} not null, units ${integer} not null check (units > 0),
    recorded_at ${text} not null)`,
  'create index commitment_entry_referral on commitment_entry (referral_id)',

  `create table commitment_total (
    key ${key}, id ${text} not null unique, resource_id ${text} not null, resource_kind ${text} not null, resource_owner_id ${text} not null,
    unit ${text} not null, division_code ${text} not null, provider_id ${text}, reserved ${integer} not null check (reserved >= 0),
    spent ${integer} not null check (spent >= 0), overcommitted_since ${text}, unique (resource_kind, resource_owner_id))`,

  `create table person_key (
    record_kind ${text} not null, record_id ${text} not null, person_key ${text} not null, primary key (record_kind, record_id))`,
  'create index person_key_person on person_key (person_key)',

  `alter table resource add column booked_units ${integer} not null default 0`,
  `alter table resource add column used_month ${text}`,
  `alter table resource add column used_units ${integer} not null default 0`,
  ...appendOnly(dialect, ['referral_step', 'commitment_entry']),
]);

function appendOnly(dialect: 'sqlite' | 'postgres', tables: readonly string[]): readonly string[] {
  if (dialect === 'sqlite')
    return tables.flatMap((table) =>
      ['update', 'delete'].map(
        (change) =>
          `create trigger ${table}_no_${change} before ${change} on ${table} begin select raise(abort, 'This table is append-only.'); end`,
      ),
    );
  return [
    `create function refuse_change() returns trigger language plpgsql as $$ begin raise exception 'This table is append-only.'; end $$`,
    ...tables.map(
      (table) =>
        `create trigger ${table}_append_only before update or delete or truncate on ${table} for each statement execute function refuse_change()`,
    ),
  ];
}
