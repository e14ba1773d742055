import type { Kysely } from 'kysely';
import { type HierarchyTables, nodesAbove } from './hierarchy.ts';
import { keptBriefly, type Moment } from './keptBriefly.ts';
import type { Store } from './store/store.ts';

/** The release of a population's counts on the day of a request. */
export type Releases<Population extends string, Release> = (population: Population, moment: Moment) => Promise<Release>;

// Writes of other processes may be this much late in a table; those of this one are not.
const keptMilliseconds = 10_000;

/** Releases of every population, each protected once for all who ask, and kept without the exact counts. */
export function openReleases<Tables extends HierarchyTables, Population extends string, Counted, Release>(
  store: Store<Tables>,
  counts: Readonly<Record<Population, (reads: Kysely<Tables>, today: string) => Promise<Counted>>>,
  release: (population: Population, counted: Counted, above: ReadonlyMap<string, readonly string[]>) => Release,
): Releases<Population, Release> {
  const kept = new Map<Population, (moment: Moment) => Promise<Release>>();
  for (const population of Object.keys(counts) as Population[])
    kept.set(
      population,
      keptBriefly(store, keptMilliseconds, async (today) =>
        release(population, await counts[population](store.reads, today), await nodesAbove(store.reads, today)),
      ),
    );
  return (population, moment) => {
    const read = kept.get(population);
    if (!read) throw new Error(`There is no population ${population}.`);
    return read(moment);
  };
}
