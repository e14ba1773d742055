import { addLot, type Bids, createBids, lowestLevel, lowestLot, raiseLot, rebuildLots, removeLot } from './bids.ts';
import { courtNeeds, UNKNOWN } from './courtship.ts';
import { linkFlow, move, type Network, RECORD, RESOURCE, SCORE } from './network.ts';

/**
 * Epsilon begins at the largest score / 16 and is divided by 4 down to 1/16: below 1 for few leftovers, not for exactness. Where much is
 * left unmet prices are far from 0, and a coarser beginning with longer strides comes there in fewer bids.
 *
 * Between steps all prices fall by this many epsilons: more where many resources have room and so were bid up too far (`PLENTIFUL_SHARE`),
 * less where much is left unmet and hardly any has room (`FULL_SHARE`). Full for want of pairs and not of supply, prices must fall further.
 */
const STRIDE = { firstShare: 16, divisor: 4, fall: 2, fallFull: 2, fallPlentiful: 4 };
const STRIDE_SCARCE = { firstShare: 8, divisor: 8, fall: 2, fallFull: 1, fallPlentiful: 4 };
const SCARCE_SUPPLY = 0.8;
const LAST_EPSILON = 1 / 16;
const FULL_SHARE = 0.005;
const PLENTIFUL_SHARE = 0.02;
/** The number of bids has no bound of its own: at most so many a step for each need and each unit or pair. About 10 were seen. */
const MOST_BIDS = 50;
/** Once a step took few bids, as a share of the first, and a later one takes this many times the least, epsilon is finer than the scores: the repair does the rest. */
const FEW_BIDS = 0.2;
const RISING = 2;
/** So it is when a step takes this many times the bids of any step before; the second may, because the first is coarse and hardly bids where units are many. */
const SURGE = 3;
/** Needs with more pairs than this and several units bid for many pairs at a time. */
const MANY_PAIRS = 64;
const MOST_WIDE = 2 ** 18;
/** Up to so many units it is cheaper to look for each. */
const FEW_UNITS = 4;

/**
 * Needs that still want units, as a ring: last in first out, but wide needs come last of all, so that they have lost many units
 * by the time they look through their many pairs again.
 */
interface Queue {
  readonly needs: Int32Array;
  readonly waits: Uint8Array;
  readonly wide: Uint8Array;
  head: number;
  size: number;
}

const createQueue = (net: Network): Queue => ({
  needs: new Int32Array(net.needCount),
  waits: new Uint8Array(net.needCount),
  wide: Uint8Array.from({ length: net.needCount }, (_, i) =>
    (net.units[i] as number) > 1 &&
    (net.last[i] as number) - (net.first[i] as number) > MANY_PAIRS &&
    (net.last[i] as number) - (net.first[i] as number) <= MOST_WIDE
      ? 1
      : 0,
  ),
  head: 0,
  size: 0,
});

const enqueue = (queue: Queue, need: number): void => {
  if (queue.waits[need] === 1) return;
  const { needs } = queue;
  queue.waits[need] = 1;
  if (queue.wide[need] === 1) {
    needs[(queue.head + queue.size) % needs.length] = need;
  } else {
    queue.head = queue.head === 0 ? needs.length - 1 : queue.head - 1;
    needs[queue.head] = need;
  }
  queue.size++;
};

const dequeue = (queue: Queue): number => {
  const need = queue.needs[queue.head] as number;
  queue.head = queue.head + 1 === queue.needs.length ? 0 : queue.head + 1;
  queue.size--;
  queue.waits[need] = 0;
  return need;
};

/** Takes `lot` into the bids of its resource and puts out the lowest units above the capacity; a full resource costs its lowest bid. */
const accept = (net: Network, bids: Bids, queue: Queue, lot: number, units: number, level: number): void => {
  const { pairs, carried, room } = net;
  const r = pairs[lot * RECORD + RESOURCE] as number;
  if ((carried[lot] as number) > 0) raiseLot(bids, r, lot, level);
  else addLot(bids, r, lot, level);
  move(net, lot, units);
  while ((room[r] as number) < 0) {
    const out = lowestLot(bids, r);
    const held = carried[out] as number;
    const taken = Math.min(held, -(room[r] as number));
    move(net, out, -taken);
    if (taken === held) removeLot(bids, r, out);
    enqueue(queue, net.needOf[out] as number);
  }
  if ((room[r] as number) === 0) net.price[r] = lowestLevel(bids, r);
};

/** One need bids until it has all its units or nothing is worth its price; a bid never exceeds its score. Gives the number of bids. */
const bid = (net: Network, bids: Bids, queue: Queue, i: number, epsilon: number): number => {
  const { pairs, carried, most, price, slack } = net;
  const from = net.first[i] as number;
  const to = net.last[i] as number;
  let made = 0;
  for (; (slack[i] as number) > 0; made++) {
    let best = 0;
    let next = 0;
    let chosen = -1;
    for (let pair = from; pair < to; pair++) {
      const at = pair * RECORD;
      const profit = (pairs[at + SCORE] as number) - (price[pairs[at + RESOURCE] as number] as number);
      if (profit <= next || (carried[pair] as number) >= (most[pair] as number)) continue;
      if (profit > best) {
        next = best;
        best = profit;
        chosen = pair;
      } else next = profit;
    }
    if (chosen < 0) break;
    const at = chosen * RECORD;
    const score = pairs[at + SCORE] as number;
    const units = Math.min(slack[i] as number, (most[chosen] as number) - (carried[chosen] as number));
    accept(net, bids, queue, chosen, units, Math.min(score, score - next + epsilon));
  }
  return made;
};

/**
 * The same for a need with many units and many pairs: one look bids for as many of its best pairs as it has units for, all at what the
 * first pair left out would earn. One pair a look would cost units × pairs.
 */
const bidMany = (net: Network, bids: Bids, queue: Queue, i: number, epsilon: number): number => {
  const { pairs, carried, most, price, slack } = net;
  const from = net.first[i] as number;
  const keys = new Float64Array((net.last[i] as number) - from);
  const profitOf = (pair: number): number =>
    (pairs[pair * RECORD + SCORE] as number) - (price[pairs[pair * RECORD + RESOURCE] as number] as number);
  const leftIn = (pair: number): number => (most[pair] as number) - (carried[pair] as number);
  let made = 0;
  while ((slack[i] as number) > FEW_UNITS) {
    let offers = 0;
    for (let k = 0; k < keys.length; k++) {
      const profit = profitOf(from + k);
      if (profit > 0 && leftIn(from + k) > 0) keys[offers++] = (profit / LAST_EPSILON) * MOST_WIDE + k;
    }
    if (offers === 0) return made;
    keys.subarray(0, offers).sort(); // by profit, which is a multiple of the last epsilon, then by place
    const pairAt = (k: number): number => from + ((keys[k] as number) % MOST_WIDE);
    let next = offers - 1;
    for (let owed = slack[i] as number; owed > 0 && next >= 0; next--) owed -= Math.min(owed, leftIn(pairAt(next)));
    const left = next < 0 ? 0 : profitOf(pairAt(next));
    for (let k = offers - 1; k > next; k--, made++) {
      const pair = pairAt(k);
      const score = pairs[pair * RECORD + SCORE] as number;
      accept(
        net,
        bids,
        queue,
        pair,
        Math.min(slack[i] as number, leftIn(pair)),
        Math.min(score, score - left + epsilon),
      );
    }
  }
  return made + bid(net, bids, queue, i, epsilon);
};

/** Sets each need's worth to its best profit among pairs that could carry more, and gives back pairs that are further than `epsilon` below it. */
export const release = (net: Network, epsilon: number, emptyToo = true): void => {
  const { pairs, carried, most, price, worth, first, last, slack, units: wanted } = net;
  for (let i = 0; i < net.needCount; i++) {
    if (!emptyToo && slack[i] === wanted[i]) {
      worth[i] = UNKNOWN; // it bids again anyway, and looks then
      continue;
    }
    let best = 0;
    let held = 0;
    for (let pair = first[i] as number; pair < (last[i] as number); pair++) {
      const at = pair * RECORD;
      const profit = (pairs[at + SCORE] as number) - (price[pairs[at + RESOURCE] as number] as number);
      const units = carried[pair] as number;
      held += units;
      if (profit > best && units < (most[pair] as number)) best = profit;
    }
    worth[i] = best;
    if (held === 0 || epsilon === Number.POSITIVE_INFINITY) continue;
    for (let pair = first[i] as number; pair < (last[i] as number); pair++) {
      const units = carried[pair] as number;
      if (units === 0) continue;
      const at = pair * RECORD;
      const profit = (pairs[at + SCORE] as number) - (price[pairs[at + RESOURCE] as number] as number);
      if (profit < best - epsilon) move(net, pair, -units);
    }
  }
};

/** Lowers all prices and bids by `fall`, and gives back what is then outside the next epsilon. */
const relax = (net: Network, bids: Bids, fall: number, epsilon: number): void => {
  const { carried, price } = net;
  for (let r = 0; r < net.resourceCount; r++) price[r] = Math.max(0, (price[r] as number) - fall);
  release(net, epsilon, false);
  for (let r = 0; r < net.resourceCount; r++) {
    const floor = price[r] as number;
    rebuildLots(
      bids,
      r,
      (lot) => (carried[lot] as number) > 0,
      (level) => Math.max(floor, level - fall),
    );
  }
};

/** While nothing has a price, a need's worth is its best score. */
const needsByWorth = ({ worth, needCount }: Network): Int32Array =>
  Int32Array.from({ length: needCount }, (_, i) => i).sort(
    (a, b) => (worth[b] as number) - (worth[a] as number) || a - b,
  );

const fallOf = ({ room, resourceCount }: Network, { fall, fallFull, fallPlentiful }: typeof STRIDE): number => {
  let open = 0;
  for (let r = 0; r < resourceCount; r++) if ((room[r] as number) > 0) open++;
  if (open > PLENTIFUL_SHARE * resourceCount) return fallPlentiful;
  return open > FULL_SHARE * resourceCount ? fall : fallFull;
};

const sum = (values: Float64Array, count: number): number => {
  let total = 0;
  for (let k = 0; k < count; k++) total += values[k] as number;
  return total;
};

const strideOf = ({ capacity, resourceCount, units, needCount }: Network): typeof STRIDE =>
  sum(capacity, resourceCount) < SCARCE_SUPPLY * sum(units, needCount) ? STRIDE_SCARCE : STRIDE;

/** All needs with slack and something to gain bid, the best score first, until nobody wants to or the bound on bids is met. Gives the number of bids. */
const bidAll = (net: Network, bids: Bids, queue: Queue, order: Int32Array, epsilon: number): number => {
  for (let k = order.length - 1; k >= 0; k--) {
    const i = order[k] as number;
    if ((net.slack[i] as number) > 0 && (net.worth[i] as number) !== 0) enqueue(queue, i);
  }
  const most = MOST_BIDS * (net.needCount + Math.min(sum(net.units, net.needCount), net.pairCount));
  let left = most;
  while (queue.size > 0) {
    const i = dequeue(queue);
    if (left <= 0) continue;
    left -= queue.wide[i] === 1 ? bidMany(net, bids, queue, i, epsilon) : bid(net, bids, queue, i, epsilon);
  }
  return most - left;
};

/**
 * An auction in falling steps of epsilon (Bertsekas 1988, 1992): one bidder at a time, then resources that kept a price and room court
 * needs. It ends close to the optimum with whole prices that are exact on every pair, as the repair requires; the rest is given back.
 */
export const startByAuction = (net: Network, report: (share: number) => void): void => {
  release(net, Number.POSITIVE_INFINITY); // values only
  const order = needsByWorth(net);
  const bids = createBids(net);
  const queue = createQueue(net);
  let top = 0;
  for (let pair = 0; pair < net.pairCount; pair++) top = Math.max(top, net.pairs[pair * RECORD + SCORE] as number);
  const stride = strideOf(net);
  const { firstShare, divisor } = stride;
  let epsilon = Math.max(1, Math.floor(top / firstShare));
  const steps = 1 + Math.log(epsilon / LAST_EPSILON) / Math.log(divisor);
  let few = 0;
  let least = Number.POSITIVE_INFINITY;
  let highest = 0;
  for (let step = 0; ; step++) {
    report(Math.min(1, step / steps));
    const made = bidAll(net, bids, queue, order, epsilon);
    if (epsilon >= 1) courtNeeds(net, bids, epsilon);
    if (step === 0) few = made * FEW_BIDS;
    const isTooFine = (least < few && made > RISING * least) || (step > 1 && made > SURGE * highest);
    if (epsilon <= LAST_EPSILON || isTooFine) break;
    least = Math.min(least, made);
    highest = Math.max(highest, made);
    const next = epsilon > 1 ? Math.max(1, Math.floor(epsilon / divisor)) : epsilon / divisor;
    relax(net, bids, fallOf(net, stride) * epsilon, next);
    epsilon = next;
  }
  for (let r = 0; r < net.resourceCount; r++) net.price[r] = Math.round(net.price[r] as number);
  release(net, 0);
  linkFlow(net);
};
