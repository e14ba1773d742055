import type { Sides } from './eligible.ts';
import type { TransportProblem } from './flow/network.ts';
import type { MatchResource } from './input.ts';
import type { MatchPolicy } from './policy.ts';

/** Units of one resource that cost `points` each; the first share of what it offers costs nothing, the last share most. */
export interface LoadTier {
  readonly size: number;
  readonly points: number;
}

/**
 * Even load within a run as a convex cost on the arc of each resource, kept inside the transport problem: units that stay idle are needs
 * of their resource alone, and each earns what using it would cost, the dearest first. So the optimum over helpers and idle units is the
 * optimum of scores less what load costs, with the same kind of certificate.
 */
export interface EvenLoad {
  /** The most that one unit costs. */
  readonly most: number;
  readonly extend: <T extends TransportProblem>(problem: T) => T;
  /** Points without what idle units earn, given the objective of the extended problem. */
  readonly restore: (objective: number) => number;
}

/** Work that people do is spread; money and goods are not. */
export const isSpread = (
  { unit, capacity }: MatchResource,
  { evenLoad, vettingFreeUnits }: Pick<MatchPolicy, 'evenLoad' | 'vettingFreeUnits'>,
): boolean => evenLoad.runPoints > 0 && capacity <= MOST_UNITS && !vettingFreeUnits.includes(unit);

const MOST_UNITS = 2 ** 31 - 1;

/** The part of a tier that lies in what is still free, units already fixed having filled the first tiers. */
const sizeOf = (t: number, fixed: number, free: number, tiers: number): number => {
  const from = Math.max(fixed, Math.ceil(((fixed + free) * t) / tiers));
  return Math.max(0, Math.ceil(((fixed + free) * (t + 1)) / tiers) - from);
};

const pointsOf = (t: number, { runPoints, tiers }: MatchPolicy['evenLoad']): number =>
  Math.round((runPoints * t) / tiers);

/** The tiers of what is still free; some have nothing. */
export const loadTiersOf = (fixed: number, free: number, { evenLoad }: MatchPolicy): readonly LoadTier[] =>
  Array.from({ length: evenLoad.tiers }, (_, t) => ({
    size: sizeOf(t, fixed, free, evenLoad.tiers),
    points: pointsOf(t, evenLoad),
  }));

/** What the free units of a resource cost; nothing of one whose load is not spread. */
export const tiersAt = ({ resources, free, policy }: Sides, r: number): readonly LoadTier[] => {
  const resource = resources[r];
  const left = free[r] ?? 0;
  if (resource === undefined || !isSpread(resource, policy)) return [];
  return loadTiersOf(Math.max(0, resource.capacity - left), left, policy);
};

/** What so many units more of a resource cost. */
export const costOf = (tiers: readonly LoadTier[], units: number): number => {
  let left = units;
  let cost = 0;
  for (const { size, points } of tiers) {
    const taken = Math.min(left, size);
    cost += taken * points;
    left -= taken;
  }
  return cost;
};

/** What so many units more of one resource cost; makes no list, because it is asked of every resource. */
export const costAt = ({ resources, free, policy }: Sides, r: number, units: number): number => {
  const resource = resources[r];
  if (units <= 0 || resource === undefined || !isSpread(resource, policy)) return 0;
  const { evenLoad } = policy;
  const own = free[r] ?? 0;
  const fixed = Math.max(0, resource.capacity - own);
  let [left, cost] = [units, 0];
  for (let t = 0; t < evenLoad.tiers && left > 0; t++) {
    const taken = Math.min(left, sizeOf(t, fixed, own, evenLoad.tiers));
    cost += taken * pointsOf(t, evenLoad);
    left -= taken;
  }
  return cost;
};

/** What the load of all resources costs, given the units that each has left. */
export const loadCost = (sides: Sides, room: ArrayLike<number>): number =>
  sides.free.reduce((sum, free, r) => sum + costAt(sides, r, free - (room[r] ?? 0)), 0);

/** What the dearest unit of a resource costs, which is the first that it would lose. */
export const lastUnitCost = (snapshot: Sides, r: number): number =>
  tiersAt(snapshot, r).reduce((most, { size, points }) => (size > 0 ? points : most), 0);

const joined = <T extends Int32Array | Float64Array>(array: T, more: readonly number[]): T => {
  // The constructor of a typed array gives an array of its own kind.
  const longer = new (array.constructor as new (size: number) => T)(array.length + more.length);
  longer.set(array);
  longer.set(more, array.length);
  return longer;
};

/** How the load of these resources counts, which are all that some need may use. */
export const createEvenLoad = (snapshot: Sides, used: Iterable<number>): EvenLoad => {
  const idle = [...new Set(used)]
    .sort((a, b) => a - b)
    .flatMap((r) =>
      tiersAt(snapshot, r).flatMap(({ size, points }) => (size > 0 && points > 0 ? [{ r, size, points }] : [])),
    );
  const whole = idle.reduce((sum, { size, points }) => sum + size * points, 0);
  return {
    most: idle.reduce((most, { points }) => Math.max(most, points), 0),
    restore: (objective) => objective - whole,
    extend: (problem) => {
      if (idle.length === 0) return problem;
      const sizes = idle.map(({ size }) => size);
      const first = problem.needUnits.length;
      return {
        ...problem,
        needUnits: joined(problem.needUnits, sizes),
        pairNeed: joined(
          problem.pairNeed,
          [...idle.keys()].map((k) => first + k),
        ),
        pairResource: joined(
          problem.pairResource,
          idle.map(({ r }) => r),
        ),
        pairScore: joined(
          problem.pairScore,
          idle.map(({ points }) => points),
        ),
        ...(problem.pairMax === undefined ? {} : { pairMax: joined(problem.pairMax, sizes) }),
      };
    },
  };
};
