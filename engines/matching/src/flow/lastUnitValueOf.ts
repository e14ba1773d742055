import { ENTRY } from './active.ts';
import { type Network, RECORD, RESOURCE, SCORE } from './network.ts';
import { begin, enqueue, label, take, type Workspace } from './workspace.ts';

/**
 * What the whole would lose without one unit of this resource, as `lastUnitValues` tells it of all: its price, and what the shortest way
 * from there to a free unit, or to a need that gives one up, costs on top. Reads only what lies nearer than that.
 */
export const lastUnitValueOf = (net: Network, space: Workspace, resource: number): number => {
  const { resourceCount, pairs, carried, most, first, last, active, price, worth, room } = net;
  begin(space, resourceCount + net.needCount);
  const { distance } = space; // after `begin`, which may have made longer ones
  let best = Number.POSITIVE_INFINITY;
  const reach = (node: number, length: number): void => {
    if (length >= best || length >= (distance[node] as number)) return;
    label(space, node, length, -1);
    enqueue(space, node, length);
  };
  reach(resource, 0);
  for (let node = take(space, best); node >= 0; node = take(space, best)) {
    const { length } = space;
    if (length > (distance[node] as number)) continue; // it was queued again, nearer
    if (node < resourceCount) {
      if ((room[node] as number) > 0) best = length;
      const from = length - (price[node] as number);
      const start = active.start[node] as number;
      for (let at = start, end = start + (active.count[node] as number) * ENTRY; at < end; at += ENTRY) {
        const i = active.pool[at] as number;
        reach(resourceCount + i, from + (active.pool[at + 1] as number) - (worth[i] as number));
      }
    } else {
      const i = node - resourceCount;
      const owed = length + (worth[i] as number);
      best = Math.min(best, owed);
      for (let pair = first[i] as number; pair < (last[i] as number); pair++) {
        if ((carried[pair] as number) >= (most[pair] as number)) continue;
        const r = pairs[pair * RECORD + RESOURCE] as number;
        reach(r, owed + (price[r] as number) - (pairs[pair * RECORD + SCORE] as number));
      }
    }
  }
  return (price[resource] as number) + (Number.isFinite(best) ? best : 0);
};
