import { defineMigration } from '@hub/kernel';

/** Copies of needs, what can meet them, and the answer of the last run. */
export const matchingMigration = defineMigration('0002-matching', ({ key, text, integer }) => [
  `create table need_copy (
    key ${key}, id ${text} not null unique, client_id ${text} not null, division_code ${text} not null,
    owner_organisation_id ${text} not null, category ${text} not null, service_code ${text} not null, unit ${text} not null,
    units integer not null, urgency ${text} not null, status ${text} not null, opened_on ${text} not null, skill ${text},
    vetted_only integer not null, windows integer not null, groups ${text} not null, place_sealed ${text} not null,
    answered integer not null)`,
  'create index need_copy_status on need_copy (status, id)',

  `create table resource (
    key ${key}, id ${text} not null unique, kind ${text} not null, owner_id ${text} not null, provider_id ${text}, name ${text},
    unit ${text} not null, capacity ${integer} not null, services ${text} not null, skills ${text} not null, groups ${text} not null,
    regions ${text} not null, division_code ${text} not null, place_sealed ${text}, radius_metres integer, windows integer not null,
    vetted_until ${text}, restricted integer not null, per_person_cap ${integer}, starts_on ${text}, expires_on ${text},
    unique (kind, owner_id))`,
  'create index resource_kind on resource (kind, id)',
  'create index resource_division on resource (division_code, id)',

  `create table match_run (
    key ${key}, id ${text} not null unique, finished_at ${text} not null, policy_version ${text} not null, needs integer not null,
    met integer not null, partly_met integer not null, unmet integer not null, resources integer not null,
    examined_pairs ${integer} not null, objective ${integer} not null, dual_bound ${integer} not null)`,

  `create table "match" (
    key ${key}, need_id ${text} not null, rank integer not null, resource_id ${text} not null, standing ${text} not null,
    score integer not null, units integer not null, regret integer not null, distance_metres integer, reasons ${text} not null,
    unique (need_id, rank))`,

  `create table unmet (
    key ${key}, need_id ${text} not null unique, code ${text} not null, params ${text} not null, units integer not null,
    shortage_id ${text})`,

  `create table shortage (
    key ${key}, id ${text} not null unique, division_code ${text} not null, service_code ${text} not null, unit ${text} not null,
    code ${text} not null, unmet_needs integer not null, unmet_units ${integer} not null)`,
  'create index shortage_worst on shortage (unmet_needs desc, id)',
  'create index shortage_division on shortage (division_code)',
]);
