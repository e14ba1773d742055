import { type BoundedProblem, branchAndBound } from './branch.ts';
import type { Candidate, Snapshot } from './eligible.ts';
import { createFairness } from './fairness.ts';
import { openTransport } from './flow/solveTransport.ts';
import type { AssignMethod } from './outcome.ts';
import { type SideRules, sideRulesOf, violationsOf } from './sideRules.ts';

/** Points are those of one unit: scores of pairs, and what serving its community earns. Who gets what, at which prices, and how far that is from the best that could be. Arrays run beside the candidates or the snapshot. */
export interface Assignment {
  readonly method: AssignMethod;
  readonly candidates: readonly Candidate[];
  readonly scores: Int32Array;
  readonly flow: Int32Array;
  /** The bound that this solve gave to each pair; less than the candidate's own where a person's cap was split over needs. */
  readonly most: Int32Array;
  readonly prices: Float64Array;
  readonly worths: Float64Array;
  readonly lastUnitValues: Float64Array;
  /** Units that each resource has left. */
  readonly room: Float64Array;
  readonly unserved: Float64Array;
  /** What the next unit served in the community of each need would earn for fairness. */
  readonly nextPoints: Float64Array;
  readonly fairnessPoints: number;
  readonly objective: number;
  readonly dualBound: number;
}

const UNBOUNDED = 2 ** 31 - 1;

const problemOf = (snapshot: Snapshot, candidates: readonly Candidate[]): BoundedProblem => ({
  needUnits: Int32Array.from(snapshot.wanted),
  capacities: Float64Array.from(snapshot.free),
  pairNeed: Int32Array.from(candidates, ({ need }) => need),
  pairResource: Int32Array.from(candidates, ({ resource }) => resource),
  pairScore: Int32Array.from(candidates, ({ score }) => score),
  pairMax: Int32Array.from(candidates, ({ most }) => (most === null ? UNBOUNDED : Math.min(UNBOUNDED, most))),
});

/** Pairs that branching may read in all, each solve reading each once: so small runs are proven, and large ones do not stand still. */
const MOST_BRANCHED_PAIRS = 60_000;

/** Solves of one whole run that branching may take: fewer where each of them is long. */
const solvesFor = ({ policy }: Snapshot, pairs: number): number =>
  Math.min(policy.maxBranches, Math.floor(MOST_BRANCHED_PAIRS / (pairs + 1)));

const holdTo = (problem: BoundedProblem, { capGroups, wholeNeeds, least }: SideRules, flow: Int32Array): void => {
  const hold = (k: number): void => {
    problem.pairMax[k] = Math.min(problem.pairMax[k] ?? 0, flow[k] ?? 0);
  };
  for (const { pairs } of [...capGroups, ...wholeNeeds]) pairs.forEach(hold);
  least.forEach((units, k) => {
    if (units > 1) hold(k);
  });
};

/**
 * The optimum over units as a min-cost flow. What is not flow (caps of one person over several needs, needs of use only whole, least
 * amounts) is ignored by the first solve, which so gives a bound for every answer; where it breaks such a rule, branch and bound goes on from it.
 */
export const assign = (
  snapshot: Snapshot,
  candidates: readonly Candidate[],
  branching: 'BRIEF' | 'FULL',
): Assignment => {
  const problem = problemOf(snapshot, candidates);
  const fairness = createFairness(snapshot);
  const rules = sideRulesOf(snapshot, candidates);
  let solved = openTransport(fairness.extend(problem));
  let solution = solved.solution();
  let flow = solution.flow.subarray(0, candidates.length);
  let objective = fairness.restore(solution.objective);
  let dualBound = fairness.restore(solution.dualBound);
  const isFlow = violationsOf(rules, flow).length === 0;
  if (!isFlow) {
    const limit = branching === 'BRIEF' ? 0 : solvesFor(snapshot, candidates.length);
    const branched = branchAndBound(problem, fairness, rules, { flow, objective }, limit);
    // Prices are those of the flow problem in which no pair under a side rule may carry more than it was given.
    holdTo(problem, rules, branched.flow);
    solved = openTransport(fairness.extend(problem));
    solution = solved.solution();
    flow = solution.flow.subarray(0, candidates.length);
    objective = fairness.restore(solution.objective);
    if (violationsOf(rules, flow).length > 0) ({ flow, objective } = branched);
    dualBound = Math.max(branched.dualBound, objective);
  }
  const method: AssignMethod = isFlow ? 'FLOW' : dualBound === objective ? 'BRANCH_AND_BOUND' : 'HEURISTIC';
  const { prices } = solution;
  const worths = solution.worths.map((worth) => worth - fairness.base);
  const room = Float64Array.from(snapshot.free);
  const unserved = Float64Array.from(snapshot.wanted);
  candidates.forEach(({ need, resource }, k) => {
    room[resource] = (room[resource] ?? 0) - (flow[k] ?? 0);
    unserved[need] = (unserved[need] ?? 0) - (flow[k] ?? 0);
  });
  const lastUnitValues = solved.lastUnitValues();
  const { pairScore: scores, pairMax: most } = problem;
  const nextPoints = fairness.nextPoints(unserved);
  const fairnessPoints = fairness.earned(unserved);
  const amounts = { method, candidates, scores, flow, most, room, unserved, nextPoints, fairnessPoints };
  return { ...amounts, prices, worths, lastUnitValues, objective, dualBound };
};

/** The assignment with as much branching as the policy allows where it takes any. */
export const assignWell = (snapshot: Snapshot, candidates: readonly Candidate[]): Assignment => {
  const brief = assign(snapshot, candidates, 'BRIEF');
  return brief.method === 'HEURISTIC' ? assign(snapshot, candidates, 'FULL') : brief;
};
