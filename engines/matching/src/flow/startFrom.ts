import { release } from './auction.ts';
import { linkFlow, move, type Network, RECORD, RESOURCE } from './network.ts';

/** Where a solve ended, or may begin: units of each pair and prices of resources, beside the arrays of its problem. */
export interface Whereabouts {
  readonly flow: Int32Array;
  readonly prices: Float64Array;
}

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
  linkFlow(net);
};
