import {
  addNeed,
  addResource,
  closePair,
  type MarketPair,
  openEdit,
  removeResource,
  setCapacity,
  setNeed,
  settleEdit,
} from './edit.ts';
import { lastUnitValues } from './lastUnitValues.ts';
import { type Network, RECORD, RESOURCE, SCORE, type TransportProblem } from './network.ts';
import { dualBoundOf, openTransport } from './solveTransport.ts';

export type { MarketPair } from './edit.ts';

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
  /** What no assignment can exceed, from the prices alone; it equals the objective. Reads every pair. */
  readonly dualBound: () => number;
  /** See `lastUnitValues.ts`: the highest prices of any optimum. Reads every pair. */
  readonly lastUnitValues: () => Float64Array;
  readonly priceOf: (resource: number) => number;
  readonly worthOf: (need: number) => number;
  /** What a need is assigned, in the order of its pairs. */
  readonly holdingsOf: (need: number) => readonly Holding[];
  /** Units that a resource has left. */
  readonly roomOf: (resource: number) => number;
  readonly insertNeed: (units: number, pairs: readonly MarketPair[]) => number;
  /** Gives a need other units and other pairs; what it holds by a pair that stays, it keeps where that is best. */
  readonly changeNeed: (need: number, units: number, pairs: readonly MarketPair[]) => void;
  readonly withdrawNeed: (need: number) => void;
  /** Adds a resource that no need has a pair with yet, and gives its position. */
  readonly insertResource: (capacity: number) => number;
  readonly changeCapacity: (resource: number, capacity: number) => void;
  readonly withdrawResource: (resource: number) => void;
  /** The pair may carry nothing from now on; of a pair that is not there, or was never worth anything, that is true already. */
  readonly declinePair: (need: number, resource: number) => void;
  /** Makes several changes and solves once, after the last; gives the needs whose units moved, in rising order. */
  readonly together: (changes: () => void) => readonly number[];
}

/** Solves the problem and keeps it open for changes. */
export const openMarket = (problem: TransportProblem): TransportMarket => {
  const { net, space } = openTransport(problem);
  const edit = openEdit(net, space, problem);
  const needAt = (position: number): number => atMost(position, net.needCount, 'need');
  const resourceAt = (position: number): number => atMost(position, net.resourceCount, 'resource');
  let isTogether = false;
  const then = <T>(result: T): T => {
    if (!isTogether) settleEdit(edit);
    return result;
  };
  return {
    objective: () => net.objective,
    dualBound: () => dualBoundOf(net),
    lastUnitValues: () => lastUnitValues(net),
    priceOf: (resource) => net.price[resourceAt(resource)] as number,
    worthOf: (need) => net.worth[needAt(need)] as number,
    roomOf: (resource) => net.room[resourceAt(resource)] as number,
    holdingsOf: (need) => holdingsOf(net, needAt(need)),
    insertNeed: (units, pairs) => then(addNeed(edit, checkUnits(units), checkPairs(pairs, resourceAt))),
    changeNeed: (need, units, pairs) =>
      then(setNeed(edit, needAt(need), checkUnits(units), checkPairs(pairs, resourceAt))),
    withdrawNeed: (need) => then(setNeed(edit, needAt(need), 0, [])),
    insertResource: (capacity) => then(addResource(edit, checkCapacity(capacity))),
    changeCapacity: (resource, capacity) => then(setCapacity(edit, resourceAt(resource), checkCapacity(capacity))),
    withdrawResource: (resource) => then(removeResource(edit, resourceAt(resource))),
    declinePair: (need, resource) => then(closePair(edit, needAt(need), resourceAt(resource))),
    together: (changes) => {
      edit.moved.clear();
      isTogether = true;
      try {
        changes();
      } finally {
        isTogether = false;
        settleEdit(edit);
      }
      return [...edit.moved].sort((a, b) => a - b);
    },
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

const checkUnits = (units: number): number => {
  if (Number.isInteger(units) && units >= 0 && units < 2 ** 31) return units;
  throw new RangeError(`A need wants ${units} units when expected an integer from 0 to 2147483647.`);
};

const checkCapacity = (capacity: number): number => {
  if (Number.isSafeInteger(capacity) && capacity >= 0) return capacity;
  throw new RangeError(`A resource has ${capacity} units when expected an integer from 0.`);
};

const checkPairs = (pairs: readonly MarketPair[], resourceAt: (position: number) => number): readonly MarketPair[] => {
  for (const { resource } of pairs) resourceAt(resource);
  return pairs;
};
