import type { Network } from './network.ts';

/**
 * The accepted bids of each resource as a heap, the lowest on top; one lot for each pair that carries units. Segments of one pool:
 * a resource never holds more lots than it has units (and one on its way in) or pairs.
 */
export interface Bids {
  readonly start: Int32Array;
  readonly count: Int32Array;
  readonly pair: Int32Array;
  readonly level: Float64Array;
}

/** An empty pool for this network. */
export const createBids = (net: Network): Bids => {
  const start = new Int32Array(net.resourceCount + 1);
  for (let r = 0; r < net.resourceCount; r++) {
    const degree = (net.start[r + 1] as number) - (net.start[r] as number);
    start[r + 1] = (start[r] as number) + Math.min(degree, (net.capacity[r] as number) + 1);
  }
  const size = start[net.resourceCount] as number;
  return { start, count: new Int32Array(net.resourceCount), pair: new Int32Array(size), level: new Float64Array(size) };
};

const sink = (bids: Bids, start: number, size: number, from: number): void => {
  const { pair, level } = bids;
  const movedPair = pair[start + from] as number;
  const moved = level[start + from] as number;
  let at = from;
  for (;;) {
    let child = 2 * at + 1;
    if (child >= size) break;
    if (child + 1 < size && (level[start + child + 1] as number) < (level[start + child] as number)) child++;
    if ((level[start + child] as number) >= moved) break;
    pair[start + at] = pair[start + child] as number;
    level[start + at] = level[start + child] as number;
    at = child;
  }
  pair[start + at] = movedPair;
  level[start + at] = moved;
};

const rise = (bids: Bids, start: number, from: number): number => {
  const { pair, level } = bids;
  const movedPair = pair[start + from] as number;
  const moved = level[start + from] as number;
  let at = from;
  while (at > 0) {
    const up = (at - 1) >> 1;
    if ((level[start + up] as number) <= moved) break;
    pair[start + at] = pair[start + up] as number;
    level[start + at] = level[start + up] as number;
    at = up;
  }
  pair[start + at] = movedPair;
  level[start + at] = moved;
  return at;
};

const find = (bids: Bids, r: number, lot: number): number => {
  const start = bids.start[r] as number;
  let at = 0;
  while ((bids.pair[start + at] as number) !== lot) at++;
  return at;
};

/** Adds a lot that its resource does not hold yet. */
export const addLot = (bids: Bids, r: number, lot: number, level: number): void => {
  const start = bids.start[r] as number;
  const at = (bids.count[r] as number)++;
  bids.pair[start + at] = lot;
  bids.level[start + at] = level;
  rise(bids, start, at);
};

/** Raises the level of a lot that its resource holds. */
export const raiseLot = (bids: Bids, r: number, lot: number, level: number): void => {
  const at = find(bids, r, lot);
  const start = bids.start[r] as number;
  bids.level[start + at] = level;
  sink(bids, start, bids.count[r] as number, at);
};

/** Takes away a lot that its resource holds. */
export const removeLot = (bids: Bids, r: number, lot: number): void => {
  const start = bids.start[r] as number;
  const at = find(bids, r, lot);
  const size = --(bids.count[r] as number);
  if (at === size) return;
  bids.pair[start + at] = bids.pair[start + size] as number;
  bids.level[start + at] = bids.level[start + size] as number;
  sink(bids, start, size, rise(bids, start, at));
};

/** The lot with the lowest level. */
export const lowestLot = (bids: Bids, r: number): number => bids.pair[bids.start[r] as number] as number;

/** The lowest level. */
export const lowestLevel = (bids: Bids, r: number): number => bids.level[bids.start[r] as number] as number;

/** Keeps the lots for which `keeps` holds, each at the level that `change` makes of its own. */
export const rebuildLots = (
  bids: Bids,
  r: number,
  keeps: (lot: number) => boolean,
  change: (level: number) => number,
): void => {
  const start = bids.start[r] as number;
  let kept = 0;
  for (let k = 0; k < (bids.count[r] as number); k++) {
    const lot = bids.pair[start + k] as number;
    if (!keeps(lot)) continue;
    bids.pair[start + kept] = lot;
    bids.level[start + kept] = change(bids.level[start + k] as number);
    kept++;
  }
  bids.count[r] = kept;
  for (let k = (kept >> 1) - 1; k >= 0; k--) sink(bids, start, kept, k);
};
