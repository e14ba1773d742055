import type { Ended, Relaxed, SideProblem } from './branching.ts';
import type { Candidate, Sides, Snapshot } from './eligible.ts';
import type { TransportProblem } from './flow/network.ts';
import { openTransport, openTransportFrom, type SolvedTransport } from './flow/solveTransport.ts';
import type { Whereabouts } from './flow/startFrom.ts';
import { type BoundedProblem, jointCapsOf, withJointCaps } from './joint.ts';
import { sideRulesOf } from './sideRules.ts';
import { weigh } from './weighed.ts';

const UNBOUNDED = 2 ** 31 - 1;

const problemOf = (snapshot: Pick<Snapshot, 'wanted' | 'free'>, candidates: readonly Candidate[]): BoundedProblem => {
  const count = candidates.length;
  const [pairNeed, pairResource, pairScore, pairMax] = [0, 0, 0, 0].map(() => new Int32Array(count)) as [
    Int32Array,
    Int32Array,
    Int32Array,
    Int32Array,
  ];
  candidates.forEach(({ need, resource, score, most }, k) => {
    pairNeed[k] = need;
    pairResource[k] = resource;
    pairScore[k] = score;
    pairMax[k] = most === null ? UNBOUNDED : Math.min(UNBOUNDED, most);
  });
  const needUnits = Int32Array.from(snapshot.wanted);
  return { needUnits, capacities: Float64Array.from(snapshot.free), pairNeed, pairResource, pairScore, pairMax };
};

/** The problem of these candidates with all that goes beyond flow. */
export const sideProblemOf = (snapshot: Snapshot, candidates: readonly Candidate[]): SideProblem => {
  const problem = problemOf(snapshot, candidates);
  const rules = sideRulesOf(snapshot, candidates);
  const joint = jointCapsOf(rules.capGroups, problem.pairResource);
  return { problem, weighed: weigh(snapshot, candidates), rules, joint };
};

/** Some needs by themselves, and the resources that they may use. */
export interface Within extends Sides {
  readonly needsAt: readonly number[];
  readonly resourcesAt: readonly number[];
}

/** All needs of these candidates are among `needsAt`. */
export const within = (snapshot: Snapshot, needsAt: readonly number[], candidates: readonly Candidate[]): Within => {
  const resourcesAt = [...new Set(candidates.map(({ resource }) => resource))].sort((a, b) => a - b);
  return {
    ...{ needsAt, resourcesAt, policy: snapshot.policy },
    needs: needsAt.flatMap((n) => snapshot.needs[n] ?? []),
    resources: resourcesAt.flatMap((r) => snapshot.resources[r] ?? []),
    wanted: needsAt.map((n) => snapshot.wanted[n] ?? 0),
    free: resourcesAt.map((r) => snapshot.free[r] ?? 0),
  };
};

/** The problem of some needs, by their places among them: a solve reads every place, so that of a small group must not have those of the city. */
export const sideProblemWithin = (
  snapshot: Snapshot,
  inside: Within,
  candidates: readonly Candidate[],
): SideProblem => {
  const needTo = new Map(inside.needsAt.map((n, to) => [n, to]));
  const resourceTo = new Map(inside.resourcesAt.map((r, to) => [r, to]));
  const placed = candidates.map((candidate) => ({
    ...candidate,
    need: needTo.get(candidate.need) ?? -1,
    resource: resourceTo.get(candidate.resource) ?? -1,
  }));
  const rules = sideRulesOf(snapshot, candidates);
  const wholeNeeds = rules.wholeNeeds.map((rule) => ({ ...rule, need: needTo.get(rule.need) ?? -1 }));
  const problem = problemOf(inside, placed);
  const joint = jointCapsOf(rules.capGroups, problem.pairResource);
  return { problem, weighed: weigh(inside, placed), rules: { ...rules, wholeNeeds }, joint };
};

export interface Solved extends Relaxed {
  readonly opened: SolvedTransport;
  readonly end: Ended;
  readonly dualBound: number;
}

/** The optimum with prices of what is flow; caps on one resource are arcs of it. `begin` says where to begin in the whole problem. */
export const solve = (
  { problem, weighed, joint }: Omit<SideProblem, 'rules'>,
  begin?: (whole: TransportProblem) => Whereabouts,
): Solved => {
  const jointed = withJointCaps(problem, joint, weighed.most);
  const whole = weighed.extend(jointed.problem);
  const opened = begin === undefined ? openTransport(whole) : openTransportFrom(whole, begin(whole));
  const end = { ...opened.solution(), added: 0, groups: joint.length };
  const { flow, objective, dualBound } = end;
  const links = jointed.linkPoints(weighed.base);
  return {
    opened,
    end,
    flow: flow.subarray(0, problem.pairNeed.length),
    objective: weighed.restore(objective - links),
    dualBound: weighed.restore(dualBound - links),
  };
};
