import type { TransportProblem } from './flow/network.ts';
import type { CapGroup } from './sideRules.ts';

/** A problem of which every pair has a bound. */
export type BoundedProblem = TransportProblem & { readonly pairMax: Int32Array };

/** A problem in which joint caps are arcs, and how its objective is that of the problem without them. */
export interface Jointed {
  readonly problem: BoundedProblem;
  /** Points of the links, which every optimum earns whole; `base` is what fairness adds to each unit. */
  readonly linkPoints: (base: number) => number;
}

/** The groups that are caps on one resource, and so can be arcs of the flow. */
export const jointCapsOf = (groups: readonly CapGroup[], pairResource: ArrayLike<number>): readonly CapGroup[] =>
  groups.filter(({ cap, pairs }) => cap <= MOST_UNITS && new Set(pairs.map((k) => pairResource[k])).size === 1);

const MOST_UNITS = 2 ** 31 - 1;

/** The array with more behind it; itself where there is no more. */
export const extend = <T extends Int32Array | Float64Array>(array: T, more: readonly number[]): T => {
  if (more.length === 0) return array;
  // The constructor of a typed array gives an array of its own kind.
  const joined = new (array.constructor as new (size: number) => T)(array.length + more.length);
  joined.set(array);
  joined.set(more, array.length);
  return joined;
};

/**
 * Makes joint caps part of the transport problem: the group's pairs lead to a resource of their own with as many units as the cap, and a
 * link that must have as many units takes them from there or from the real one (Ahuja, Magnanti and Orlin, 1993, on transshipment as
 * transport). What the pairs use, the link must take from the real resource. A link's unit earns more than any other could, and more
 * than `loadCost`, the most that a unit earns by staying idle, so none is ever left out.
 */
export const withJointCaps = (problem: BoundedProblem, caps: readonly CapGroup[], loadCost: number): Jointed => {
  if (caps.length === 0) return { problem, linkPoints: () => 0 };
  const { needUnits, capacities, pairNeed, pairResource, pairScore, pairMax } = problem;
  const [needs, resources] = [needUnits.length, capacities.length];
  const linked = pairResource.slice();
  const ownOf: number[] = [];
  caps.forEach(({ pairs }, g) => {
    ownOf.push(pairResource[pairs[0] ?? 0] ?? 0);
    for (const k of pairs) linked[k] = resources + g;
  });
  const units = caps.map(({ cap }, g) => Math.min(cap, capacities[ownOf[g] ?? 0] ?? 0));
  const points = 1 + loadCost + 2 * pairScore.reduce((most, score) => Math.max(most, score), 0);
  const links = caps.map((_, g) => needs + g);
  return {
    problem: {
      needUnits: extend(needUnits, units),
      capacities: extend(Float64Array.from(capacities), units),
      pairNeed: extend(pairNeed, [...links, ...links]),
      pairResource: extend(linked, [...caps.map((_, g) => resources + g), ...ownOf]),
      pairScore: extend(pairScore, [...caps.map(() => points), ...caps.map(() => points)]),
      pairMax: extend(pairMax, [...units, ...units]),
    },
    linkPoints: (base) => units.reduce((sum, most) => sum + most * (points + base), 0),
  };
};
