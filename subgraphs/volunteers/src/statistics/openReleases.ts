import { keptBriefly, type Moment, nodesAbove, type Store } from '@hub/kernel';
import type { VolunteersTables } from '../tables.ts';
import type { Population } from './statistics.entity.ts';
import { counts } from './statistics.repository.ts';
import { type Release, release } from './statistics.rules.ts';

/** The release of a population on the day of a request. */
export type Releases = (population: Population, moment: Moment) => Promise<Release>;

// Writes of other processes may be this much late in a table; those of this one are not.
const keptMilliseconds = 10_000;

/** Releases of every population, each protected once for all who ask, and kept without the exact counts. */
export function openReleases(store: Store<VolunteersTables>): Releases {
  const keep = (population: Population) =>
    keptBriefly(store, keptMilliseconds, async (today) =>
      release(population, await counts[population](store.reads, today), await nodesAbove(store.reads, today)),
    );
  const kept: Readonly<Record<Population, ReturnType<typeof keep>>> = { volunteers: keep('volunteers') };
  return (population, moment) => kept[population](moment);
}
