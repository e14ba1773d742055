import { type Network, RECORD, RESOURCE, SCORE } from './network.ts';

/**
 * What the whole would lose without one unit of each resource: at least its price, and equal to it when prices are unique.
 *
 * One Dijkstra from "unserved or unused" backwards over the whole residual network of an optimum. Prices of an optimum are not unique;
 * these are the highest of them, so a newcomer displaces somebody exactly when its score is above.
 */
export const lastUnitValues = (net: Network): Float64Array => {
  const { resourceCount, needCount, pairs, carried, most, first, last, start, byResource, price, worth, room } = net;
  const { extraFirst, extraHead, extraNext, needOf } = net;
  const distance = new Float64Array(resourceCount + needCount);
  const queue = createQueue(resourceCount + needCount);
  for (let r = 0; r < resourceCount; r++) {
    distance[r] = (room[r] as number) > 0 ? 0 : Number.POSITIVE_INFINITY;
    if ((room[r] as number) > 0) queue.push(r, 0);
  }
  for (let i = 0; i < needCount; i++) {
    distance[resourceCount + i] = worth[i] as number;
    queue.push(resourceCount + i, worth[i] as number);
  }
  const improve = (node: number, length: number): void => {
    if (length >= (distance[node] as number)) return;
    distance[node] = length;
    queue.push(node, length);
  };
  for (let node = queue.pop(distance); node >= 0; node = queue.pop(distance)) {
    const length = distance[node] as number;
    if (node < resourceCount) {
      for (let at = (start[node] as number) * 3; at < (start[node + 1] as number) * 3; at += 3) {
        const i = byResource[at] as number;
        const pair = byResource[at + 2] as number;
        if ((carried[pair] as number) < (most[pair] as number))
          improve(
            resourceCount + i,
            length + (worth[i] as number) + (price[node] as number) - (byResource[at + 1] as number),
          );
      }
      for (let pair = extraHead[node] as number; pair >= 0; pair = extraNext[pair - extraFirst] as number) {
        const i = needOf[pair] as number;
        if ((carried[pair] as number) < (most[pair] as number))
          improve(
            resourceCount + i,
            length + (worth[i] as number) + (price[node] as number) - (pairs[pair * RECORD + SCORE] as number),
          );
      }
    } else {
      const i = node - resourceCount;
      for (let pair = first[i] as number; pair < (last[i] as number); pair++) {
        const at = pair * RECORD;
        const r = pairs[at + RESOURCE] as number;
        if ((carried[pair] as number) > 0)
          improve(r, length + (pairs[at + SCORE] as number) - (price[r] as number) - (worth[i] as number));
      }
    }
  }
  const values = new Float64Array(resourceCount);
  // A full resource without units lent (capacity 0) can lose nothing more, and lends nothing: its own price stands.
  for (let r = 0; r < resourceCount; r++)
    values[r] = (price[r] as number) + (Number.isFinite(distance[r]) ? (distance[r] as number) : 0);
  return values;
};

interface Queue {
  readonly push: (node: number, length: number) => void;
  /** The nearest node whose entry is current, or -1. */
  readonly pop: (distance: Float64Array) => number;
}

const createQueue = (capacity: number): Queue => {
  let nodes = new Int32Array(capacity + 1);
  let lengths = new Float64Array(capacity + 1);
  let size = 0;
  const push = (node: number, length: number): void => {
    if (size === nodes.length) {
      const wider = new Int32Array(size * 2);
      wider.set(nodes);
      nodes = wider;
      const longer = new Float64Array(size * 2);
      longer.set(lengths);
      lengths = longer;
    }
    let at = size++;
    while (at > 0) {
      const up = (at - 1) >> 1;
      if ((lengths[up] as number) <= length) break;
      nodes[at] = nodes[up] as number;
      lengths[at] = lengths[up] as number;
      at = up;
    }
    nodes[at] = node;
    lengths[at] = length;
  };
  const removeTop = (): void => {
    const node = nodes[--size] as number;
    const length = lengths[size] as number;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= size) break;
      if (child + 1 < size && (lengths[child + 1] as number) < (lengths[child] as number)) child++;
      if ((lengths[child] as number) >= length) break;
      nodes[at] = nodes[child] as number;
      lengths[at] = lengths[child] as number;
      at = child;
    }
    nodes[at] = node;
    lengths[at] = length;
  };
  const pop = (distance: Float64Array): number => {
    while (size > 0) {
      const node = nodes[0] as number;
      const length = lengths[0] as number;
      removeTop();
      if (length === (distance[node] as number)) return node;
    }
    return -1;
  };
  return { push, pop };
};
