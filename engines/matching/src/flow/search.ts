import { ENTRY } from './active.ts';
import { type Network, RECORD, RESOURCE, SCORE, shift } from './network.ts';
import { begin, enqueue, label, notePrice, take, type Workspace } from './workspace.ts';

/*
 * Shortest paths in the residual network, one at a time (Ahuja, Magnanti and Orlin, Network Flows, chapters 9.7 and 12.4).
 *
 * Both searches need exact prices on every pair: a pair that could carry more has `score - price - worth <= 0`, one that carries
 * something has it `>= 0`. All residual lengths are then at least 0, and each search keeps it so while it moves units and prices.
 *
 * `net.step[i]` is a lower bound on what it costs to move a unit of need i away from the one resource that it holds. A need is looked
 * through only when the search has come as far as its distance and its step, so most needs that it passes are never read.
 */

/** Every node nearer than `best` moves by the difference: up for prices and down for worths. */
const raisePrices = ({ resourceCount, price, worth, step }: Network, space: Workspace, best: number): void => {
  const { touched, touchedCount, distance } = space;
  for (let k = 0; k < touchedCount; k++) {
    const node = touched[k] as number;
    const change = best - (distance[node] as number);
    if (change <= 0) continue;
    if (node < resourceCount) {
      notePrice(space, node, price[node] as number);
      (price[node] as number) += change;
    } else {
      const i = node - resourceCount;
      (worth[i] as number) -= change;
      step[i] = Math.max(0, (step[i] as number) - change);
    }
  }
};

/** The other way round; then needs beside a cheaper resource have a shorter step. */
const lowerPrices = (net: Network, space: Workspace, best: number): void => {
  const { resourceCount, price, worth, start, byResource, carried, step } = net;
  const { touched, touchedCount, distance } = space;
  for (let k = 0; k < touchedCount; k++) {
    const node = touched[k] as number;
    const change = best - (distance[node] as number);
    if (change <= 0) continue;
    if (node < resourceCount) {
      notePrice(space, node, price[node] as number);
      (price[node] as number) -= change;
    } else (worth[node - resourceCount] as number) += change;
  }
  const shorten = (i: number, pair: number, length: number): void => {
    if (length < (step[i] as number) && (carried[pair] as number) === 0) step[i] = Math.max(0, length);
  };
  for (let k = 0; k < touchedCount; k++) {
    const r = touched[k] as number;
    if (r >= resourceCount || (distance[r] as number) >= best) continue;
    const level = price[r] as number;
    for (let at = (start[r] as number) * 3, end = (start[r + 1] as number) * 3; at < end; at += 3) {
      const i = byResource[at] as number;
      shorten(i, byResource[at + 2] as number, level + (worth[i] as number) - (byResource[at + 1] as number));
    }
    for (let pair = net.extraHead[r] as number; pair >= 0; pair = net.extraNext[pair - net.extraFirst] as number) {
      const i = net.needOf[pair] as number;
      shorten(i, pair, level + (worth[i] as number) - (net.pairs[pair * RECORD + SCORE] as number));
    }
  }
};

/** Forward: units leave `source` over pairs with room and push others back over pairs that carry something. */
export const place = (net: Network, space: Workspace, source: number): void => {
  const { pairs, carried, most, first, last, price, worth, room, step, held, active } = net;
  begin(space, net.resourceCount + net.needCount);
  const { distance } = space; // after `begin`, which may have made longer ones
  const base = net.resourceCount;
  let best = worth[source] as number; // to stay unserved
  let target = base + source;
  label(space, base + source, 0, -1);
  enqueue(space, base + source, 0);
  for (let node = take(space, best); node >= 0; node = take(space, best)) {
    if (node >= base) {
      const i = node - base;
      const owed = (distance[node] as number) + (worth[i] as number);
      let next = Number.POSITIVE_INFINITY;
      const from = node === base + source ? -1 : (pairs[(space.via[node] as number) * RECORD + RESOURCE] as number);
      for (let pair = first[i] as number, end = last[i] as number; pair < end; pair++) {
        const r = pairs[pair * RECORD + RESOURCE] as number;
        const reached = owed + (price[r] as number) - (pairs[pair * RECORD + SCORE] as number);
        if (reached < next && r !== from && (carried[pair] as number) < (most[pair] as number)) next = reached;
        if (reached >= (distance[r] as number) || reached >= best) continue;
        if ((carried[pair] as number) >= (most[pair] as number)) continue;
        label(space, r, reached, pair);
        if ((room[r] as number) > 0) {
          best = reached;
          target = r;
        } else enqueue(space, r, reached);
      }
      step[i] = from < 0 || (held[i] as number) > 1 ? 0 : Math.max(0, next - (distance[node] as number));
    } else {
      const { length } = space;
      if (length > (distance[node] as number)) continue; // it was queued again, nearer
      const from = length - (price[node] as number);
      const { pool, start, count } = active;
      for (let at = start[node] as number, end = at + (count[node] as number) * ENTRY; at < end; at += ENTRY) {
        const i = pool[at] as number;
        const reached = from + (pool[at + 1] as number) - (worth[i] as number);
        if (reached >= best || reached >= (distance[base + i] as number)) continue;
        label(space, base + i, reached, pool[at + 2] as number);
        const stay = reached + (worth[i] as number); // this need would give up a unit
        if (stay < best) {
          best = stay;
          target = base + i;
        }
        const looked = reached + (step[i] as number);
        if (looked < best) enqueue(space, base + i, looked);
      }
    }
  }
  raisePrices(net, space, best);
  send(net, space, target, source);
};

/** Moves the most units that the path to `target` can carry. A need as target gives up units to make way. */
const send = (net: Network, space: Workspace, target: number, source: number): void => {
  const { via } = space;
  const base = net.resourceCount;
  const { pairs, carried, needOf, slack, room } = net;
  let most = slack[source] as number;
  if (target < base) most = Math.min(most, room[target] as number);
  for (let node = target; node !== base + source; ) {
    const pair = via[node] as number;
    if (node >= base) {
      most = Math.min(most, carried[pair] as number);
      node = pairs[pair * RECORD + RESOURCE] as number;
    } else {
      most = Math.min(most, (net.most[pair] as number) - (carried[pair] as number));
      node = base + (needOf[pair] as number);
    }
  }
  space.moved?.add(source);
  for (let node = target; node !== base + source; ) {
    const pair = via[node] as number;
    space.moved?.add(needOf[pair] as number);
    if (node >= base) {
      shift(net, pair, -most);
      node = pairs[pair * RECORD + RESOURCE] as number;
    } else {
      shift(net, pair, most);
      node = base + (needOf[pair] as number);
    }
  }
};

/** Backward: who would move units here, from where; the search ends at unserved units, at room made elsewhere, or at a price of 0. */
export const fill = (net: Network, space: Workspace, sink: number): void => {
  const { pairs, carried, most, first, last, price, worth, slack, start, byResource, needOf } = net;
  const { extraFirst, extraHead, extraNext } = net;
  begin(space, net.resourceCount + net.needCount);
  const { distance } = space; // after `begin`, which may have made longer ones
  const base = net.resourceCount;
  let best = price[sink] as number; // to stay empty at a lower price
  let target = sink;
  label(space, sink, 0, -1);
  enqueue(space, sink, 0);
  const reach = (i: number, reached: number, pair: number): void => {
    if (reached >= (distance[base + i] as number) || (carried[pair] as number) >= (most[pair] as number)) return;
    label(space, base + i, reached, pair);
    if ((slack[i] as number) > 0) {
      best = reached;
      target = base + i;
    } else enqueue(space, base + i, reached);
  };
  for (let node = take(space, best); node >= 0; node = take(space, best)) {
    const { length } = space;
    if (length > (distance[node] as number)) continue; // it was queued again, nearer
    if (node >= base) {
      const i = node - base;
      const from = length - (worth[i] as number);
      for (let pair = first[i] as number, end = last[i] as number; pair < end; pair++) {
        if ((carried[pair] as number) === 0) continue;
        const r = pairs[pair * RECORD + RESOURCE] as number;
        const reached = from + (pairs[pair * RECORD + SCORE] as number) - (price[r] as number);
        if (reached >= best || reached >= (distance[r] as number)) continue;
        label(space, r, reached, pair);
        const leave = reached + (price[r] as number); // a unit moved away from there leaves room at no price
        if (leave < best) {
          best = leave;
          target = r;
        }
        enqueue(space, r, reached);
      }
    } else {
      const leave = length + (price[node] as number);
      for (let at = (start[node] as number) * 3, end = (start[node + 1] as number) * 3; at < end; at += 3) {
        const i = byResource[at] as number;
        const reached = leave + (worth[i] as number) - (byResource[at + 1] as number);
        if (reached < best) reach(i, reached, byResource[at + 2] as number);
      }
      for (let pair = extraHead[node] as number; pair >= 0; pair = extraNext[pair - extraFirst] as number) {
        const i = needOf[pair] as number;
        const reached = leave + (worth[i] as number) - (pairs[pair * RECORD + SCORE] as number);
        if (reached < best) reach(i, reached, pair);
      }
    }
  }
  lowerPrices(net, space, best);
  pull(net, space, target, sink);
};

/** Moves units along the path from `target` (a need with slack, or a resource that will have room) into `sink`. */
const pull = (net: Network, space: Workspace, target: number, sink: number): void => {
  const { via } = space;
  const base = net.resourceCount;
  const { pairs, carried, needOf, slack, room } = net;
  let most = room[sink] as number;
  if (target >= base) most = Math.min(most, slack[target - base] as number);
  const pass = (node: number, visit: (pair: number, forward: boolean) => void): number => {
    const pair = via[node] as number;
    if (node >= base) {
      visit(pair, true); // this need moves units into the resource of the pair
      return pairs[pair * RECORD + RESOURCE] as number;
    }
    visit(pair, false); // the need of the pair takes units away from here
    return base + (needOf[pair] as number);
  };
  for (let node = target; node !== sink; )
    node = pass(node, (pair, forward) => {
      const units = carried[pair] as number;
      most = Math.min(most, forward ? (net.most[pair] as number) - units : units);
    });
  for (let node = target; node !== sink; )
    node = pass(node, (pair, forward) => {
      space.moved?.add(needOf[pair] as number);
      shift(net, pair, forward ? most : -most);
    });
};
