import type { TransportProblem } from './network.ts';
import type { TransportSolution } from './solveTransport.ts';

/** Below so many pairs a second thread costs more than it saves, and so it does where all but the largest component have less than this share. */
const LEAST_PAIRS = 200_000;
const LEAST_SHARE = 0.15;
/** A component of this share of the pairs is a part of its own; smaller ones are packed together up to it. */
const OWN_SHARE = 1 / 12;

/** In which part each need and each resource stands; no pair joins two parts. The first parts are the largest. */
export interface Parts {
  readonly ofNeed: Uint8Array;
  readonly ofResource: Uint8Array;
  /** Pairs of each part. */
  readonly sizes: Int32Array;
  /** Positions of the pairs, those of the first part first, each part in the caller's order. */
  readonly order: Int32Array;
}

/** An array that threads see together: as it is where it is one already, else a copy. */
export const shareArray = <T extends Int32Array | Float64Array | Uint8Array>(array: T): T => {
  if (array.buffer instanceof SharedArrayBuffer) return array;
  const Kind = array.constructor as new (memory: SharedArrayBuffer) => T; // the kind that it is
  const shared = new Kind(new SharedArrayBuffer(array.byteLength));
  shared.set(array);
  return shared;
};

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
 * Packs the connected components into parts, the largest first; `null` where two threads are not worth it. It looks at the problem alone,
 * so that the same problem is always solved in the same parts. Expects a checked problem.
 */
export const findParts = (problem: TransportProblem, leastPairs = LEAST_PAIRS): Parts | null => {
  const { needUnits, capacities, pairNeed } = problem;
  const total = pairNeed.length;
  if (total < Math.max(1, leastPairs)) return null;
  const base = capacities.length;
  const root = componentsOf(problem);
  const pairs = new Int32Array(root.length);
  for (let k = 0; k < total; k++) (pairs[root[base + (pairNeed[k] as number)] as number] as number)++;
  const largest = [...pairs.keys()]
    .filter((node) => (pairs[node] as number) > 0)
    .sort((a, b) => (pairs[b] as number) - (pairs[a] as number) || a - b);
  if (total - (pairs[largest[0] as number] as number) < Math.max(1, LEAST_SHARE * total)) return null;
  const part = new Uint8Array(root.length);
  const sizes: number[] = [];
  for (const node of largest) {
    const last = sizes.length - 1;
    if (last < 0 || (sizes[last] as number) >= OWN_SHARE * total) sizes.push(pairs[node] as number);
    else (sizes[last] as number) += pairs[node] as number;
    part[node] = sizes.length - 1;
  }
  const ofNeed = Uint8Array.from(needUnits, (_, i) => part[root[base + i] as number] as number);
  return {
    ofNeed: shareArray(ofNeed),
    ofResource: shareArray(Uint8Array.from(capacities, (_, r) => part[root[r] as number] as number)),
    sizes: shareArray(Int32Array.from(sizes)),
    order: orderByPart(pairNeed, ofNeed, sizes),
  };
};

const startOf = (sizes: ArrayLike<number>, part: number): number => {
  let start = 0;
  for (let before = 0; before < part; before++) start += sizes[before] as number;
  return start;
};

const orderByPart = (pairNeed: Int32Array, ofNeed: Uint8Array, sizes: readonly number[]): Int32Array => {
  const order = new Int32Array(new SharedArrayBuffer(pairNeed.length * 4));
  const next = Int32Array.from(sizes, (_, part) => startOf(sizes, part));
  for (let k = 0; k < pairNeed.length; k++) order[(next[ofNeed[pairNeed[k] as number] as number] as number)++] = k;
  return order;
};

/** One part as a problem of its own; needs, resources and pairs keep their order. */
export const takePart = (problem: TransportProblem, parts: Parts, part: number): TransportProblem => {
  const { needUnits, capacities, pairNeed, pairResource, pairScore, pairMax } = problem;
  const { ofNeed, ofResource, order } = parts;
  const count = parts.sizes[part] as number;
  const start = startOf(parts.sizes, part);
  const needAt = placesOf(ofNeed, part);
  const resourceAt = placesOf(ofResource, part);
  const taken = {
    needUnits: needUnits.filter((_, i) => ofNeed[i] === part),
    capacities: capacities.filter((_: number, r: number) => ofResource[r] === part),
    pairNeed: new Int32Array(count),
    pairResource: new Int32Array(count),
    pairScore: new Int32Array(count),
  };
  const most = pairMax === undefined ? null : new Int32Array(count);
  for (let to = 0; to < count; to++) {
    const k = order[start + to] as number;
    taken.pairNeed[to] = needAt[pairNeed[k] as number] as number;
    taken.pairResource[to] = resourceAt[pairResource[k] as number] as number;
    taken.pairScore[to] = pairScore[k] as number;
    if (most !== null) most[to] = pairMax?.[k] as number;
  }
  return most === null ? taken : { ...taken, pairMax: most };
};

/** The place of each member within its part. */
const placesOf = (partOf: Uint8Array, part: number): Int32Array => {
  const places = new Int32Array(partOf.length);
  let next = 0;
  for (let at = 0; at < partOf.length; at++) if (partOf[at] === part) places[at] = next++;
  return places;
};

/** Where the threads put what they find; the sums stand by part, so that they are added in one order. */
export interface SharedAnswer {
  readonly flow: Int32Array;
  readonly prices: Float64Array;
  readonly worths: Float64Array;
  readonly sums: Float64Array;
}
const SUMS = 4;

/** An empty answer in memory that threads see together. */
export const createAnswer = ({ pairNeed, capacities, needUnits }: TransportProblem, parts: Parts): SharedAnswer => ({
  flow: new Int32Array(new SharedArrayBuffer(pairNeed.length * 4)),
  prices: new Float64Array(new SharedArrayBuffer(capacities.length * 8)),
  worths: new Float64Array(new SharedArrayBuffer(needUnits.length * 8)),
  sums: new Float64Array(new SharedArrayBuffer(parts.sizes.length * SUMS * 8)),
});

/** Writes the solution of one part into the answer for the whole. */
export const putPart = (
  answer: SharedAnswer,
  { ofNeed, ofResource, sizes, order }: Parts,
  part: number,
  { flow, prices, worths, objective, dualBound, assignedUnits, searches }: TransportSolution,
): void => {
  const start = startOf(sizes, part);
  for (let k = 0; k < flow.length; k++) answer.flow[order[start + k] as number] = flow[k] as number;
  for (let r = 0, from = 0; from < prices.length; r++)
    if (ofResource[r] === part) answer.prices[r] = prices[from++] as number;
  for (let i = 0, from = 0; from < worths.length; i++)
    if (ofNeed[i] === part) answer.worths[i] = worths[from++] as number;
  answer.sums.set([objective, dualBound, assignedUnits, searches], part * SUMS);
};

/** The solution of the whole, once every part was put. */
export const readAnswer = ({ flow, prices, worths, sums }: SharedAnswer): TransportSolution => {
  const total = (at: number): number => sums.reduce((sum, value, k) => (k % SUMS === at ? sum + value : sum), 0);
  const [objective, dualBound, assignedUnits, searches] = [total(0), total(1), total(2), total(3)];
  return { flow, prices, worths, objective, dualBound, gap: dualBound - objective, assignedUnits, searches };
};
