import { defineMigration } from '@hub/kernel';

/** Places with what decides where they lie, and the ledger of people: households, residents and the assistance they have. */
export const civilAffairsMigration = defineMigration('0002-civil-affairs', ({ key, text, integer }) => [
  `create table division (
    key ${key}, id ${text} not null unique, version integer not null, name ${text} not null, level ${text} not null,
    formal integer not null, parent_code ${text}, valid_from ${text} not null, valid_to ${text},
    longitude double precision not null, latitude double precision not null)`,
  'create index division_parent on division (parent_code, id)',

  `create table managed_by (
    key ${key}, id ${text} not null unique, version integer not null, division_code ${text} not null,
    manager_id ${text} not null, valid_from ${text} not null, valid_to ${text})`,
  'create index managed_by_division on managed_by (division_code)',
  'create index managed_by_manager on managed_by (manager_id)',

  `create table zone (
    key ${key}, id ${text} not null unique, version integer not null, name ${text} not null, valid_from ${text} not null,
    valid_to ${text})`,

  `create table zone_member (
    zone_id ${text} not null, division_code ${text} not null, valid_from ${text} not null, valid_to ${text},
    primary key (zone_id, division_code, valid_from))`,
  'create index zone_member_division on zone_member (division_code)',

  `create table household (
    key ${key}, id ${text} not null unique, version integer not null, division_code ${text} not null,
    owner_organisation_id ${text} not null, address_sealed ${text}, monthly_income_per_head_fen ${integer},
    registered_on ${text} not null)`,
  'create index household_division on household (division_code, id)',

  `create table resident (
    key ${key}, id ${text} not null unique, version integer not null, household_id ${text} not null,
    relation_to_head ${text} not null, living_situation ${text} not null, division_code ${text} not null,
    owner_organisation_id ${text} not null, name_sealed ${text} not null, id_number_sealed ${text}, id_number_index ${text},
    born_on_sealed ${text}, birth_year integer, gender ${text} not null, phone_sealed ${text}, address_sealed ${text},
    place_sealed ${text} not null, registered_on ${text} not null)`,
  'create index resident_division on resident (division_code, id)',
  'create index resident_household on resident (household_id, id)',
  'create index resident_id_number on resident (id_number_index)',

  `create table assistance_status (
    key ${key}, id ${text} not null unique, version integer not null, resident_id ${text} not null, category ${text} not null,
    valid_from ${text} not null, valid_to ${text}, next_review_on ${text}, authority ${text} not null,
    document_number_sealed ${text} not null, monthly_amount_fen ${integer})`,
  'create index assistance_status_resident on assistance_status (resident_id, valid_from desc, id)',
]);
