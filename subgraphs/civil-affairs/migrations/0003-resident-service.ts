import { defineMigration } from '@hub/kernel';

/** Which organisations have a resident as a client and where, as linkage tells it. */
export const residentServiceMigration = defineMigration('0003-resident-service', ({ text }) => [
  `create table resident_service (
    resident_id ${text} not null, organisation_id ${text} not null, division_code ${text} not null,
    primary key (resident_id, organisation_id, division_code))`,
]);
