import { defineMigration } from '@hub/kernel';

/** Stations, their clients and the clients' needs, and all else that a station keeps. */
export const socialWorkMigration = defineMigration('0002-social-work', ({ key, text, integer }) => [
  `create table station (
    key ${key}, id ${text} not null unique, version integer not null, name ${text} not null, level ${text} not null,
    status ${text} not null, rating integer, division_code ${text} not null, opened_on ${text} not null,
    longitude double precision not null, latitude double precision not null)`,
  'create index station_division on station (division_code, id)',

  `create table social_worker (
    key ${key}, id ${text} not null unique, version integer not null, name_sealed ${text} not null, station_id ${text} not null,
    certificate ${text} not null, registered_until ${text}, case_capacity integer not null, division_code ${text} not null)`,
  'create index social_worker_station on social_worker (station_id, id)',

  `create table client (
    key ${key}, id ${text} not null unique, version integer not null, station_id ${text} not null,
    division_code ${text} not null, owner_organisation_id ${text} not null, name_sealed ${text} not null, id_number_sealed ${text},
    id_number_index ${text}, born_on_sealed ${text}, birth_year integer, gender ${text} not null, phone_sealed ${text},
    address_sealed ${text}, groups ${text} not null, registered_on ${text} not null)`,
  'create index client_division on client (division_code, id)',
  'create index client_station on client (station_id, id)',
  'create index client_id_number on client (id_number_index)',

  `create table need (
    key ${key}, id ${text} not null unique, version integer not null, client_id ${text} not null, station_id ${text} not null,
    division_code ${text} not null, owner_organisation_id ${text} not null, category ${text} not null, service_code ${text} not null,
    unit ${text} not null, units integer not null check (units > 0), urgency ${text} not null, urgency_rank integer not null,
    status ${text} not null, opened_on ${text} not null, closed_on ${text}, skill ${text}, vetted_only integer not null,
    windows integer not null, place_sealed ${text} not null)`,
  'create index need_urgency on need (status, urgency_rank desc, opened_on, id)',
  'create index need_opened on need (opened_on, id)',
  'create index need_division on need (division_code)',
  'create index need_client on need (client_id)',

  `create table case_file (
    key ${key}, id ${text} not null unique, version integer not null, client_id ${text} not null, station_id ${text} not null,
    social_worker_id ${text}, division_code ${text} not null, owner_organisation_id ${text} not null, stage ${text} not null,
    deep integer not null, opened_on ${text} not null, closed_on ${text})`,
  'create index case_file_division on case_file (division_code, id)',
  'create index case_file_station on case_file (station_id, id)',

  `create table project (
    key ${key}, id ${text} not null unique, version integer not null, name ${text} not null, programme ${text} not null,
    station_id ${text} not null, division_code ${text} not null, category ${text} not null, funding_source ${text} not null,
    planned_fen ${integer} not null, funded_fen ${integer} not null, phase ${text} not null, starts_on ${text} not null,
    ends_on ${text} not null)`,
  'create index project_division on project (division_code, id)',
]);
