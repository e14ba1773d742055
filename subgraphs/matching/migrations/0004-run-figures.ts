import { defineMigration } from '@hub/kernel';

/** What a run says of itself and of each need, so that runs can be looked up, repeated and compared. */
export const runFiguresMigration = defineMigration('0004-run-figures', ({ key, text, integer }) => [
  `alter table match_run add column started_at ${text}`,
  `alter table match_run add column engine_version ${text}`,
  `alter table match_run add column policy ${text}`,
  `alter table match_run add column method ${text}`,
  `alter table match_run add column fairness_points ${integer}`,
  `alter table match_run add column eligible_pairs ${integer}`,
  'alter table match_run add column cut_needs integer',
  `alter table match_run add column input_digest ${text}`,
  `alter table match_run add column answer_digest ${text}`,
  `alter table match_run add column cells ${text} not null default '[]'`,
  `alter table match_run add column group_shares ${text} not null default '[]'`,

  `alter table "match" add column components ${text} not null default '[]'`,
  `alter table unmet add column obstacles ${text} not null default '[]'`,

  `create table resource_demand (
    key ${key}, resource_id ${text} not null unique, needs integer not null, units ${integer} not null,
    proposed_units ${integer} not null, last_unit_value ${integer} not null)`,

  // What the last run gave each need, and what it had before each run that changed it.
  `create table need_answer (
    key ${key}, need_id ${text} not null unique, units integer not null, served_units integer not null, helpers ${text} not null)`,
  `create table need_before (
    key ${key}, run_key integer not null, need_id ${text} not null, units integer, served_units integer, helpers ${text})`,
  'create index need_before_run on need_before (run_key)',
  'create index need_before_need on need_before (need_id, run_key)',
]);
