import { defineMigration } from '@hub/kernel';

/** Hours that volunteers gave on referrals, each once. */
export const serviceRecordsMigration = defineMigration('0003-service-records', ({ key, text }) => [
  `create table service_record (
    key ${key}, id ${text} not null unique, referral_id ${text} not null unique, volunteer_id ${text} not null, service_code ${text} not null,
    hours integer not null check (hours > 0), served_on ${text} not null, booked_at ${text} not null)`,
  'create index service_record_volunteer on service_record (volunteer_id, served_on)',
]);
