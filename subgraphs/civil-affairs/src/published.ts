import { type Projections, readPlaces, type Store } from '@hub/kernel';
import { placeForReaders } from './place/place.feed.ts';
import { residentForLinkage } from './resident/resident.feed.ts';
import { residentsForFeed } from './resident/resident.repository.ts';
import type { Seals } from './seals.ts';
import type { CivilAffairsTables } from './tables.ts';

const readersOfPlaces = ['social-work', 'charities', 'volunteers', 'linkage', 'matching', 'access'];

/** What each reader of the feed may have of each kind. */
export function publishedOf({ reads }: Store<CivilAffairsTables>, sealed: Seals): Projections {
  const place = placeForReaders((ids) => readPlaces(reads as never, ids));
  return {
    place: Object.fromEntries(readersOfPlaces.map((reader) => [reader, place])),
    resident: { linkage: residentForLinkage(residentsForFeed(reads), sealed.resident) },
  };
}
