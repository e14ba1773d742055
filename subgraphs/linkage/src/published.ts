import type { Projections, Store } from '@hub/kernel';
import { type PersonKeys, personKeyFor } from './person-key/personKey.feed.ts';
import { personsForFeed } from './person-key/personKey.repository.ts';
import { servedResidentForCivilAffairs } from './served-resident/servedResident.feed.ts';
import { servedForFeed } from './served-resident/servedResident.repository.ts';
import type { LinkageTables } from './tables.ts';

/**
 * What each reader of the feed may have of each kind; of persons, who are told of when their records change, nobody reads yet.
 * `keysFor` gives persons and families keys for one reader, so that no two readers can put together what they were told.
 */
export function publishedOf({ reads }: Store<LinkageTables>, keysFor: (reader: string) => PersonKeys): Projections {
  const forMatching = keysFor('matching');
  return {
    person: {},
    resident: { 'civil-affairs': servedResidentForCivilAffairs(servedForFeed(reads)) },
    client: { matching: personKeyFor(personsForFeed(reads, 'social-work'), forMatching) },
    beneficiary: { matching: personKeyFor(personsForFeed(reads, 'charities'), forMatching) },
    volunteer: { matching: personKeyFor(personsForFeed(reads, 'volunteers'), forMatching) },
  };
}
