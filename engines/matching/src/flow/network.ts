import { type Active, activate, createActive, deactivate } from './active.ts';

/**
 * A transport problem: needs want units, resources have units, and each pair of the two may carry units at a whole score a unit.
 * The three pair arrays run side by side; `pairMax` bounds a pair's units (absent: no bound of its own).
 */
export interface TransportProblem {
  readonly needUnits: Int32Array;
  readonly capacities: Int32Array | Float64Array;
  readonly pairNeed: Int32Array;
  readonly pairResource: Int32Array;
  readonly pairScore: Int32Array;
  readonly pairMax?: Int32Array;
}

/** Integers of one pair record in `Network.pairs`: short, because most searches read nothing else of a pair. */
export const RECORD = 2;
export const RESOURCE = 0;
export const SCORE = 1;
const UNBOUNDED = 2 ** 31 - 1;

/**
 * The problem while it is being solved: pair records by need, chains of pairs by resource, and the two kinds of price. Ends of a chain
 * are -1. `slack` and `room` are the units not yet assigned of each need and resource.
 */
export interface Network {
  needCount: number;
  resourceCount: number;
  pairCount: number;
  units: Float64Array;
  capacity: Float64Array;
  slack: Float64Array;
  room: Float64Array;
  /** Records of need i are `first[i]` to `last[i] - 1`. */
  first: Int32Array;
  last: Int32Array;
  pairs: Int32Array;
  /** Units that each pair carries. */
  carried: Int32Array;
  /** The pair's own bound or the capacity, whichever is less: whoever holds all of a resource must not bid against herself. */
  most: Int32Array;
  needOf: Int32Array;
  /** Position in the caller's arrays of each record. */
  origin: Int32Array;
  /** Pairs by resource as (need, score, pair) from `3 × start[r]` on: the backward search reads only these until a pair matters. */
  start: Int32Array;
  byResource: Int32Array;
  /** Pairs that were added later, from `extraFirst` on, as a chain for each resource; `extraNext[0]` belongs to the first of them. */
  extraFirst: number;
  extraHead: Int32Array;
  extraNext: Int32Array;
  /** The pairs that carry units, by resource. */
  active: Active;
  /** Price of a unit of each resource, and what one more unit is worth to each need. */
  price: Float64Array;
  worth: Float64Array;
  /** At most what it costs to move a unit of each need away from the one resource that it holds; 0 where nothing is known. */
  step: Float64Array;
  /** Pairs of each need that carry units. */
  held: Int32Array;
  /** Score of all units assigned. */
  objective: number;
}

const refuse = (message: string): never => {
  throw new RangeError(message);
};

/** Refuses a problem whose arrays do not fit together, with a `RangeError` that names both sides. */
export const checkProblem = (problem: TransportProblem): void => {
  const { needUnits, capacities, pairNeed, pairResource, pairScore, pairMax } = problem;
  const count = pairNeed.length;
  if (
    pairResource.length !== count ||
    pairScore.length !== count ||
    (pairMax !== undefined && pairMax.length !== count)
  )
    refuse(
      `Pair arrays have ${count}, ${pairResource.length}, ${pairScore.length} entries when expected equal lengths.`,
    );
  for (let i = 0; i < needUnits.length; i++)
    if ((needUnits[i] as number) < 0) refuse(`Need ${i} wants ${needUnits[i]} units when expected at least 0.`);
  for (let r = 0; r < capacities.length; r++)
    if (!((capacities[r] as number) >= 0 && Number.isSafeInteger(capacities[r])))
      refuse(`Resource ${r} has ${capacities[r]} units when expected an integer from 0.`);
  let bound = 0;
  for (let k = 0; k < count; k++) {
    const i = pairNeed[k] as number;
    const r = pairResource[k] as number;
    if (i < 0 || i >= needUnits.length) refuse(`Pair ${k} names need ${i} when expected 0 to ${needUnits.length - 1}.`);
    if (r < 0 || r >= capacities.length)
      refuse(`Pair ${k} names resource ${r} when expected 0 to ${capacities.length - 1}.`);
    bound = Math.max(bound, pairScore[k] as number);
  }
  let wanted = 0;
  let free = 0;
  for (const units of needUnits) wanted += units;
  for (const units of capacities) free += units;
  const units = Math.min(wanted, free);
  if (units * bound > Number.MAX_SAFE_INTEGER)
    refuse(`${units} units at a score of up to ${bound} exceed 2^53: the total would not be exact.`);
};

const mostOf = ({ capacities, pairResource, pairMax }: TransportProblem, k: number): number =>
  Math.min(
    UNBOUNDED,
    capacities[pairResource[k] as number] as number,
    pairMax === undefined ? UNBOUNDED : (pairMax[k] as number),
  );

/** Sorts the pairs worth having by need (and by need in the caller's order), keeping of a repeated pair the higher score. */
export const buildNetwork = (problem: TransportProblem): Network => {
  const { needUnits, capacities, pairNeed, pairScore, pairMax } = problem;
  const needCount = needUnits.length;
  const resourceCount = capacities.length;
  const mayBeClosed = pairMax !== undefined || capacities.includes(0);
  const isWorth = (k: number): boolean => (pairScore[k] as number) > 0 && (!mayBeClosed || mostOf(problem, k) > 0);
  const first = new Int32Array(needCount + 1);
  for (let k = 0; k < pairNeed.length; k++) if (isWorth(k)) (first[(pairNeed[k] as number) + 1] as number)++;
  for (let i = 0; i < needCount; i++) first[i + 1] = (first[i + 1] as number) + (first[i] as number);
  const pairCount = first[needCount] as number;
  const last = first.slice(0, needCount);
  const origin = new Int32Array(pairCount);
  for (let k = 0; k < pairNeed.length; k++) {
    if (!isWorth(k)) continue;
    const i = pairNeed[k] as number;
    origin[last[i] as number] = k;
    (last[i] as number)++;
  }
  const net: Network = {
    needCount,
    resourceCount,
    pairCount,
    units: Float64Array.from(needUnits),
    capacity: Float64Array.from(capacities),
    slack: Float64Array.from(needUnits),
    room: Float64Array.from(capacities),
    first: first.slice(0, needCount),
    last,
    pairs: new Int32Array(pairCount * RECORD),
    carried: new Int32Array(pairCount),
    most: new Int32Array(pairCount),
    needOf: new Int32Array(pairCount),
    origin,
    start: new Int32Array(resourceCount + 1),
    byResource: new Int32Array(0),
    extraFirst: pairCount,
    extraHead: new Int32Array(resourceCount).fill(-1),
    extraNext: new Int32Array(0),
    active: createActive(resourceCount, pairCount),
    price: new Float64Array(resourceCount),
    worth: new Float64Array(needCount),
    step: new Float64Array(needCount),
    held: new Int32Array(needCount),
    objective: 0,
  };
  writeRecords(net, problem);
  indexByResource(net);
  return net;
};

/** Fills the records; a repeated pair is merged into its first record and `last` moves down over the gap. */
const writeRecords = (net: Network, problem: TransportProblem): void => {
  const { pairResource, pairScore } = problem;
  const { first, last, pairs, needOf, origin } = net;
  const seenAt = new Int32Array(net.resourceCount).fill(-1);
  for (let i = 0; i < net.needCount; i++) {
    const start = first[i] as number;
    let end = start;
    for (let k = start; k < (last[i] as number); k++) {
      const from = origin[k] as number;
      const r = pairResource[from] as number;
      const score = pairScore[from] as number;
      const most = mostOf(problem, from);
      const seen = seenAt[r] as number;
      const repeated = seen >= start;
      const at = repeated ? seen : end++;
      const base = at * RECORD;
      if (repeated) {
        const known = pairs[base + SCORE] as number;
        if (score < known || (score === known && most <= (net.most[at] as number))) continue;
      } else {
        seenAt[r] = at;
        needOf[at] = i;
      }
      pairs[base + RESOURCE] = r;
      pairs[base + SCORE] = score;
      net.most[at] = most;
      origin[at] = from;
    }
    last[i] = end;
  }
};

const indexByResource = (net: Network): void => {
  const { start, first, last, pairs } = net;
  for (let i = 0; i < net.needCount; i++)
    for (let pair = first[i] as number; pair < (last[i] as number); pair++)
      (start[(pairs[pair * RECORD + RESOURCE] as number) + 1] as number)++;
  for (let r = 0; r < net.resourceCount; r++) start[r + 1] = (start[r + 1] as number) + (start[r] as number);
  const at = start.slice(0, net.resourceCount);
  const byResource = new Int32Array((start[net.resourceCount] as number) * 3);
  for (let i = 0; i < net.needCount; i++)
    for (let pair = first[i] as number; pair < (last[i] as number); pair++) {
      const to = (at[pairs[pair * RECORD + RESOURCE] as number] as number)++ * 3;
      byResource[to] = i;
      byResource[to + 1] = pairs[pair * RECORD + SCORE] as number;
      byResource[to + 2] = pair;
    }
  net.byResource = byResource;
};

/** The same as `shift` while nobody reads active pairs, steps or the objective yet; `linkFlow` makes them true. */
export const move = ({ pairs, carried, needOf, slack, room }: Network, pair: number, units: number): void => {
  (carried[pair] as number) += units;
  (slack[needOf[pair] as number] as number) -= units;
  (room[pairs[pair * RECORD + RESOURCE] as number] as number) -= units;
};

/** Makes active pairs, steps and the objective of what was moved. */
export const linkFlow = (net: Network): void => {
  const { pairs, carried, first, last, active, held, step } = net;
  step.fill(0);
  held.fill(0);
  net.objective = 0;
  for (let i = 0; i < net.needCount; i++)
    for (let pair = first[i] as number; pair < (last[i] as number); pair++) {
      if ((carried[pair] as number) === 0) continue;
      const score = pairs[pair * RECORD + SCORE] as number;
      activate(active, pairs[pair * RECORD + RESOURCE] as number, i, score, pair);
      (held[i] as number)++;
      net.objective += (carried[pair] as number) * score;
    }
};

/** Adds `units` (or takes away, when negative) to the flow of one record, and keeps active pairs, slack and room true. */
export const shift = (net: Network, pair: number, units: number): void => {
  const { pairs, carried, active, held } = net;
  const before = carried[pair] as number;
  const after = before + units;
  const r = pairs[pair * RECORD + RESOURCE] as number;
  const score = pairs[pair * RECORD + SCORE] as number;
  const i = net.needOf[pair] as number;
  carried[pair] = after;
  net.objective += units * score;
  net.step[i] = 0;
  (net.slack[i] as number) -= units;
  (net.room[r] as number) -= units;
  if (before === 0 && after > 0) {
    activate(active, r, i, score, pair);
    (held[i] as number)++;
  } else if (before > 0 && after === 0) {
    deactivate(active, r, pair);
    (held[i] as number)--;
  }
};
