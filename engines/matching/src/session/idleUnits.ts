import type { Snapshot } from '../eligible.ts';
import { isSpread, type LoadTier, loadTiersOf } from '../evenLoad.ts';
import type { MarketPair } from '../flow/openMarket.ts';

/** A need of the market that stands for idle units of one resource. */
export interface IdleNeed {
  readonly place: number;
  readonly units: number;
  readonly pairs: readonly MarketPair[];
}

/**
 * Even load in an open run. As in `evenLoad.ts`, units that stay idle are needs of their resource; here each step of its load has its own
 * place in the market, also while it has no units, so that what a resource offers may change.
 */
export interface IdleUnits {
  /** Takes over what a resource offers now, which stands at `marketAt`; gives its steps, none where they are as they were. */
  readonly resize: (snapshot: Snapshot, r: number, marketAt: number) => readonly IdleNeed[];
  /** Places of the steps of a resource. */
  readonly placesOf: (r: number) => readonly number[];
  /** What all idle units would earn. */
  readonly worth: () => number;
}

interface Idle {
  readonly places: readonly number[];
  readonly tiers: readonly LoadTier[];
}

const worthOf = (tiers: readonly LoadTier[]): number => tiers.reduce((sum, { size, points }) => sum + size * points, 0);

/** No idle units yet; `addStep` makes a need of the market. */
export const createIdleUnits = (addStep: () => number): IdleUnits => {
  const byResource = new Map<number, Idle>();
  let worth = 0;
  return {
    resize: ({ resources, free, policy }, r, marketAt) => {
      const resource = resources[r];
      const known = byResource.get(r);
      if (resource === undefined || (known === undefined && !isSpread(resource, policy))) return [];
      const left = free[r] ?? 0;
      // The first step costs nothing, and needs no place.
      const tiers = loadTiersOf(resource.capacity - left, isSpread(resource, policy) ? left : 0, policy).slice(1);
      if (known?.tiers.every(({ size }, t) => size === tiers[t]?.size)) return [];
      const places = known?.places ?? tiers.map(addStep);
      worth += worthOf(tiers) - worthOf(known?.tiers ?? []);
      byResource.set(r, { places, tiers });
      return tiers.map(({ size, points }, t) => ({
        place: places[t] ?? -1,
        units: size,
        pairs: [{ resource: marketAt, score: points }],
      }));
    },
    placesOf: (r) => byResource.get(r)?.places ?? [],
    worth: () => worth,
  };
};
