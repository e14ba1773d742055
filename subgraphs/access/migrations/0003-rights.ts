import { defineMigration } from '@hub/kernel';

/** What partners may have, what was approved or taken in an emergency, and whose tokens no longer hold. */
export const rightsMigration = defineMigration('0003-rights', ({ key, text }) => [
  `create table agreement (
    key ${key}, id ${text} not null unique, version integer not null, organisation_id ${text} not null, purposes ${text} not null,
    bases ${text} not null, divisions ${text} not null, field_classes ${text} not null, valid_from ${text} not null, valid_to ${text} not null,
    impact_assessment_number ${text} not null, document_number ${text})`,
  'create index agreement_organisation on agreement (organisation_id, valid_from)',
  `create table agreement_change (
    key ${key}, agreement_id ${text} not null, version integer not null, changed_by ${text} not null, changed_at ${text} not null,
    reason ${text} not null, terms ${text} not null, unique (agreement_id, version))`,

  `create table access_grant (
    key ${key}, id ${text} not null unique, version integer not null, kind ${text} not null, state ${text} not null,
    requester ${text} not null, requester_role ${text} not null, requester_organisation ${text}, purpose ${text} not null,
    records ${text} not null, reason_sealed ${text} not null, case_reference ${text}, requested_at ${text} not null, days integer not null,
    approver ${text}, decided_at ${text}, note_sealed ${text}, valid_until ${text}, review_verdict ${text}, reviewer ${text},
    reviewed_at ${text}, review_note_sealed ${text})`,
  'create index access_grant_state on access_grant (state, requested_at, id)',
  'create index access_grant_requester on access_grant (requester, id)',
  `create table access_grant_division (grant_id ${text} not null, division_code ${text} not null, primary key (grant_id, division_code))`,

  `create table revocation (
    key ${key}, id ${text} not null unique, version integer not null, token_id ${text}, subject ${text}, revoked_by ${text} not null,
    revoked_at ${text} not null, reason ${text} not null)`,
  'create index revocation_token on revocation (token_id)',
  'create index revocation_subject on revocation (subject)',
]);
