import { type Network, RECORD, RESOURCE, SCORE, shift, type TransportProblem } from './network.ts';
import { fill, place } from './search.ts';
import { openTransport } from './solveTransport.ts';
import type { Workspace } from './workspace.ts';

/** A pair of a need that comes later; `most` as `pairMax` of the problem. */
export interface MarketPair {
  readonly resource: number;
  readonly score: number;
  readonly most?: number;
}

export interface Holding {
  readonly resource: number;
  readonly units: number;
  readonly score: number;
}

/**
 * An optimum that is kept while the world changes: each change re-solves from the kept prices, and afterwards the objective is that of a
 * solve from scratch. Positions are those of the problem; needs that come later get the next ones. A need or resource that is not there
 * throws a `RangeError`.
 */
export interface TransportMarket {
  readonly objective: () => number;
  readonly priceOf: (resource: number) => number;
  readonly worthOf: (need: number) => number;
  /** What a need is assigned, in the order of its pairs. */
  readonly holdingsOf: (need: number) => readonly Holding[];
  readonly insertNeed: (units: number, pairs: readonly MarketPair[]) => number;
  readonly withdrawNeed: (need: number) => void;
  readonly withdrawResource: (resource: number) => void;
  /** The pair may carry nothing from now on; of a pair that is not there, or was never worth anything, that is true already. */
  readonly declinePair: (need: number, resource: number) => void;
}

/** Solves the problem and keeps it open for changes. */
export const openMarket = (problem: TransportProblem): TransportMarket => {
  const { net, space } = openTransport(problem);
  return {
    objective: () => net.objective,
    priceOf: (resource) => net.price[atMost(resource, net.resourceCount, 'resource')] as number,
    worthOf: (need) => net.worth[atMost(need, net.needCount, 'need')] as number,
    holdingsOf: (need) => holdingsOf(net, atMost(need, net.needCount, 'need')),
    insertNeed: (units, pairs) => insertNeed(net, space, units, pairs),
    withdrawNeed: (need) => withdrawNeed(net, space, atMost(need, net.needCount, 'need')),
    withdrawResource: (resource) => withdrawResource(net, space, atMost(resource, net.resourceCount, 'resource')),
    declinePair: (need, resource) =>
      declinePair(net, space, atMost(need, net.needCount, 'need'), atMost(resource, net.resourceCount, 'resource')),
  };
};

const atMost = (position: number, count: number, kind: string): number => {
  if (Number.isInteger(position) && position >= 0 && position < count) return position;
  throw new RangeError(`There is no ${kind} ${position}: expected 0 to ${count - 1}.`);
};

const holdingsOf = ({ pairs, carried, first, last }: Network, need: number): readonly Holding[] => {
  const holdings: Holding[] = [];
  for (let pair = first[need] as number; pair < (last[need] as number); pair++) {
    const at = pair * RECORD;
    const units = carried[pair] as number;
    if (units > 0)
      holdings.push({ resource: pairs[at + RESOURCE] as number, units, score: pairs[at + SCORE] as number });
  }
  return holdings;
};

const placeAll = (net: Network, space: Workspace, need: number): void => {
  while ((net.slack[need] as number) > 0 && (net.worth[need] as number) > 0) place(net, space, need);
};

const fillAll = (net: Network, space: Workspace, resources: Iterable<number>): void => {
  for (const r of resources) while ((net.room[r] as number) > 0 && (net.price[r] as number) > 0) fill(net, space, r);
};

/** Takes all units off a pair and closes it. */
const close = (net: Network, pair: number): number => {
  const { carried } = net;
  const units = carried[pair] as number;
  if (units > 0) shift(net, pair, -units);
  net.most[pair] = 0;
  return units;
};

const wider = <T extends Int32Array | Float64Array>(array: T, length: number): T => {
  if (array.length >= length) return array;
  const grown = (
    array instanceof Int32Array ? new Int32Array(length + (length >> 1)) : new Float64Array(length + (length >> 1))
  ) as T; // same kind
  grown.set(array);
  return grown;
};

const grow = (net: Network, needs: number, pairs: number): void => {
  net.units = wider(net.units, needs);
  net.slack = wider(net.slack, needs);
  net.worth = wider(net.worth, needs);
  net.first = wider(net.first, needs);
  net.last = wider(net.last, needs);
  net.step = wider(net.step, needs);
  net.pairs = wider(net.pairs, pairs * RECORD);
  net.carried = wider(net.carried, pairs);
  net.most = wider(net.most, pairs);
  net.needOf = wider(net.needOf, pairs);
  net.activeNext = wider(net.activeNext, pairs);
  net.activePrevious = wider(net.activePrevious, pairs);
  net.extraNext = wider(net.extraNext, pairs - net.extraFirst);
};

const insertNeed = (net: Network, space: Workspace, units: number, offered: readonly MarketPair[]): number => {
  if (!(Number.isInteger(units) && units >= 0 && units < 2 ** 31))
    throw new RangeError(`A need wants ${units} units when expected an integer from 0 to 2147483647.`);
  const best = new Map<number, MarketPair>();
  for (const offer of offered) {
    const r = atMost(offer.resource, net.resourceCount, 'resource');
    if (offer.score > (best.get(r)?.score ?? 0)) best.set(r, offer);
  }
  const need = net.needCount;
  grow(net, need + 1, net.pairCount + best.size);
  net.needCount++;
  net.units[need] = units;
  net.slack[need] = units;
  net.first[need] = net.pairCount;
  let worth = 0;
  for (const [r, { score, most }] of best) {
    const pair = net.pairCount++;
    const limit = Math.min(2 ** 31 - 1, net.capacity[r] as number, most ?? 2 ** 31 - 1);
    net.pairs.set([r, score], pair * RECORD);
    net.carried[pair] = 0;
    net.most[pair] = limit;
    net.needOf[pair] = need;
    net.extraNext[pair - net.extraFirst] = net.extraHead[r] as number;
    net.extraHead[r] = pair;
    if (limit > 0) worth = Math.max(worth, score - (net.price[r] as number));
  }
  net.last[need] = net.pairCount;
  net.worth[need] = worth;
  placeAll(net, space, need);
  return need;
};

const withdrawNeed = (net: Network, space: Workspace, need: number): void => {
  const left: number[] = [];
  for (let pair = net.first[need] as number; pair < (net.last[need] as number); pair++)
    if (close(net, pair) > 0) left.push(net.pairs[pair * RECORD + RESOURCE] as number);
  net.units[need] = 0;
  net.slack[need] = 0;
  net.worth[need] = 0;
  fillAll(net, space, left);
};

const withdrawResource = (net: Network, space: Workspace, r: number): void => {
  const losers: number[] = [];
  const drop = (pair: number): void => {
    if (close(net, pair) > 0) losers.push(net.needOf[pair] as number);
  };
  for (let at = (net.start[r] as number) * 3; at < (net.start[r + 1] as number) * 3; at += 3)
    drop(net.byResource[at + 2] as number);
  for (let pair = net.extraHead[r] as number; pair >= 0; pair = net.extraNext[pair - net.extraFirst] as number)
    drop(pair);
  net.capacity[r] = 0;
  net.room[r] = 0;
  net.price[r] = 0;
  for (const need of losers) placeAll(net, space, need);
};

const declinePair = (net: Network, space: Workspace, need: number, resource: number): void => {
  for (let pair = net.first[need] as number; pair < (net.last[need] as number); pair++) {
    if ((net.pairs[pair * RECORD + RESOURCE] as number) !== resource) continue;
    close(net, pair);
    placeAll(net, space, need);
    fillAll(net, space, [resource]);
    return;
  }
};
