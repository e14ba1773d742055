import { defineMigration } from '@hub/kernel';

/** Where answers go, what of them was delivered last, what is under way, and every attempt; whatever came out of an answer is sealed. */
export const deliveriesMigration = defineMigration('0003-deliveries', ({ key, text }) => [
  `create table delivery_target (
    key ${key}, id ${text} not null unique, version integer not null, owner ${text} not null, organisation_id ${text}, name ${text} not null,
    kind ${text} not null, format ${text}, schedule_ids ${text} not null, url_sealed ${text}, secret_sealed ${text}, former_secret_sealed ${text}, former_until ${text},
    created_at ${text} not null, ended_at ${text})`,
  'create index delivery_target_owner on delivery_target (owner, id)',

  `create table delivery_lane (
    key ${key}, id ${text} not null unique, schedule_id ${text} not null, target_id ${text} not null, sequence integer not null,
    delivered_run_id ${text}, compared_at ${text} not null, unique (schedule_id, target_id))`,
  `create table delivered_row (
    key ${key}, id ${text} not null unique, lane_id ${text} not null, row_index ${text} not null, row_sealed ${text} not null)`,
  'create index delivered_row_lane on delivered_row (lane_id, row_index)',

  `create table delivery (
    key ${key}, id ${text} not null unique, version integer not null, owner ${text} not null, organisation_id ${text},
    lane_id ${text} not null, schedule_id ${text} not null, target_id ${text} not null, run_id ${text} not null, delegation_id ${text} not null,
    operation ${text} not null, sequence integer not null, idempotency_key ${text} not null unique, since_run_id ${text},
    status ${text} not null, reason ${text}, field_classes ${text} not null, new_rows integer not null, changed_rows integer not null,
    gone_rows integer not null, answered_at ${text} not null, created_at ${text} not null, due_at ${text}, attempts integer not null,
    claimed_until ${text}, settled_at ${text}, acknowledged_at ${text}, purged_at ${text},
    unique (lane_id, sequence), unique (lane_id, run_id))`,
  'create index delivery_owner on delivery (owner, created_at, id)',
  'create index delivery_created on delivery (created_at, id)',
  'create index delivery_due on delivery (status, due_at)',
  'create index delivery_schedule on delivery (schedule_id, sequence)',

  `create table delivery_change (
    key ${key}, id ${text} not null unique, delivery_id ${text} not null, ordinal integer not null, kind ${text} not null,
    content_sealed ${text} not null, unique (delivery_id, ordinal))`,

  `create table delivery_attempt (
    key ${key}, id ${text} not null unique, delivery_id ${text} not null, number integer not null, started_at ${text} not null,
    ended_at ${text}, outcome ${text} not null, status_code integer, unique (delivery_id, number))`,
]);
