import type { TransportProblem } from './network.ts';
import type { TransportSolution } from './solveTransport.ts';

/** Below so many pairs a second thread costs more than it saves, and so it does where the smaller half has less than this share of them. */
const LEAST_PAIRS = 200_000;
const LEAST_SHARE = 0.15;

/** In which half, 0 or 1, each need and each resource stands; no pair joins the two. */
export interface Halves {
  readonly ofNeed: Uint8Array;
  readonly ofResource: Uint8Array;
}

const rootOf = (parent: Int32Array, node: number): number => {
  let at = node;
  while (parent[at] !== at) {
    parent[at] = parent[parent[at] as number] as number;
    at = parent[at] as number;
  }
  return at;
};

/** The connected components of the pairs (union and find): for each resource, then each need, a node that stands for its component. */
const componentsOf = ({ needUnits, capacities, pairNeed, pairResource }: TransportProblem): Int32Array => {
  const base = capacities.length;
  const parent = Int32Array.from({ length: base + needUnits.length }, (_, node) => node);
  for (let k = 0; k < pairNeed.length; k++) {
    const one = rootOf(parent, base + (pairNeed[k] as number));
    const other = rootOf(parent, pairResource[k] as number);
    if (one < other) parent[other] = one;
    else parent[one] = other;
  }
  for (let node = 0; node < parent.length; node++) parent[node] = rootOf(parent, node);
  return parent;
};

/**
 * Packs the connected components into two halves of about equally many pairs, the largest first; `null` where two threads are not worth
 * it. It looks at the problem alone, so that the same problem is always solved in the same parts. Expects a checked problem.
 */
export const findHalves = (problem: TransportProblem, leastPairs = LEAST_PAIRS): Halves | null => {
  const { needUnits, capacities, pairNeed } = problem;
  if (pairNeed.length < leastPairs) return null;
  const base = capacities.length;
  const root = componentsOf(problem);
  const pairs = new Int32Array(root.length);
  for (let k = 0; k < pairNeed.length; k++) (pairs[root[base + (pairNeed[k] as number)] as number] as number)++;
  const largest = [...pairs.keys()]
    .filter((node) => (pairs[node] as number) > 0)
    .sort((a, b) => (pairs[b] as number) - (pairs[a] as number) || a - b);
  const half = new Uint8Array(root.length);
  let [first, second] = [0, 0];
  for (const node of largest) {
    if (first <= second) first += pairs[node] as number;
    else {
      second += pairs[node] as number;
      half[node] = 1;
    }
  }
  if (Math.min(first, second) < Math.max(1, LEAST_SHARE * pairNeed.length)) return null;
  return {
    ofNeed: Uint8Array.from(needUnits, (_, i) => half[root[base + i] as number] as number),
    ofResource: Uint8Array.from(capacities, (_, r) => half[root[r] as number] as number),
  };
};

/** One half as a problem of its own; needs, resources and pairs keep their order. */
export const takeHalf = (problem: TransportProblem, { ofNeed, ofResource }: Halves, half: number): TransportProblem => {
  const { needUnits, capacities, pairNeed, pairResource, pairScore, pairMax } = problem;
  const needAt = placesOf(ofNeed, half);
  const resourceAt = placesOf(ofResource, half);
  let count = 0;
  for (let k = 0; k < pairNeed.length; k++) if (ofNeed[pairNeed[k] as number] === half) count++;
  const taken = {
    needUnits: needUnits.filter((_, i) => ofNeed[i] === half),
    capacities: Float64Array.from(capacities).filter((_, r) => ofResource[r] === half),
    pairNeed: new Int32Array(count),
    pairResource: new Int32Array(count),
    pairScore: new Int32Array(count),
  };
  const most = pairMax === undefined ? null : new Int32Array(count);
  let to = 0;
  for (let k = 0; k < pairNeed.length; k++) {
    const i = pairNeed[k] as number;
    if (ofNeed[i] !== half) continue;
    taken.pairNeed[to] = needAt[i] as number;
    taken.pairResource[to] = resourceAt[pairResource[k] as number] as number;
    taken.pairScore[to] = pairScore[k] as number;
    if (most !== null) most[to] = pairMax?.[k] as number;
    to++;
  }
  return most === null ? taken : { ...taken, pairMax: most };
};

/** The place of each member within its half. */
const placesOf = (halfOf: Uint8Array, half: number): Int32Array => {
  const places = new Int32Array(halfOf.length);
  let next = 0;
  for (let at = 0; at < halfOf.length; at++) if (halfOf[at] === half) places[at] = next++;
  return places;
};

/** The solution of the whole from those of its halves. */
export const joinHalves = (
  { pairNeed }: TransportProblem,
  { ofNeed, ofResource }: Halves,
  first: TransportSolution,
  second: TransportSolution,
): TransportSolution => {
  const flow = new Int32Array(pairNeed.length);
  let [one, other] = [0, 0];
  for (let k = 0; k < flow.length; k++)
    flow[k] = (ofNeed[pairNeed[k] as number] === 0 ? first.flow[one++] : second.flow[other++]) as number;
  const weave = (halfOf: Uint8Array, a: Float64Array, b: Float64Array): Float64Array => {
    let [fromA, fromB] = [0, 0];
    return Float64Array.from(halfOf, (half) => (half === 0 ? a[fromA++] : b[fromB++]) as number);
  };
  return {
    flow,
    prices: weave(ofResource, first.prices, second.prices),
    worths: weave(ofNeed, first.worths, second.worths),
    objective: first.objective + second.objective,
    dualBound: first.dualBound + second.dualBound,
    gap: first.gap + second.gap,
    assignedUnits: first.assignedUnits + second.assignedUnits,
    searches: first.searches + second.searches,
  };
};
