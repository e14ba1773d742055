import { defineMigration } from '@hub/kernel';

/** What a schedule may do on behalf of somebody, and until when. */
export const delegationMigration = defineMigration('0004-delegation', ({ key, text }) => [
  `create table delegation (
    key ${key}, id ${text} not null unique, version integer not null, subject ${text} not null, role ${text} not null, organisation_id ${text},
    token_id ${text} not null, divisions ${text} not null, purpose ${text}, basis ${text}, reason ${text} not null, granted_at ${text} not null,
    valid_to ${text} not null, revoked_by ${text}, revoked_at ${text}, revocation_reason ${text})`,
  'create index delegation_subject on delegation (subject, id)',
]);
