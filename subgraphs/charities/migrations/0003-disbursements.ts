import { defineMigration } from '@hub/kernel';

/** What was given of a charity's money and goods on referrals, each once. */
export const disbursementsMigration = defineMigration('0003-disbursements', ({ key, text, integer }) => [
  `create table disbursement (
    key ${key}, id ${text} not null unique, referral_id ${text} not null unique, kind ${text} not null, source_id ${text} not null,
    charity_organisation_id ${text}, division_code ${text} not null, service_code ${text} not null, unit ${text} not null,
    amount ${integer} not null check (amount > 0), given_on ${text} not null, booked_at ${text} not null)`,
  'create index disbursement_source on disbursement (kind, source_id, given_on, id)',
  'create index disbursement_division on disbursement (division_code, id)',
]);
