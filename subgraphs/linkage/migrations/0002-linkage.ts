import { defineMigration } from '@hub/kernel';

/** Copies of the departments' records, the persons that they make up, and how these came about. */
export const linkageMigration = defineMigration('0002-linkage', ({ key, text }) => [
  `create table record (
    key ${key}, id ${text} not null unique, source ${text} not null, record_id ${text} not null, pseudonym ${text},
    comparison_sealed ${text} not null, division_code ${text} not null, owner_organisation_id ${text} not null,
    person_id ${text} not null)`,
  'create index record_pseudonym on record (pseudonym, person_id)',
  'create index record_person on record (person_id)',

  `create table person (
    key ${key}, id ${text} not null unique, version integer not null, redirect_to ${text}, heir ${text})`,
  'create index person_heir on person (heir)',

  `create table link (
    key ${key}, person_id ${text} not null, left_record ${text} not null,
    right_record ${text} not null, weight double precision not null, probability double precision not null,
    reasons ${text} not null, model_version ${text} not null)`,
  'create index link_person on link (person_id)',

  `create table link_history (
    key ${key}, at ${text} not null, action ${text} not null, inverse ${text} not null, record ${text} not null,
    from_person ${text}, to_person ${text}, model_version ${text} not null)`,
  'create index link_history_record on link_history (record)',
]);
