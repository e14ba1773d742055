import { defineMigration } from '@hub/kernel';

/** The calendar on which stored questions are asked, and what became of each time. */
export const schedulesMigration = defineMigration('0002-schedules', ({ key, text, integer }) => [
  `create table schedule (
    key ${key}, id ${text} not null unique, version integer not null, name ${text} not null, owner ${text} not null, organisation_id ${text},
    operation_id ${text} not null, variables_sealed ${text} not null, delegation_id ${text} not null, language ${text} not null, cron ${text},
    days ${text} not null, on_change ${text} not null, state ${text} not null, overlap ${text} not null, misfire ${text} not null,
    attempts integer not null, backoff_seconds integer not null, backoff_ceiling_seconds integer not null, timeout_seconds integer not null,
    created_at ${text} not null, next_due_at ${text}, wake_at ${text}, last_ordinal integer not null, unique (owner, name))`,
  'create index schedule_due on schedule (next_due_at)',
  'create index schedule_name on schedule (name, id)',
  `create table schedule_run (
    key ${key}, id ${text} not null unique, version integer not null, schedule_id ${text} not null, ordinal integer not null, cause ${text} not null,
    due_at ${text} not null, missed integer not null, state ${text} not null, attempt integer not null, available_at ${text} not null,
    started_at ${text}, timeout_at ${text}, ended_at ${text}, duration_ms ${integer}, rows ${integer}, changed ${integer}, cost ${integer},
    outcome ${text}, unique (schedule_id, ordinal))`,
  // However many processes look at one calendar, each time of it is done once.
  `create unique index schedule_run_once on schedule_run (schedule_id, due_at) where cause in ('CALENDAR', 'CATCH_UP')`,
  `create index schedule_run_open on schedule_run (available_at) where state in ('WAITING', 'RUNNING')`,
]);
