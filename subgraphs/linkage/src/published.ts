import type { Projections, Store } from '@hub/kernel';
import { servedResidentForCivilAffairs } from './served-resident/servedResident.feed.ts';
import { servedForFeed } from './served-resident/servedResident.repository.ts';
import type { LinkageTables } from './tables.ts';

/** What each reader of the feed may have of each kind; of persons, who are told of when their records change, nobody reads yet. */
export const publishedOf = ({ reads }: Store<LinkageTables>): Projections => ({
  person: {},
  resident: { 'civil-affairs': servedResidentForCivilAffairs(servedForFeed(reads)) },
});
