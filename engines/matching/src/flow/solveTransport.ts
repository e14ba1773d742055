import { startByAuction } from './auction.ts';
import { lastUnitValues } from './lastUnitValues.ts';
import { buildNetwork, checkProblem, type Network, RECORD, RESOURCE, SCORE, type TransportProblem } from './network.ts';
import { fill, place } from './search.ts';
import { startFrom, type Whereabouts } from './startFrom.ts';
import { createWorkspace, type Workspace } from './workspace.ts';

/** The exact optimum of a transport problem with its prices. */
export interface TransportSolution {
  /** Units of each pair, beside the caller's pair arrays. */
  readonly flow: Int32Array;
  /** Price of one unit of each resource: what its last unit is worth to whoever would get it next; 0 while it has room. */
  readonly prices: Float64Array;
  /** What one more unit is worth to each need; 0 when it has units unserved. */
  readonly worths: Float64Array;
  readonly objective: number;
  readonly dualBound: number;
  readonly gap: number;
  readonly assignedUnits: number;
  readonly searches: number;
}

/** Solves from scratch to the optimum. The objective is unique; among equal optima the assignment depends on the order of the pairs. */
export const solveTransport = (problem: TransportProblem, report?: SolveReport): TransportSolution =>
  openTransport(problem, report).solution();

/** Hears how far a solve has come: the share of the work that is probably done, from 0 to 1. */
export type SolveReport = (share: number) => void;
const silent: SolveReport = () => undefined;
const AUCTION_SHARE = 0.9;

/** A solved problem that can be asked more and changed. */
export interface SolvedTransport {
  readonly net: Network;
  readonly space: Workspace;
  readonly solution: () => TransportSolution;
  /** See `lastUnitValues`: the highest prices of any optimum, one for each resource. */
  readonly lastUnitValues: () => Float64Array;
}

/** Solves from scratch and keeps the network. Throws a `RangeError` for arrays that do not fit together. */
export const openTransport = (problem: TransportProblem, report?: SolveReport): SolvedTransport => {
  checkProblem(problem);
  return openChecked(problem, report);
};

/** The same optimum, found from where the solve of a similar problem ended: quick where little differs. */
export const openTransportFrom = (problem: TransportProblem, end: Whereabouts): SolvedTransport => {
  checkProblem(problem);
  const net = buildNetwork(problem);
  startFrom(net, end);
  return ended(net, problem);
};

/** `solveTransport` for a problem that was checked already, as a part of another is. */
export const solveChecked = (problem: TransportProblem, report?: SolveReport): TransportSolution =>
  openChecked(problem, report).solution();

const openChecked = (problem: TransportProblem, report: SolveReport = silent): SolvedTransport => {
  const net = buildNetwork(problem);
  startByAuction(net, (share) => report(share * AUCTION_SHARE));
  return ended(net, problem);
};

const ended = (net: Network, problem: TransportProblem): SolvedTransport => {
  const space = createWorkspace();
  const searches = settle(net, space);
  speakByPrices(net, problem);
  return {
    net,
    space,
    solution: () => readSolution(net, problem.pairNeed.length, searches),
    lastUnitValues: () => lastUnitValues(net),
  };
};

/** Ends at the optimum from any start whose prices are exact on every pair: places unserved units, then fills priced room. Gives the number of searches. */
export const settle = (net: Network, space: Workspace): number => {
  let searches = 0;
  for (let i = 0; i < net.needCount; i++)
    for (; (net.slack[i] as number) > 0 && (net.worth[i] as number) > 0; searches++) place(net, space, i);
  for (let r = 0; r < net.resourceCount; r++)
    for (; (net.room[r] as number) > 0 && (net.price[r] as number) > 0; searches++) fill(net, space, r);
  return searches;
};

/**
 * Puts all scarcity into prices, so that they are a certificate by themselves: who holds a whole resource pays what she gains by it,
 * and a resource without units costs as much as anybody would pay.
 */
const speakByPrices = (net: Network, { capacities, pairResource, pairScore }: TransportProblem): void => {
  const { pairs, carried, price, worth, capacity, needOf } = net;
  for (let i = 0; i < net.needCount; i++)
    for (let pair = net.first[i] as number; pair < (net.last[i] as number); pair++) {
      const units = carried[pair] as number;
      if (units === 0) continue;
      const at = pair * RECORD;
      const r = pairs[at + RESOURCE] as number;
      if (units < (capacity[r] as number)) continue;
      price[r] = Math.max(
        price[r] as number,
        (pairs[at + SCORE] as number) - (worth[needOf[pair] as number] as number),
      );
    }
  if (!capacities.includes(0)) return;
  for (let k = 0; k < pairResource.length; k++) {
    const r = pairResource[k] as number;
    if (capacities[r] === 0) price[r] = Math.max(price[r] as number, pairScore[k] as number);
  }
};

/** What no assignment can exceed at the prices of this network. */
export const dualBoundOf = ({
  pairs,
  most,
  price,
  worth,
  first,
  last,
  units,
  capacity,
  needCount,
  resourceCount,
}: Network) => {
  let bound = 0;
  for (let r = 0; r < resourceCount; r++) bound += (capacity[r] as number) * (price[r] as number);
  for (let i = 0; i < needCount; i++) {
    bound += (units[i] as number) * (worth[i] as number);
    for (let pair = first[i] as number; pair < (last[i] as number); pair++) {
      const at = pair * RECORD;
      const over =
        (pairs[at + SCORE] as number) - (price[pairs[at + RESOURCE] as number] as number) - (worth[i] as number);
      if (over > 0) bound += over * (most[pair] as number); // only a pair at its own bound earns more than its need's worth
    }
  }
  return bound;
};

const readSolution = (net: Network, pairCount: number, searches: number): TransportSolution => {
  const { pairs, carried, origin, price, worth, first, last } = net;
  const flow = new Int32Array(pairCount);
  let objective = 0;
  let assignedUnits = 0;
  const dualBound = dualBoundOf(net);
  for (let i = 0; i < net.needCount; i++) {
    for (let pair = first[i] as number; pair < (last[i] as number); pair++) {
      const units = carried[pair] as number;
      if (units === 0) continue;
      const score = pairs[pair * RECORD + SCORE] as number;
      flow[origin[pair] as number] = units;
      objective += units * score;
      assignedUnits += units;
    }
  }
  return {
    flow,
    prices: price.slice(),
    worths: worth.slice(),
    objective,
    dualBound,
    gap: dualBound - objective,
    assignedUnits,
    searches,
  };
};
