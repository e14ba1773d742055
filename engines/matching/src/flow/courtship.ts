import { addLot, type Bids, removeLot } from './bids.ts';
import { move, type Network, RECORD, RESOURCE, SCORE } from './network.ts';

/** Pairs that one courtship may read, as a multiple of all pairs; what is left over the exact repair does. */
const MOST_READ = 8;

/** The worth of a need that was not looked at. */
export const UNKNOWN = -1;

/** The pair of a resource whose need would pay most, and what the next one would pay. */
interface Keenest {
  pair: number;
  pays: number;
  next: number;
}

/** A need's best profit among pairs that could carry more, looked for once and kept true by `lowerPrice` from then on. */
const worthOf = (net: Network, i: number): number => {
  const known = net.worth[i] as number;
  if (known >= 0) return known;
  const { pairs, carried, most, price, first, last } = net;
  let best = 0;
  for (let pair = first[i] as number, to = last[i] as number; pair < to; pair++) {
    const at = pair * RECORD;
    const profit = (pairs[at + SCORE] as number) - (price[pairs[at + RESOURCE] as number] as number);
    if (profit > best && (carried[pair] as number) < (most[pair] as number)) best = profit;
  }
  net.worth[i] = best;
  return best;
};

const findKeenest = (net: Network, r: number, found: Keenest): void => {
  const { carried, most, byResource, start, units } = net;
  found.pair = -1;
  found.pays = 0;
  found.next = 0;
  const to = (start[r + 1] as number) * 3;
  for (let k = (start[r] as number) * 3; k < to; k += 3) {
    const i = byResource[k] as number;
    const score = byResource[k + 1] as number;
    if (score <= found.next) continue; // its need's worth is at least 0
    const pays = score - worthOf(net, i);
    if (pays <= found.next) continue;
    const pair = byResource[k + 2] as number;
    const held = carried[pair] as number;
    if (held >= (most[pair] as number) || held >= (units[i] as number)) continue;
    if (pays > found.pays) {
      found.next = found.pays;
      found.pays = pays;
      found.pair = pair;
    } else found.next = pays;
  }
};

const lowerPrice = ({ price, worth, byResource, start }: Network, r: number, level: number): void => {
  price[r] = level;
  const to = (start[r + 1] as number) * 3;
  for (let k = (start[r] as number) * 3; k < to; k += 3) {
    const profit = (byResource[k + 1] as number) - level;
    const i = byResource[k] as number;
    const known = worth[i] as number;
    if (known >= 0 && profit > known) worth[i] = profit;
  }
};

/** Moves units of the pair's need here, first those it has not placed, then those that earn it least; calls `leave` for each resource left. */
const win = (net: Network, bids: Bids, chosen: number, leave: (resource: number, read: number) => void): number => {
  const { pairs, carried, most, price, first, last, slack, room, needOf } = net;
  const at = chosen * RECORD;
  const r = pairs[at + RESOURCE] as number;
  const i = needOf[chosen] as number;
  const level = price[r] as number;
  const own = (pairs[at + SCORE] as number) - level;
  const wanted = Math.min(room[r] as number, (most[chosen] as number) - (carried[chosen] as number));
  let taken = Math.min(wanted, slack[i] as number);
  while (taken < wanted) {
    let worst = own;
    let from = -1;
    for (let pair = first[i] as number; pair < (last[i] as number); pair++) {
      const base = pair * RECORD;
      if (pair === chosen || (carried[pair] as number) === 0) continue;
      const profit = (pairs[base + SCORE] as number) - (price[pairs[base + RESOURCE] as number] as number);
      if (profit < worst) {
        worst = profit;
        from = pair;
      }
    }
    if (from < 0) break;
    const held = carried[from] as number;
    const units = Math.min(held, wanted - taken);
    const other = pairs[from * RECORD + RESOURCE] as number;
    move(net, from, -units);
    if (units === held) removeLot(bids, other, from);
    leave(other, (last[i] as number) - (first[i] as number));
    taken += units;
  }
  if (taken === 0) return 0;
  if ((carried[chosen] as number) === 0) addLot(bids, r, chosen, level);
  move(net, chosen, taken);
  return taken;
};

/**
 * The reverse side of the auction: each resource with a price and room lowers its price to what its second-keenest need would pay, less
 * epsilon, and wins the keenest. Without it, prices that were bid up too far are left to the costly backward searches of the repair.
 * Leaves `worth` unknown of needs that it did not look at.
 */
export const courtNeeds = (net: Network, bids: Bids, epsilon: number): void => {
  const { price, room, start } = net;
  net.worth.fill(UNKNOWN);
  let left = MOST_READ * net.pairCount;
  const waiting: number[] = [];
  for (let r = 0; r < net.resourceCount; r++) if ((room[r] as number) > 0 && (price[r] as number) > 0) waiting.push(r);
  const wait = (r: number, read: number): void => {
    left -= read;
    if ((price[r] as number) > 0) waiting.push(r);
  };
  const keenest: Keenest = { pair: -1, pays: 0, next: 0 };
  for (let r = waiting.pop(); r !== undefined && left > 0; r = waiting.pop())
    while ((room[r] as number) > 0 && (price[r] as number) > 0 && left > 0) {
      left -= 2 * ((start[r + 1] as number) - (start[r] as number)) + 1;
      findKeenest(net, r, keenest);
      const isWanted = keenest.pair >= 0 && keenest.pays >= epsilon;
      lowerPrice(net, r, isWanted ? Math.max(0, Math.min(price[r] as number, keenest.next - epsilon)) : 0);
      if (!isWanted || win(net, bids, keenest.pair, wait) === 0) break;
    }
};
