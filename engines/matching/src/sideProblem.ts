import type { Relaxed, SideProblem } from './branching.ts';
import type { Candidate, Snapshot } from './eligible.ts';
import type { TransportProblem } from './flow/network.ts';
import { openTransport, openTransportFrom, type SolvedTransport } from './flow/solveTransport.ts';
import type { Whereabouts } from './flow/startFrom.ts';
import { type BoundedProblem, jointCapsOf, withJointCaps } from './joint.ts';
import { sideRulesOf } from './sideRules.ts';
import { weigh } from './weighed.ts';

const UNBOUNDED = 2 ** 31 - 1;

const problemOf = (snapshot: Snapshot, candidates: readonly Candidate[]): BoundedProblem => {
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

export interface Solved extends Relaxed {
  readonly opened: SolvedTransport;
  readonly end: Whereabouts;
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
  const end = opened.solution();
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
