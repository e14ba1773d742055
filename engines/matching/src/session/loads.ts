import { costAt } from '../evenLoad.ts';
import { type RunState, roomOf } from './runState.ts';

/** What the load of each resource costs as it is told, kept so that a change looks at those alone that it concerns. */
export interface Loads {
  readonly follow: (resources: Iterable<number>) => void;
  readonly total: () => number;
}

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
