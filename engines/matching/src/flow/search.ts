import { FLOW, MOST, type Network, RECORD, RESOURCE, SCORE, shift } from './network.ts';

/**
 * Shortest paths in the residual network, one at a time (Ahuja, Magnanti and Orlin, Network Flows, chapters 9.7 and 12.4).
 *
 * Both searches need exact prices on every pair: a pair that could carry more has `score - price - worth <= 0`, one that carries
 * something has it `>= 0`. All residual lengths are then at least 0, and each search keeps it so while it moves units and prices.
 */
export interface Workspace {
  /** Nodes are resources first, then needs. Labels count only where `stamp` is the current round. */
  size: number;
  distance: Float64Array;
  via: Int32Array;
  stamp: Int32Array;
  touched: Int32Array;
  touchedCount: number;
  round: number;
  /** Heap keys are `distance × stride + node` in one double, so distance × nodes must stay under 2^53. */
  stride: number;
  keys: Float64Array;
  heapSize: number;
  /** Nodes reached at the very length that is being looked at: last in first out, so that ties are searched in depth and not in breadth. */
  stack: Int32Array;
  stackSize: number;
  length: number;
}

/** Labels and heap that searches share; they grow with the network. */
export const createWorkspace = (): Workspace => ({
  size: 0,
  distance: new Float64Array(0),
  via: new Int32Array(0),
  stamp: new Int32Array(0),
  touched: new Int32Array(0),
  touchedCount: 0,
  round: 0,
  stride: 1,
  keys: new Float64Array(1024),
  heapSize: 0,
  stack: new Int32Array(0),
  stackSize: 0,
  length: 0,
});

const begin = (space: Workspace, nodes: number): void => {
  if (nodes > space.size) {
    space.size = Math.max(nodes, space.size + (space.size >> 1));
    space.distance = new Float64Array(space.size);
    space.via = new Int32Array(space.size);
    space.stamp = new Int32Array(space.size);
    space.touched = new Int32Array(space.size);
    space.stack = new Int32Array(space.size);
    space.round = 0;
    space.stride = 2 ** Math.ceil(Math.log2(space.size + 1));
  }
  space.round++;
  space.touchedCount = 0;
  space.heapSize = 0;
  space.stackSize = 0;
  space.length = 0;
};

const reach = (space: Workspace, node: number, length: number, pair: number): void => {
  const { distance, stamp } = space;
  if (stamp[node] === space.round) {
    if ((distance[node] as number) <= length) return;
  } else {
    stamp[node] = space.round;
    space.touched[space.touchedCount++] = node;
  }
  distance[node] = length;
  space.via[node] = pair;
  if (length === space.length) space.stack[space.stackSize++] = node;
  else push(space, length * space.stride + node);
};

const push = (space: Workspace, key: number): void => {
  if (space.heapSize === space.keys.length) {
    const wider = new Float64Array(space.heapSize * 2);
    wider.set(space.keys);
    space.keys = wider;
  }
  const { keys } = space;
  let at = space.heapSize++;
  while (at > 0) {
    const up = (at - 1) >> 1;
    const above = keys[up] as number;
    if (above <= key) break;
    keys[at] = above;
    at = up;
  }
  keys[at] = key;
};

const pop = (space: Workspace): number => {
  const { keys } = space;
  const top = keys[0] as number;
  const size = --space.heapSize;
  const moved = keys[size] as number;
  let at = 0;
  for (;;) {
    let child = 2 * at + 1;
    if (child >= size) break;
    if (child + 1 < size && (keys[child + 1] as number) < (keys[child] as number)) child++;
    const below = keys[child] as number;
    if (below >= moved) break;
    keys[at] = below;
    at = child;
  }
  keys[at] = moved;
  return top;
};

/** The next node at the least length, or -1 when none is nearer than `best`; its length is `space.length`. */
const take = (space: Workspace, best: number): number => {
  if (space.stackSize > 0) return space.length < best ? (space.stack[--space.stackSize] as number) : -1;
  while (space.heapSize > 0) {
    const key = pop(space);
    const length = Math.floor(key / space.stride);
    if (length >= best) return -1;
    const node = key - length * space.stride;
    if (length > (space.distance[node] as number)) continue;
    space.length = length;
    return node;
  }
  return -1;
};

/** Every node nearer than `best` moves by the difference: up for prices and down for worths (direction 1), or the other way. */
const movePrices = (
  { resourceCount, price, worth }: Network,
  space: Workspace,
  best: number,
  direction: number,
): void => {
  const { touched, touchedCount, distance } = space;
  for (let k = 0; k < touchedCount; k++) {
    const node = touched[k] as number;
    const change = best - (distance[node] as number);
    if (change <= 0) continue;
    if (node < resourceCount) (price[node] as number) += change * direction;
    else (worth[node - resourceCount] as number) -= change * direction;
  }
};

/** Forward: units leave `source` over pairs with room and push others back over pairs that carry something. */
export const place = (net: Network, space: Workspace, source: number): void => {
  const { pairs, needOf, first, last, price, worth, room, activeHead, activeNext } = net;
  begin(space, net.resourceCount + net.needCount);
  const base = net.resourceCount;
  let best = worth[source] as number; // to stay unserved
  let target = base + source;
  reach(space, base + source, 0, -1);
  for (let node = take(space, best); node >= 0; node = take(space, best)) {
    const { length } = space;
    if (node >= base) {
      const i = node - base;
      const stay = length + (worth[i] as number); // this need would give up a unit
      if (stay < best) {
        best = stay;
        target = node;
      }
      const owed = length + (worth[i] as number);
      for (let pair = first[i] as number, end = last[i] as number; pair < end; pair++) {
        const at = pair * RECORD;
        const r = pairs[at + RESOURCE] as number;
        const reached = owed + (price[r] as number) - (pairs[at + SCORE] as number);
        if (reached < best && (pairs[at + FLOW] as number) < (pairs[at + MOST] as number))
          reach(space, r, reached, pair);
      }
    } else if ((room[node] as number) > 0) {
      best = length;
      target = node;
      break;
    } else {
      const from = length - (price[node] as number);
      for (let pair = activeHead[node] as number; pair >= 0; pair = activeNext[pair] as number) {
        const i = needOf[pair] as number;
        const reached = from + (pairs[pair * RECORD + SCORE] as number) - (worth[i] as number);
        if (reached < best) reach(space, base + i, reached, pair);
      }
    }
  }
  movePrices(net, space, best, 1);
  send(net, space, target, source);
};

/** Moves the most units that the path to `target` can carry. A need as target gives up units to make way. */
const send = (net: Network, space: Workspace, target: number, source: number): void => {
  const { via } = space;
  const base = net.resourceCount;
  const { pairs, needOf, slack, room } = net;
  let most = slack[source] as number;
  if (target < base) most = Math.min(most, room[target] as number);
  for (let node = target; node !== base + source; ) {
    const pair = via[node] as number;
    const at = pair * RECORD;
    if (node >= base) {
      most = Math.min(most, pairs[at + FLOW] as number);
      node = pairs[at + RESOURCE] as number;
    } else {
      most = Math.min(most, (pairs[at + MOST] as number) - (pairs[at + FLOW] as number));
      node = base + (needOf[pair] as number);
    }
  }
  for (let node = target; node !== base + source; ) {
    const pair = via[node] as number;
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
  const { pairs, first, last, price, worth, slack, start, byResource, extraFirst, extraHead, extraNext, needOf } = net;
  begin(space, net.resourceCount + net.needCount);
  const base = net.resourceCount;
  let best = price[sink] as number; // to stay empty at a lower price
  let target = sink;
  reach(space, sink, 0, -1);
  for (let node = take(space, best); node >= 0; node = take(space, best)) {
    const { length } = space;
    if (node >= base) {
      const i = node - base;
      if ((slack[i] as number) > 0) {
        best = length;
        target = node;
        break;
      }
      const from = length - (worth[i] as number);
      for (let pair = first[i] as number, end = last[i] as number; pair < end; pair++) {
        const at = pair * RECORD;
        if ((pairs[at + FLOW] as number) === 0) continue;
        const r = pairs[at + RESOURCE] as number;
        const reached = from + (pairs[at + SCORE] as number) - (price[r] as number);
        if (reached < best) reach(space, r, reached, pair);
      }
    } else {
      const leave = length + (price[node] as number); // a unit moved away from here leaves room at no price
      if (leave < best) {
        best = leave;
        target = node;
      }
      for (let at = (start[node] as number) * 3, end = (start[node + 1] as number) * 3; at < end; at += 3) {
        const i = byResource[at] as number;
        const reached = leave + (worth[i] as number) - (byResource[at + 1] as number);
        if (reached >= best) continue;
        const pair = byResource[at + 2] as number;
        if ((pairs[pair * RECORD + FLOW] as number) < (pairs[pair * RECORD + MOST] as number))
          reach(space, base + i, reached, pair);
      }
      for (let pair = extraHead[node] as number; pair >= 0; pair = extraNext[pair - extraFirst] as number) {
        const at = pair * RECORD;
        const i = needOf[pair] as number;
        const reached = leave + (worth[i] as number) - (pairs[at + SCORE] as number);
        if (reached < best && (pairs[at + FLOW] as number) < (pairs[at + MOST] as number))
          reach(space, base + i, reached, pair);
      }
    }
  }
  movePrices(net, space, best, -1);
  pull(net, space, target, sink);
};

/** Moves units along the path from `target` (a need with slack, or a resource that will have room) into `sink`. */
const pull = (net: Network, space: Workspace, target: number, sink: number): void => {
  const { via } = space;
  const base = net.resourceCount;
  const { pairs, needOf, slack, room } = net;
  let most = room[sink] as number;
  if (target >= base) most = Math.min(most, slack[target - base] as number);
  const step = (node: number, visit: (pair: number, forward: boolean) => void): number => {
    const pair = via[node] as number;
    if (node >= base) {
      visit(pair, true); // this need moves units into the resource of the pair
      return pairs[pair * RECORD + RESOURCE] as number;
    }
    visit(pair, false); // the need of the pair takes units away from here
    return base + (needOf[pair] as number);
  };
  for (let node = target; node !== sink; )
    node = step(node, (pair, forward) => {
      const at = pair * RECORD;
      const flow = pairs[at + FLOW] as number;
      most = Math.min(most, forward ? (pairs[at + MOST] as number) - flow : flow);
    });
  for (let node = target; node !== sink; )
    node = step(node, (pair, forward) => shift(net, pair, forward ? most : -most));
};
