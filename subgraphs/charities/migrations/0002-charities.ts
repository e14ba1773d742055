import { defineMigration } from '@hub/kernel';

/** Charities and all that they keep: beneficiaries, funds with match grants, goods. */
export const charitiesMigration = defineMigration('0002-charities', ({ key, text, integer }) => [
  `create table charity_organisation (
    key ${key}, id ${text} not null unique, version integer not null, name ${text} not null, credit_code ${text} not null,
    kind ${text} not null, division_code ${text} not null, registered_on ${text} not null,
    longitude double precision not null, latitude double precision not null)`,
  'create index charity_organisation_division on charity_organisation (division_code, id)',

  `create table beneficiary (
    key ${key}, id ${text} not null unique, version integer not null, charity_organisation_id ${text} not null,
    division_code ${text} not null, owner_organisation_id ${text} not null, name_sealed ${text} not null, id_number_sealed ${text},
    id_number_index ${text}, born_on_sealed ${text}, birth_year integer, gender ${text} not null, phone_sealed ${text},
    address_sealed ${text}, groups ${text} not null, registered_on ${text} not null)`,
  'create index beneficiary_division on beneficiary (division_code, id)',
  'create index beneficiary_owner on beneficiary (owner_organisation_id, id)',
  'create index beneficiary_charity on beneficiary (charity_organisation_id, id)',
  'create index beneficiary_id_number on beneficiary (id_number_index)',

  `create table fund (
    key ${key}, id ${text} not null unique, version integer not null, name ${text} not null, programme ${text} not null,
    charity_organisation_id ${text} not null, service_codes ${text} not null, beneficiary_groups ${text} not null,
    restricted integer not null, region_code ${text} not null, raised_fen ${integer} not null, balance_fen ${integer} not null,
    per_person_cap_fen ${integer}, starts_on ${text} not null, expires_on ${text})`,
  'create index fund_region on fund (region_code, id)',
  'create index fund_charity on fund (charity_organisation_id, starts_on, id)',
  'create index fund_programme on fund (programme, id)',

  `create table match_grant (
    key ${key}, id ${text} not null unique, version integer not null, fund_id ${text} not null, tier ${text} not null,
    amount_fen ${integer} not null, granted_on ${text} not null)`,
  'create index match_grant_fund on match_grant (fund_id, granted_on, id)',

  `create table goods_stock (
    key ${key}, id ${text} not null unique, version integer not null, name ${text} not null, service_code ${text} not null,
    charity_organisation_id ${text} not null, beneficiary_groups ${text} not null, division_code ${text} not null,
    quantity integer not null, longitude double precision not null, latitude double precision not null, expires_on ${text})`,
  'create index goods_stock_division on goods_stock (division_code, id)',
  'create index goods_stock_service on goods_stock (service_code, id)',
  'create index goods_stock_charity on goods_stock (charity_organisation_id)',
]);
