import type { Sides } from './eligible.ts';
import type { TransportProblem } from './flow/network.ts';
import type { MatchNeed } from './input.ts';

/** Served units of one community in one unit of measure, from `from` on, earn `points` each; the first share of a community earns most. */
export interface Tier {
  readonly size: number;
  readonly points: number;
}

/** The needs of one community in one unit of measure, whose served share is weighed. */
interface Group {
  readonly tiers: readonly Tier[];
  wanted: number;
}

/**
 * Fairness as a concave gain on the arc of each community, kept inside the transport problem: what is not served is assigned to tiers of
 * its own community, the cheapest first, and loses their points. With `base` added to every score, every unit is assigned somewhere,
 * so the optimum over helpers and tiers is the optimum of scores and fairness together, with the same kind of certificate.
 */
export interface Fairness {
  /** Added to the score of every pair; 0 when the policy weighs no fairness. */
  readonly base: number;
  readonly extend: <T extends TransportProblem>(problem: T) => T;
  /** Points of all units that could be served minus those that are lost, given the objective of the extended problem. */
  readonly restore: (objective: number) => number;
  /** What the next unit served in the community of each need would earn. */
  readonly nextPoints: (unserved: ArrayLike<number>) => Float64Array;
  /** Points earned, given the units still unserved of each need. */
  readonly earned: (unserved: ArrayLike<number>) => number;
}

const none: Fairness = {
  base: 0,
  extend: (problem) => problem,
  restore: (objective) => objective,
  nextPoints: (unserved) => new Float64Array(unserved.length),
  earned: () => 0,
};

/** Needs of one community in one unit of measure share their tiers. */
export const fairnessKeyOf = ({ community, unit }: MatchNeed): string => `${community}|${unit}`;

/** The part of each tier that lies in what is still wanted, units already fixed having filled the first tiers; nothing of some. */
export const tiersOf = (fixed: number, wanted: number, count: number, points: number): readonly Tier[] =>
  Array.from({ length: count }, (_, t) => {
    const total = fixed + wanted;
    const from = Math.max(fixed, Math.floor((total * t) / count));
    const to = Math.floor((total * (t + 1)) / count);
    return { size: Math.max(0, to - from), points: Math.round((points * (count - t)) / count) };
  });

const append = (array: Int32Array, more: ArrayLike<number>): Int32Array => {
  const joined = new Int32Array(array.length + more.length);
  joined.set(array);
  joined.set(more, array.length);
  return joined;
};

/** The gain still to be had from `served` more units of a group: the best tiers come first. */
export const gainOf = ({ tiers }: Pick<Group, 'tiers'>, served: number): number => {
  let left = served;
  let gain = 0;
  for (const { size, points } of tiers) {
    const taken = Math.min(left, size);
    gain += taken * points;
    left -= taken;
  }
  return gain;
};

/** Tiers and the pairs by which needs lose their points, as every problem of a snapshot has them. */
interface Losses {
  readonly sizes: readonly number[];
  readonly pairNeed: Int32Array;
  readonly pairTier: Int32Array;
  readonly pairScore: Int32Array;
}

const lossesOf = (
  groups: readonly Group[],
  groupOf: readonly number[],
  wanted: readonly number[],
  base: number,
): Losses => {
  const firstTier: number[] = [];
  const tiers = groups.flatMap((group) => group.tiers);
  groups.reduce((first, group, g) => {
    firstTier[g] = first;
    return first + group.tiers.length;
  }, 0);
  const tiersOf = (need: number): readonly Tier[] =>
    (wanted[need] ?? 0) === 0 ? [] : (groups[groupOf[need] ?? -1]?.tiers ?? []);
  const count = groupOf.reduce((sum, _, need) => sum + tiersOf(need).length, 0);
  const [pairNeed, pairTier, pairScore] = [new Int32Array(count), new Int32Array(count), new Int32Array(count)];
  let k = 0;
  groupOf.forEach((group, need) => {
    tiersOf(need).forEach(({ points }, t) => {
      pairNeed[k] = need;
      pairTier[k] = (firstTier[group] ?? 0) + t;
      pairScore[k++] = base - points;
    });
  });
  return { sizes: tiers.map(({ size }) => size), pairNeed, pairTier, pairScore };
};

const MOST_UNITS = 2 ** 31 - 1;

/** What a unit of each tier costs when so many units of a group are unserved: the cheapest are lost first, and the last of them costs nothing. */
export const tierPrices = (tiers: readonly Tier[], unserved: number): readonly number[] => {
  let left = unserved;
  let last = 0;
  for (const { size, points } of tiers.toReversed()) {
    if (size === 0) continue;
    last = points;
    left -= size;
    if (left < 0) break;
  }
  return tiers.map(({ points }) => Math.max(0, last - points));
};

/** Groups the needs of a snapshot and says how their served shares count under its policy. */
export const createFairness = ({ needs, wanted, policy }: Pick<Sides, 'needs' | 'wanted' | 'policy'>): Fairness => {
  const { points, tiers: count } = policy.fairness;
  if (points === 0) return none;
  const positions = new Map<string, number>();
  const groupOf = needs.map((need) => {
    const key = fairnessKeyOf(need);
    const known = positions.get(key) ?? positions.size;
    positions.set(key, known);
    return known;
  });
  const sums = Array.from(positions, () => ({ fixed: 0, wanted: 0 }));
  needs.forEach(({ units }, n) => {
    const sum = sums[groupOf[n] ?? 0];
    if (sum === undefined) return;
    sum.wanted += wanted[n] ?? 0;
    sum.fixed += units - (wanted[n] ?? 0);
  });
  const groups: readonly Group[] = sums.map((sum) => ({
    wanted: sum.wanted,
    tiers: tiersOf(sum.fixed, sum.wanted, count, points).filter(({ size }) => size > 0),
  }));
  const base = points + 1;
  const all = wanted.reduce((sum, units) => sum + units, 0);
  const most = groups.reduce((sum, group) => sum + gainOf(group, group.wanted), 0);
  const unservedBy = (unserved: ArrayLike<number>): Float64Array => {
    const sums = new Float64Array(groups.length);
    groupOf.forEach((group, n) => {
      sums[group] = (sums[group] ?? 0) + (unserved[n] ?? 0);
    });
    return sums;
  };
  let losses: Losses | null = null;
  return {
    base,
    restore: (objective) => objective - base * all + most,
    earned: (unserved) => {
      const left = unservedBy(unserved);
      return groups.reduce((sum, group, g) => sum + gainOf(group, group.wanted - (left[g] ?? 0)), 0);
    },
    nextPoints: (unserved) => {
      const left = unservedBy(unserved);
      const next = groups.map((group, g) => {
        const served = group.wanted - (left[g] ?? 0);
        return gainOf(group, served + 1) - gainOf(group, served);
      });
      return Float64Array.from(groupOf, (group) => next[group] ?? 0);
    },
    extend: (problem) => {
      losses ??= lossesOf(groups, groupOf, wanted, base);
      const { sizes, pairNeed, pairTier, pairScore } = losses;
      const first = problem.capacities.length;
      const capacities = new Float64Array(first + sizes.length);
      capacities.set(problem.capacities);
      capacities.set(sizes, first);
      const scores = append(problem.pairScore, pairScore);
      for (let k = 0; k < problem.pairScore.length; k++) scores[k] = (scores[k] ?? 0) + base;
      const { pairMax } = problem;
      return {
        ...problem,
        capacities,
        pairNeed: append(problem.pairNeed, pairNeed),
        pairResource: append(
          problem.pairResource,
          pairTier.map((tier) => first + tier),
        ),
        pairScore: scores,
        ...(pairMax && { pairMax: append(pairMax, new Int32Array(pairNeed.length).fill(MOST_UNITS)) }),
      };
    },
  };
};
