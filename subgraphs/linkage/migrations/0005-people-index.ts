import { defineMigration } from '@hub/kernel';

/** What the people index needs to be built again in memory and to notice what others changed: numbered changes, and the version in force. */
export const peopleIndexMigration = defineMigration('0005-people-index', ({ key, text, integer }) => [
  `alter table record add column changed_in ${integer} not null default 0`,
  'create index record_changed on record (changed_in)',
  'create index record_number on record (pseudonym, id)',
  `create table withdrawn_record (key ${key}, id ${text} not null unique, changed_in ${integer} not null)`,
  'create index withdrawn_record_changed on withdrawn_record (changed_in)',

  `create table index_state (
    key ${key}, id ${text} not null unique, number ${integer} not null, token ${text} not null,
    model_version ${text} not null, relinked_after ${text})`,

  `create table model_version (
    key ${key}, id ${text} not null unique, made_at ${text} not null, made_by ${text} not null, records ${integer} not null,
    automatic_bits double precision not null, review_bits double precision not null, content ${text} not null)`,

  `create table link_decision (
    key ${key}, id ${text} not null unique, left_record ${text} not null, right_record ${text} not null, verdict ${text},
    decided_by ${text} not null, origin ${text} not null, at ${text} not null, changed_in ${integer} not null)`,
  'create index link_decision_pair on link_decision (left_record, right_record)',
  'create index link_decision_changed on link_decision (changed_in)',

  `create table review_pair (
    key ${key}, id ${text} not null unique, kind ${text} not null, left_record ${text} not null, right_record ${text} not null,
    weight double precision not null, probability double precision not null, reasons ${text} not null,
    model_version ${text} not null)`,
  'create index review_pair_left on review_pair (left_record)',
  'create index review_pair_right on review_pair (right_record)',
]);
