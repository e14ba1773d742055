import { costAt } from '../evenLoad.ts';
import { type RunState, roomOf } from './runState.ts';
import type { Loads } from './told.ts';

/** Counts all of them once. */
export const createLoads = (state: RunState): Loads => {
  const costs: number[] = [];
  let total = 0;
  const follow = (resources: Iterable<number>): void => {
    for (const r of resources) {
      const cost = costAt(state.snapshot, r, (state.snapshot.free[r] ?? 0) - roomOf(state, r));
      total += cost - (costs[r] ?? 0);
      costs[r] = cost;
    }
  };
  follow(state.snapshot.resources.keys());
  return { follow, total: () => total };
};
