import { defineMigration } from '@hub/kernel';

/** Bulk exports, and what is kept of them: pages until the file is made, then pieces of the file; both sealed. */
export const bulkExportsMigration = defineMigration('0006-bulk-exports', ({ key, text, integer }) => [
  `create table bulk_export (
    key ${key}, id ${text} not null unique, version integer not null, owner ${text} not null, organisation_id ${text},
    operation_id ${text} not null, operation ${text} not null, delegation_id ${text} not null, ends_delegation integer not null,
    language ${text} not null, format ${text} not null, variables_sealed ${text} not null, state ${text} not null,
    requested_at ${text} not null, started_at ${text}, ended_at ${text}, expires_at ${text}, due_at ${text}, claim ${text}, claimed_until ${text},
    failures integer not null, pages integer not null, page_after ${text}, is_whole integer not null, rows ${integer} not null,
    cost ${integer} not null, outcome ${text}, field_classes ${text} not null, bytes ${integer}, sha256 ${text}, pieces integer)`,
  'create index bulk_export_owner on bulk_export (owner, requested_at, id)',
  'create index bulk_export_requested on bulk_export (requested_at, id)',
  'create index bulk_export_due on bulk_export (due_at)',
  `create table bulk_export_part (
    key ${key}, id ${text} not null unique, export_id ${text} not null, kind ${text} not null, ordinal integer not null,
    content_sealed ${text} not null, unique (export_id, kind, ordinal))`,
]);
