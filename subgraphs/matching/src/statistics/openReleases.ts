import { keptBriefly, type Moment, nodesAbove, type Store } from '@hub/kernel';
import type { MatchingTables } from '../tables.ts';
import { countNeeds } from './statistics.repository.ts';
import { type Release, release } from './statistics.rules.ts';

/** The release of open needs by outcome on the day of a request. */
export type Releases = (moment: Moment) => Promise<Release>;

// Writes of other processes may be this much late in a table; those of this one are not.
const keptMilliseconds = 10_000;

/** One release, protected once for all who ask, and kept without the exact counts. */
export const openReleases = (store: Store<MatchingTables>): Releases =>
  keptBriefly(store, keptMilliseconds, async (today) =>
    release(await countNeeds(store.reads), await nodesAbove(store.reads, today)),
  );
