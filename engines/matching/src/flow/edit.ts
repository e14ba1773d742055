import { ENTRY } from './active.ts';
import { type Network, RECORD, RESOURCE, SCORE, shift, type TransportProblem } from './network.ts';
import { fill, place } from './search.ts';
import { notePrice, type Workspace } from './workspace.ts';

/** A pair of a need; `most` as `pairMax` of the problem. */
export interface MarketPair {
  readonly resource: number;
  readonly score: number;
  readonly most?: number;
}

/** Changes of a solved network that are not solved yet: who has to be placed, who has to be filled, and whose units moved. */
export interface Edit {
  readonly net: Network;
  readonly space: Workspace;
  readonly needs: Set<number>;
  readonly resources: Set<number>;
  readonly moved: Set<number>;
  /** Needs that were given other units or pairs. */
  readonly given: Set<number>;
  /** What the price of each resource was whose price moved since somebody asked. */
  readonly priced: Map<number, number>;
}

const UNBOUNDED = 2 ** 31 - 1;

/** Re-solves what was changed, from the prices as they are. */
export const settleEdit = ({ net, space, needs, resources }: Edit): void => {
  for (const need of needs)
    while ((net.slack[need] as number) > 0 && (net.worth[need] as number) > 0) place(net, space, need);
  for (const r of resources) while ((net.room[r] as number) > 0 && (net.price[r] as number) > 0) fill(net, space, r);
  needs.clear();
  resources.clear();
};

/** Takes units off a pair; whoever is concerned is solved again. */
const release = ({ net, needs, resources, moved }: Edit, pair: number, units: number): void => {
  const need = net.needOf[pair] as number;
  shift(net, pair, -units);
  needs.add(need);
  moved.add(need);
  resources.add(net.pairs[pair * RECORD + RESOURCE] as number);
};

const close = (edit: Edit, pair: number): void => {
  const units = edit.net.carried[pair] as number;
  if (units > 0) release(edit, pair, units);
  edit.net.most[pair] = 0;
};

/** Makes the prices exact on the pairs of one need again: its worth is its best open profit, and what earns less is released. */
const refresh = (edit: Edit, need: number): void => {
  const { pairs, carried, most, price, first, last, worth, step } = edit.net;
  const profitOf = (pair: number): number =>
    (pairs[pair * RECORD + SCORE] as number) - (price[pairs[pair * RECORD + RESOURCE] as number] as number);
  let best = 0;
  for (let pair = first[need] as number; pair < (last[need] as number); pair++)
    if ((carried[pair] as number) < (most[pair] as number)) best = Math.max(best, profitOf(pair));
  worth[need] = best;
  step[need] = 0;
  for (let pair = first[need] as number; pair < (last[need] as number); pair++)
    if ((carried[pair] as number) > 0 && profitOf(pair) < best) release(edit, pair, carried[pair] as number);
  edit.needs.add(need);
};

const wider = <T extends Int32Array | Float64Array>(array: T, length: number): T => {
  if (array.length >= length) return array;
  const grown = (
    array instanceof Int32Array ? new Int32Array(length + (length >> 1)) : new Float64Array(length + (length >> 1))
  ) as T; // same kind
  grown.set(array);
  return grown;
};

const growPairs = (net: Network, pairs: number): void => {
  net.pairs = wider(net.pairs, pairs * RECORD);
  net.carried = wider(net.carried, pairs);
  net.most = wider(net.most, pairs);
  net.needOf = wider(net.needOf, pairs);
  net.active.place = wider(net.active.place, pairs);
  net.extraNext = wider(net.extraNext, pairs - net.extraFirst);
};

/** Appends a need and gives its position. */
export const addNeed = (edit: Edit, units: number, offered: readonly MarketPair[]): number => {
  const { net } = edit;
  const need = net.needCount++;
  net.units = wider(net.units, need + 1);
  net.slack = wider(net.slack, need + 1);
  net.worth = wider(net.worth, need + 1);
  net.first = wider(net.first, need + 1);
  net.last = wider(net.last, need + 1);
  net.step = wider(net.step, need + 1);
  net.held = wider(net.held, need + 1);
  for (const array of [net.units, net.slack, net.worth, net.first, net.last, net.step, net.held]) array[need] = 0;
  setNeed(edit, need, units, offered);
  return need;
};

/** Of a resource named twice the higher score counts, then the higher bound, as in a problem; what is worth nothing does not count. */
const bestByResource = (offered: readonly MarketPair[]): ReadonlyMap<number, MarketPair> => {
  const best = new Map<number, MarketPair>();
  const mostOf = ({ most = UNBOUNDED }: MarketPair): number => most;
  for (const offer of offered) {
    if (offer.score <= 0 || mostOf(offer) <= 0) continue;
    const known = best.get(offer.resource);
    if (known === undefined || offer.score > known.score) best.set(offer.resource, offer);
    else if (offer.score === known.score && mostOf(offer) > mostOf(known)) best.set(offer.resource, offer);
  }
  return best;
};

/** Units that a need holds, by resource, taken off it without solving anything. */
const takeHoldings = (net: Network, need: number): ReadonlyMap<number, number> => {
  const held = new Map<number, number>();
  for (let pair = net.first[need] as number; pair < (net.last[need] as number); pair++) {
    const units = net.carried[pair] as number;
    if (units > 0) {
      held.set(net.pairs[pair * RECORD + RESOURCE] as number, units);
      shift(net, pair, -units);
    }
    net.most[pair] = 0;
  }
  return held;
};

/** Gives a need these units and pairs instead of those that it had. Its old records stay behind, closed. */
export const setNeed = (edit: Edit, need: number, units: number, offered: readonly MarketPair[]): void => {
  const { net } = edit;
  edit.given.add(need);
  const held = takeHoldings(net, need);
  const best = bestByResource(offered);
  growPairs(net, net.pairCount + best.size);
  net.units[need] = units;
  net.slack[need] = units;
  net.first[need] = net.pairCount;
  for (const [r, { score, most }] of best) {
    const pair = net.pairCount++;
    net.pairs[pair * RECORD + RESOURCE] = r;
    net.pairs[pair * RECORD + SCORE] = score;
    net.carried[pair] = 0;
    net.most[pair] = Math.min(UNBOUNDED, most ?? UNBOUNDED);
    net.needOf[pair] = need;
    net.extraNext[pair - net.extraFirst] = net.extraHead[r] as number;
    net.extraHead[r] = pair;
    const kept = Math.min(held.get(r) ?? 0, net.most[pair] as number, net.slack[need] as number);
    if (kept > 0) shift(net, pair, kept);
    if (kept !== (held.get(r) ?? 0)) edit.moved.add(need);
  }
  net.last[need] = net.pairCount;
  for (const r of held.keys()) {
    edit.resources.add(r);
    if (!best.has(r)) edit.moved.add(need);
  }
  refresh(edit, need);
};

/** Appends a resource without pairs and gives its position. */
export const addResource = ({ net }: Edit, capacity: number): number => {
  const { active } = net;
  const r = net.resourceCount++;
  net.capacity = wider(net.capacity, r + 1);
  net.room = wider(net.room, r + 1);
  net.price = wider(net.price, r + 1);
  net.start = wider(net.start, r + 2);
  net.extraHead = wider(net.extraHead, r + 1);
  active.start = wider(active.start, r + 1);
  active.count = wider(active.count, r + 1);
  active.space = wider(active.space, r + 1);
  net.capacity[r] = capacity;
  net.room[r] = capacity;
  net.price[r] = 0;
  net.start[r + 1] = net.start[r] as number;
  net.extraHead[r] = -1;
  return r;
};

/** Gives a resource more or fewer units; what it can no longer give is taken from those who lose least by it. */
export const setCapacity = (edit: Edit, r: number, capacity: number): void => {
  const { net, resources } = edit;
  (net.room[r] as number) += capacity - (net.capacity[r] as number);
  net.capacity[r] = capacity;
  resources.add(r);
  const losers = new Set<number>();
  while ((net.room[r] as number) < 0) {
    let least = Number.POSITIVE_INFINITY;
    let chosen = -1;
    const { pool, start, count } = net.active;
    for (let at = start[r] as number, end = at + (count[r] as number) * ENTRY; at < end; at += ENTRY) {
      const loss = (pool[at + 1] as number) - (net.worth[pool[at] as number] as number);
      if (loss >= least) continue;
      least = loss;
      chosen = pool[at + 2] as number;
    }
    losers.add(net.needOf[chosen] as number);
    release(edit, chosen, Math.min(net.carried[chosen] as number, -(net.room[r] as number)));
  }
  for (const need of losers) refresh(edit, need);
};

const eachPairOf = (net: Network, r: number, visit: (pair: number) => void): void => {
  for (let at = (net.start[r] as number) * 3, end = (net.start[r + 1] as number) * 3; at < end; at += 3)
    visit(net.byResource[at + 2] as number);
  for (let pair = net.extraHead[r] as number; pair >= 0; pair = net.extraNext[pair - net.extraFirst] as number)
    visit(pair);
};

/** Takes a resource away with all its pairs. */
export const removeResource = (edit: Edit, r: number): void => {
  const { net, space } = edit;
  eachPairOf(net, r, (pair) => close(edit, pair));
  notePrice(space, r, net.price[r] as number);
  net.capacity[r] = 0;
  net.room[r] = 0;
  net.price[r] = 0;
};

/** Closes the pair of a need and a resource, if there is one. */
export const closePair = (edit: Edit, need: number, resource: number): void => {
  const { net } = edit;
  for (let pair = net.first[need] as number; pair < (net.last[need] as number); pair++)
    if ((net.pairs[pair * RECORD + RESOURCE] as number) === resource) close(edit, pair);
};

/**
 * Opens a solved network for changes. Bounds of pairs become those that the caller gave: capacities change, and the optimum needs no pair to
 * know of them. Pairs of resources without units, which the solver left out, come back, because they may have units later.
 */
export const openEdit = (net: Network, space: Workspace, problem: TransportProblem): Edit => {
  const { capacities, pairNeed, pairResource, pairScore, pairMax } = problem;
  const mostOf = (k: number): number => (pairMax === undefined ? UNBOUNDED : (pairMax[k] as number));
  for (let i = 0; i < net.needCount; i++)
    for (let pair = net.first[i] as number; pair < (net.last[i] as number); pair++)
      net.most[pair] = mostOf(net.origin[pair] as number);
  const known = { needs: new Set<number>(), resources: new Set<number>(), moved: new Set<number>() };
  const edit: Edit = { net, space, ...known, given: new Set(), priced: new Map() };
  const incomplete = new Map<number, MarketPair[]>();
  pairResource.forEach((r, k) => {
    if (capacities[r] === 0) incomplete.set(pairNeed[k] as number, []);
  });
  if (incomplete.size > 0)
    pairNeed.forEach((i, k) => {
      incomplete.get(i)?.push({ resource: pairResource[k] as number, score: pairScore[k] as number, most: mostOf(k) });
    });
  for (const [need, pairs] of incomplete) setNeed(edit, need, net.units[need] as number, pairs);
  settleEdit(edit);
  edit.moved.clear();
  edit.given.clear();
  // From now on the searches tell which needs and prices they moved.
  space.moved = edit.moved;
  space.priced = edit.priced;
  return edit;
};
