import { defineMigration } from '@hub/kernel';

/** The copy of referrals, what was booked on them, each once, and visits. */
export const referralsMigration = defineMigration('0003-referrals', ({ key, text }) => [
  `create table referral (
    key ${key}, id ${text} not null unique, need_id ${text} not null, client_id ${text} not null, division_code ${text} not null,
    owner_organisation_id ${text} not null, provider_id ${text}, unit ${text} not null, state ${text} not null)`,
  'create index referral_client on referral (client_id)',

  `create table referral_booking (
    referral_id ${text} primary key, need_id ${text} not null, units integer not null check (units > 0), social_worker_id ${text},
    booked_at ${text} not null)`,
  'create index referral_booking_need on referral_booking (need_id)',
  'create index referral_booking_worker on referral_booking (social_worker_id)',

  `create table visit (
    key ${key}, id ${text} not null unique, referral_id ${text} not null unique, need_id ${text} not null, client_id ${text} not null,
    division_code ${text} not null, owner_organisation_id ${text} not null, service_code ${text} not null,
    hours integer not null check (hours > 0), visited_on ${text} not null, booked_at ${text} not null)`,
  'create index visit_division on visit (division_code, id)',
  'create index visit_need on visit (need_id)',
  'create index visit_client on visit (client_id)',
]);
