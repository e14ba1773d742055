import { ENTRY } from './active.ts';
import { createNearestFirst } from './nearestFirst.ts';
import { type Network, RECORD, RESOURCE, SCORE } from './network.ts';

/**
 * Whether some optimum gives a unit of this resource to a need that has no pair with it, at this score: whether a way leads from the resource
 * over others who move to where a unit is free, or to where the need's own unit stands now, and costs no more than the newcomer gains.
 * A need's units that nobody serves stand on resources from `firstTier` on, or nowhere.
 */
export const canDisplace = (
  net: Network,
  need: number,
  resource: number,
  score: number,
  firstTier: number,
): boolean => {
  const { resourceCount, pairs, carried, most, first, last, active, needOf, price, worth, room } = net;
  const surplus = (pair: number): number => {
    const at = pair * RECORD;
    const r = pairs[at + RESOURCE] as number;
    return (pairs[at + SCORE] as number) - (price[r] as number) - (worth[needOf[pair] as number] as number);
  };
  const budget = score - (price[resource] as number) - (worth[need] as number);
  if (budget < 0) return false;
  const stands = new Map<number, number>();
  const standsNowhere = (net.slack[need] as number) > 0;
  for (let pair = first[need] as number; pair < (last[need] as number); pair++) {
    const r = pairs[pair * RECORD + RESOURCE] as number;
    if ((carried[pair] as number) === 0 || r < firstTier) continue;
    stands.set(r, surplus(pair));
  }
  const known = new Map<number, number>([[resource, 0]]);
  const queue = createNearestFirst();
  queue.push({ node: resource, length: 0 });
  const reach = (node: number, length: number): void => {
    if (length > budget || length >= (known.get(node) ?? Number.POSITIVE_INFINITY)) return;
    known.set(node, length);
    queue.push({ node, length });
  };
  let pool = Number.POSITIVE_INFINITY;
  /** Where one unit is free all free units are as near, since whoever takes one leaves the others; and a full resource gives one up at its price. */
  const reachFree = (length: number): boolean => {
    if (length > budget) return false;
    if (standsNowhere) return true;
    if (length >= pool) return false;
    pool = length;
    for (let r = 0; r < resourceCount; r++)
      if ((room[r] as number) > 0 || (active.count[r] as number) > 0) reach(r, length + (price[r] as number));
    return false;
  };
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    const { node, length } = next;
    if (length > (known.get(node) ?? 0)) continue;
    if (node < resourceCount) {
      if ((room[node] as number) > 0 && reachFree(length)) return true;
      if (length + (stands.get(node) ?? Number.POSITIVE_INFINITY) <= budget) return true;
      for (let k = 0; k < (active.count[node] as number); k++) {
        const at = (active.start[node] as number) + k * ENTRY;
        const other = active.pool[at] as number;
        if (other === need) continue; // what it holds itself it cannot make room with
        reach(resourceCount + other, length + Math.max(0, surplus(active.pool[at + 2] as number)));
      }
    } else {
      const i = node - resourceCount;
      if (reachFree(length + (worth[i] as number))) return true;
      for (let pair = first[i] as number; pair < (last[i] as number); pair++)
        if ((carried[pair] as number) < (most[pair] as number))
          reach(pairs[pair * RECORD + RESOURCE] as number, length + Math.max(0, -surplus(pair)));
    }
  }
  return false;
};
