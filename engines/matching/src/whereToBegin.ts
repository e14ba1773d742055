import type { Ended, SideProblem } from './branching.ts';
import type { Candidate } from './eligible.ts';
import type { TransportProblem } from './flow/network.ts';
import type { Whereabouts } from './flow/startFrom.ts';
import type { CapGroup } from './sideRules.ts';

/** A solve of these candidates, which stand in the order of needs. */
export interface Solve {
  readonly candidates: readonly Candidate[];
  /** The caps that were arcs of the flow. */
  readonly joint: readonly CapGroup[];
  readonly end: Whereabouts;
}

/** The array that has this behind its first `count`, from which what stands behind those of the other is taken where there is as much. */
const putBehind = <T extends Int32Array | Float64Array>(to: T, count: number, from: T, before: number): void => {
  if (to.length - count === from.length - before) to.set(from.subarray(before), count);
};

/**
 * Where an earlier solve ended, as the place to begin with these candidates, of resources that stand where they stood: what it had is found
 * by its pair, what weighs served shares and load by its place behind. Wherever it begins, a solve ends at the optimum; this only makes it quick.
 */
export const goOnFrom =
  (
    { end, joint: oldJoint, candidates: old }: Solve,
    { problem, joint }: SideProblem,
    candidates: readonly Candidate[],
  ) =>
  ({ pairNeed, capacities }: TransportProblem): Whereabouts => {
    const [oldFirst, first, resources] = [old.length, candidates.length, problem.capacities.length];
    const flow = new Int32Array(pairNeed.length);
    let at = 0;
    candidates.forEach((candidate, k) => {
      while ((old[at]?.need ?? candidate.need) < candidate.need) at++;
      if (candidate === old[at]) flow[k] = end.flow[at++] ?? 0;
    });
    const prices = new Float64Array(capacities.length);
    prices.set(end.prices.subarray(0, resources));
    const groupAt = new Map(oldJoint.map(({ pairs }, g) => [old[pairs[0] ?? -1], g]));
    joint.forEach(({ pairs }, g) => {
      const own = pairs[0] ?? -1;
      const known = groupAt.get(candidates[own]);
      prices[resources + g] = prices[problem.pairResource[own] ?? 0] ?? 0;
      if (known === undefined) return;
      prices[resources + g] = end.prices[resources + known] ?? 0;
      flow[first + g] = end.flow[oldFirst + known] ?? 0;
      flow[first + joint.length + g] = end.flow[oldFirst + oldJoint.length + known] ?? 0;
    });
    putBehind(flow, first + 2 * joint.length, end.flow, oldFirst + 2 * oldJoint.length);
    putBehind(prices, resources + joint.length, end.prices, resources + oldJoint.length);
    return { flow, prices };
  };

/** Where to begin a problem with so many pairs and groups beyond its own: what is new costs what its resource does, and carries nothing yet. */
export const beginBeside = (
  { problem: { pairNeed, pairResource, capacities } }: SideProblem,
  end: Ended,
  added: number,
  groups: readonly CapGroup[],
  whole: TransportProblem,
): Whereabouts => {
  const flow = new Int32Array(whole.pairNeed.length);
  const prices = new Float64Array(whole.capacities.length);
  const [own, old] = [pairNeed.length + added, pairNeed.length + end.added];
  const known = Math.min(groups.length, end.groups);
  flow.set(end.flow.subarray(0, Math.min(own, old)));
  for (const half of [0, 1]) {
    const from = old + half * end.groups;
    flow.set(end.flow.subarray(from, from + known), own + half * groups.length);
  }
  putBehind(flow, own + 2 * groups.length, end.flow, old + 2 * end.groups);
  prices.set(end.prices.subarray(0, capacities.length + known));
  for (const [g, { pairs }] of groups.entries().drop(known))
    prices[capacities.length + g] = prices[pairResource[pairs[0] ?? -1] ?? -1] ?? 0;
  putBehind(prices, capacities.length + groups.length, end.prices, capacities.length + end.groups);
  return { flow, prices };
};
