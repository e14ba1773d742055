import { arrangeByPairs } from './arrange.ts';
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
import { lastUnitValueOf } from './lastUnitValueOf.ts';
import { lastUnitValues } from './lastUnitValues.ts';
import { checkProblem, type Network, RECORD, RESOURCE, SCORE, type TransportProblem } from './network.ts';
import { dualBoundOf, openTransport, openTransportFrom } from './solveTransport.ts';
import type { Whereabouts } from './startFrom.ts';
import { createSteadyAnswer, type Holding, type SteadyAnswer } from './steady.ts';

export type { MarketPair } from './edit.ts';
export type { Holding } from './steady.ts';

/**
 * An optimum that is kept while the world changes: each change re-solves from the kept prices, and afterwards the objective is that of a
 * solve from scratch. Positions are those of the problem; needs that come later get the next ones. A need or resource that is not there
 * throws a `RangeError`.
 *
 * With a `margin`, objective, holdings and rooms are those that are told: after a change they follow the optimum only where that gains more
 * than the margin. What follows is a connected change: needs that would get other units, joined by the resources at which they would; it is
 * made whole when its gain exceeds the margin, when it takes units from nobody, or when what was told is no longer possible; else not at all.
 * So each part of what is told that differs from the optimum could gain `margin` at most, and with the margin 0 nobody is moved for nothing.
 */
export interface TransportMarket {
  readonly objective: () => number;
  /** The objective of the optimum, which is less steady than what is told when there is a margin. */
  readonly optimum: () => number;
  /** What no assignment can exceed, from the prices alone; it equals the optimum. Reads every pair. */
  readonly dualBound: () => number;
  /** See `lastUnitValues.ts`: the highest prices of any optimum. Reads every pair. */
  readonly lastUnitValues: () => Float64Array;
  /** The same of one resource, without reading every pair. */
  readonly lastUnitValueOf: (resource: number) => number;
  readonly priceOf: (resource: number) => number;
  readonly worthOf: (need: number) => number;
  /** Resources whose price is another than when this was asked before, in no order. */
  readonly repriced: () => readonly number[];
  /** Units of the optimum that a need is assigned. */
  readonly servedOf: (need: number) => number;
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

export interface MarketOptions {
  /** Points that a connected change of what is told must exceed; when it is not given, the optimum itself is told. */
  readonly margin?: number;
  /** Units and prices of nearly the same problem, which make the first solve quick. */
  readonly begin?: Whereabouts;
}

/** Solves the problem and keeps it open for changes. */
export const openMarket = (given: TransportProblem, { margin, begin }: MarketOptions = {}): TransportMarket => {
  if (margin !== undefined && !(margin >= 0)) throw new RangeError(`The margin is ${margin} when expected at least 0.`);
  checkProblem(given);
  const { problem, order, needs, resources } = arrangeByPairs(given);
  const { net, space } =
    begin === undefined
      ? openTransport(problem)
      : openTransportFrom(problem, {
          flow: order.map((k) => begin.flow[k] as number),
          prices: begin.prices.map((_, place) => begin.prices[resources.positionOf(place)] as number),
        });
  const edit = openEdit(net, space, problem);
  const steady = margin === undefined ? null : steadyOf(net, margin);
  const needAt = (position: number): number => needs.placeOf(atMost(position, net.needCount, 'need'));
  const resourceAt = (position: number): number => resources.placeOf(atMost(position, net.resourceCount, 'resource'));
  const settle = (): readonly number[] => {
    settleEdit(edit);
    const moved = steady === null ? [...edit.moved] : steady.follow([...edit.moved, ...edit.given]);
    edit.moved.clear();
    edit.given.clear();
    return moved.map(needs.positionOf).sort((a, b) => a - b);
  };
  let isTogether = false;
  const then = <T>(result: T): T => {
    if (!isTogether) settle();
    return result;
  };
  return {
    objective: () => steady?.objective() ?? net.objective,
    optimum: () => net.objective,
    dualBound: () => dualBoundOf(net),
    lastUnitValues: () => {
      const values = lastUnitValues(net);
      return values.map((_, r) => values[resources.placeOf(r)] as number);
    },
    lastUnitValueOf: (resource) => lastUnitValueOf(net, space, resourceAt(resource)),
    repriced: () => {
      const moved = [...edit.priced].filter(([r, before]) => net.price[r] !== before);
      edit.priced.clear();
      return moved.map(([r]) => resources.positionOf(r));
    },
    servedOf: (position) => {
      const need = needAt(position);
      return (net.units[need] as number) - (net.slack[need] as number);
    },
    priceOf: (resource) => net.price[resourceAt(resource)] as number,
    worthOf: (need) => net.worth[needAt(need)] as number,
    roomOf: (resource) =>
      steady === null
        ? (net.room[resourceAt(resource)] as number)
        : (net.capacity[resourceAt(resource)] as number) - steady.usedOf(resourceAt(resource)),
    holdingsOf: (need) => {
      const holdings = steady === null ? holdingsOf(net, needAt(need)) : steady.holdingsOf(needAt(need));
      return holdings.map((holding) => ({ ...holding, resource: resources.positionOf(holding.resource) }));
    },
    insertNeed: (units, pairs) => then(addNeed(edit, checkUnits(units), checkPairs(pairs, resourceAt))),
    changeNeed: (need, units, pairs) =>
      then(setNeed(edit, needAt(need), checkUnits(units), checkPairs(pairs, resourceAt))),
    withdrawNeed: (need) => then(setNeed(edit, needAt(need), 0, [])),
    insertResource: (capacity) => then(addResource(edit, checkCapacity(capacity))),
    changeCapacity: (resource, capacity) => then(setCapacity(edit, resourceAt(resource), checkCapacity(capacity))),
    withdrawResource: (resource) => then(removeResource(edit, resourceAt(resource))),
    declinePair: (need, resource) => then(closePair(edit, needAt(need), resourceAt(resource))),
    together: (changes) => {
      isTogether = true;
      try {
        changes();
      } catch (error) {
        isTogether = false;
        settle(); // those before the one that was refused are made
        throw error;
      }
      isTogether = false;
      return settle();
    },
  };
};

const steadyOf = (net: Network, margin: number): SteadyAnswer =>
  createSteadyAnswer(
    {
      holdingsOf: (need) => holdingsOf(net, need),
      unitsOf: (need) => net.units[need] as number,
      capacityOf: (resource) => net.capacity[resource] as number,
      pairOf: (need, resource) => {
        for (let pair = net.first[need] as number; pair < (net.last[need] as number); pair++)
          if ((net.pairs[pair * RECORD + RESOURCE] as number) === resource && (net.most[pair] as number) > 0)
            return { most: net.most[pair] as number, score: net.pairs[pair * RECORD + SCORE] as number };
        return null;
      },
    },
    net.needCount,
    margin,
  );

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

const checkPairs = (pairs: readonly MarketPair[], resourceAt: (position: number) => number): readonly MarketPair[] =>
  pairs.map((pair) => ({ ...pair, resource: resourceAt(pair.resource) }));
