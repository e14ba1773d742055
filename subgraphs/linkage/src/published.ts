import type { Projections, Store } from '@hub/kernel';
import { personKeyFor } from './person-key/personKey.feed.ts';
import { personsForFeed } from './person-key/personKey.repository.ts';
import { servedResidentForCivilAffairs } from './served-resident/servedResident.feed.ts';
import { servedForFeed } from './served-resident/servedResident.repository.ts';
import type { LinkageTables } from './tables.ts';

/**
 * What each reader of the feed may have of each kind; of persons, who are told of when their records change, nobody reads yet.
 * `keyFor` gives persons keys for one reader, so that no two readers can put together what they were told.
 */
export function publishedOf(
  { reads }: Store<LinkageTables>,
  keyFor: (reader: string) => (personId: string) => string,
): Projections {
  const forMatching = keyFor('matching');
  return {
    person: {},
    resident: { 'civil-affairs': servedResidentForCivilAffairs(servedForFeed(reads)) },
    client: { matching: personKeyFor(personsForFeed(reads, 'social-work'), forMatching) },
    beneficiary: { matching: personKeyFor(personsForFeed(reads, 'charities'), forMatching) },
    volunteer: { matching: personKeyFor(personsForFeed(reads, 'volunteers'), forMatching) },
  };
}
