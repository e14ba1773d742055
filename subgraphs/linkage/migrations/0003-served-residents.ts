import { defineMigration } from '@hub/kernel';

/** Tells once of the residents who were linked to clients before anybody was told. */
export const servedResidentsMigration = defineMigration('0003-served-residents', () => [
  `insert into feed_fact (kind, id, version)
   select distinct 'resident', resident.record_id, 0 from record as resident
   join record as client on client.person_id = resident.person_id and client.source = 'social-work'
   where resident.source = 'civil-affairs'`,
]);
