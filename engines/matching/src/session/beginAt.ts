import type { Snapshot } from '../eligible.ts';
import { tierPrices } from '../fairness.ts';
import type { TransportProblem } from '../flow/network.ts';
import type { Whereabouts } from '../flow/startFrom.ts';
import type { Communities, Community } from './communities.ts';

/** The market at another solve: what pairs carry, prices of resources, and of tiers what they are when so many units are unserved. */
export const beginAt = (
  { needUnits, capacities, pairNeed, pairResource }: TransportProblem,
  { needs, resources }: Snapshot,
  near: Whereabouts,
  communities: Communities,
): Whereabouts => {
  const flow = new Int32Array(pairNeed.length);
  const prices = new Float64Array(capacities.length);
  prices.set(near.prices.subarray(0, resources.length));
  const unserved = new Map<Community, number>();
  const add = (n: number, units: number): void => {
    const community = communities.of(n);
    if (community !== undefined) unserved.set(community, (unserved.get(community) ?? 0) + units);
  };
  needUnits.subarray(0, needs.length).forEach((units, n) => {
    add(n, units);
  });
  let at = 0;
  for (let k = 0; k < flow.length; k++) {
    const n = pairNeed[k] ?? 0;
    if (n >= needs.length || (pairResource[k] ?? 0) >= resources.length) continue;
    const units = near.flow[at++] ?? 0;
    flow[k] = units;
    if (units > 0) add(n, -units);
  }
  for (const [{ at: places, tiers }, units] of unserved)
    tierPrices(tiers, units).forEach((price, t) => {
      prices[places[t] ?? -1] = price;
    });
  return { flow, prices };
};
