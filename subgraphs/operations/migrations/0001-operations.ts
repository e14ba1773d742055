import { defineMigration } from '@hub/kernel';

/** Stored questions, each edition a row that is never changed but to retire it. */
export const operationsMigration = defineMigration('0001-operations', ({ key, text }) => [
  `create table trusted_operation (
    key ${key}, id ${text} not null unique, version integer not null, owner ${text} not null, organisation_id ${text}, name ${text} not null,
    edition integer not null, hash ${text} not null, kind ${text} not null, document ${text} not null, title_zh ${text} not null,
    title_en ${text} not null, description_zh ${text} not null, description_en ${text} not null, variables ${text} not null,
    purpose ${text}, shared integer not null, latest integer not null, registered_at ${text} not null, retired_at ${text},
    unique (owner, name, edition))`,
  'create index trusted_operation_name on trusted_operation (name, owner, edition)',
]);
