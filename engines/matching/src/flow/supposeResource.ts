import { ENTRY } from './active.ts';
import { type Network, RECORD, RESOURCE, shift } from './network.ts';
import { fill, place } from './search.ts';
import type { Workspace } from './workspace.ts';

/** Takes all units away from a resource and lets it give none, at the least price at which nobody would want any; then the rest is optimal. */
export const closeResource = (net: Network, space: Workspace, r: number): void => {
  const { active, carried, needOf, worth, byResource, start } = net;
  const losers = new Set<number>();
  while ((active.count[r] as number) > 0) {
    const last = (active.start[r] as number) + ((active.count[r] as number) - 1) * ENTRY;
    const pair = active.pool[last + 2] as number;
    losers.add(needOf[pair] as number);
    shift(net, pair, -(carried[pair] as number));
  }
  net.capacity[r] = 0;
  net.room[r] = 0;
  for (let at = (start[r] as number) * 3; at < (start[r + 1] as number) * 3; at += 3) {
    const wish = (byResource[at + 1] as number) - (worth[byResource[at] as number] as number);
    if (wish > (net.price[r] as number)) net.price[r] = wish;
  }
  for (const need of losers)
    while ((net.slack[need] as number) > 0 && (worth[need] as number) > 0) place(net, space, need);
};

/** Lets a closed resource give units; then the whole is optimal with it. */
export const openResource = (net: Network, space: Workspace, r: number, capacity: number): void => {
  net.capacity[r] = capacity;
  net.room[r] = capacity;
  while ((net.room[r] as number) > 0 && (net.price[r] as number) > 0) fill(net, space, r);
};

/** Units of each need that are assigned to resources below `end`. */
export const unitsFrom = (net: Network, end: number): Float64Array => {
  const units = new Float64Array(net.needCount);
  for (let i = 0; i < net.needCount; i++)
    for (let pair = net.first[i] as number; pair < (net.last[i] as number); pair++)
      if ((net.pairs[pair * RECORD + RESOURCE] as number) < end) (units[i] as number) += net.carried[pair] as number;
  return units;
};
