import { release } from './auction.ts';
import { linkFlow, move, type Network, RECORD, RESOURCE, SCORE } from './network.ts';

/** Where a solve ended, or may begin: units of each pair and prices of resources, beside the arrays of its problem. */
export interface Whereabouts {
  readonly flow: Int32Array;
  readonly prices: Float64Array;
}

/** Gives needs the units that they still want where that is worth to them what the rest is, and there is room. */
const fillUp = (net: Network): void => {
  const { needCount, first, last, pairs, most, carried, slack, room, price, worth } = net;
  for (let i = 0; i < needCount; i++) {
    if ((worth[i] as number) === 0) continue;
    for (let pair = first[i] as number; pair < (last[i] as number) && (slack[i] as number) > 0; pair++) {
      const r = pairs[pair * RECORD + RESOURCE] as number;
      if ((room[r] as number) === 0) continue;
      if ((pairs[pair * RECORD + SCORE] as number) - (price[r] as number) !== (worth[i] as number)) continue;
      const left = (most[pair] as number) - (carried[pair] as number);
      move(net, pair, Math.min(left, slack[i] as number, room[r] as number));
    }
  }
};

/** Takes over these prices and as much of these units as is possible and pays at them, so that the repair has only the rest to do. */
export const startFrom = (net: Network, { flow, prices }: Whereabouts): void => {
  const { origin, first, last, pairs, most, slack, room } = net;
  net.price.set(prices);
  for (let i = 0; i < net.needCount; i++)
    for (let pair = first[i] as number; pair < (last[i] as number); pair++) {
      const r = pairs[pair * RECORD + RESOURCE] as number;
      const held = flow[origin[pair] as number] as number;
      if (held > 0) move(net, pair, Math.min(held, most[pair] as number, slack[i] as number, room[r] as number));
    }
  release(net, 0);
  fillUp(net);
  linkFlow(net);
};
