import { ENTRY } from './active.ts';
import { type Network, RECORD, RESOURCE, SCORE } from './network.ts';
import { begin, enqueue, label, take, type Workspace } from './workspace.ts';

/** A resource of which a need might have a unit more, and what that would score. */
export interface Wished {
  readonly resource: number;
  readonly score: number;
}

/**
 * Whether some optimum gives a unit more of one of these resources to a need, at this score: whether a way leads from the resource over
 * others who move to where a unit is free, or to where the need's own unit stands now, and costs no more than the newcomer gains. One search
 * starts from all of them. A need's units that nobody serves stand on resources from `firstTier` on, or nowhere.
 */
export const canDisplace = (
  net: Network,
  space: Workspace,
  need: number,
  wished: readonly Wished[],
  firstTier: number,
): boolean => {
  const { resourceCount, pairs, carried, most, first, last, active, needOf, price, worth, room } = net;
  const surplus = (pair: number): number => {
    const at = pair * RECORD;
    const r = pairs[at + RESOURCE] as number;
    return (pairs[at + SCORE] as number) - (price[r] as number) - (worth[needOf[pair] as number] as number);
  };
  const gainOf = ({ resource, score }: Wished): number => score - (price[resource] as number) - (worth[need] as number);
  const budget = wished.reduce((most, one) => Math.max(most, gainOf(one)), -1);
  if (budget < 0) return false;
  const stands = new Map<number, number>();
  const standsNowhere = (net.slack[need] as number) > 0;
  for (let pair = first[need] as number; pair < (last[need] as number); pair++) {
    const r = pairs[pair * RECORD + RESOURCE] as number;
    if ((carried[pair] as number) === 0 || r < firstTier) continue;
    stands.set(r, surplus(pair));
  }
  const free = resourceCount + net.needCount;
  begin(space, free + 1);
  const { distance } = space; // after `begin`, which may have made longer ones
  const reach = (node: number, length: number): void => {
    if (length > budget || length >= (distance[node] as number)) return;
    label(space, node, length, -1);
    enqueue(space, node, length);
  };
  for (const one of wished) reach(one.resource, budget - gainOf(one));
  for (let node = take(space, budget + 1); node >= 0; node = take(space, budget + 1)) {
    const { length } = space;
    if (length > (distance[node] as number)) continue; // it was queued again, nearer
    if (node === free) {
      if (standsNowhere) return true;
      // Where one unit is free all are, since whoever takes one leaves the others; and a full resource gives one up at its price.
      for (let r = 0; r < resourceCount; r++)
        if ((room[r] as number) > 0 || (active.count[r] as number) > 0) reach(r, length + (price[r] as number));
    } else if (node < resourceCount) {
      if ((room[node] as number) > 0) reach(free, length);
      if (length + (stands.get(node) ?? Number.POSITIVE_INFINITY) <= budget) return true;
      for (let k = 0; k < (active.count[node] as number); k++) {
        const at = (active.start[node] as number) + k * ENTRY;
        const other = active.pool[at] as number;
        if (other === need) continue; // what it holds itself it cannot make room with
        reach(resourceCount + other, length + Math.max(0, surplus(active.pool[at + 2] as number)));
      }
    } else {
      const i = node - resourceCount;
      reach(free, length + (worth[i] as number));
      for (let pair = first[i] as number; pair < (last[i] as number); pair++)
        if ((carried[pair] as number) < (most[pair] as number))
          reach(pairs[pair * RECORD + RESOURCE] as number, length + Math.max(0, -surplus(pair)));
    }
  }
  return false;
};
