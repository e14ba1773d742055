import { branchAndBound } from './branch.ts';
import { componentsIn } from './components.ts';
import type { Candidate, Snapshot } from './eligible.ts';
import { loadCost } from './evenLoad.ts';
import { canDisplace, type Wished } from './flow/canDisplace.ts';
import { openTransport, type SolvedTransport } from './flow/solveTransport.ts';
import { type BoundedProblem, jointCapsOf, withJointCaps } from './joint.ts';
import type { AssignMethod } from './outcome.ts';
import type { Relaxed, SideProblem } from './relax.ts';
import { type CapGroup, pairsOf, type SideRules, sideRulesOf, violationsOf } from './sideRules.ts';
import { type Weighed, weigh } from './weighed.ts';

/** Points are those of one unit: scores of pairs, and what serving its community earns. Who gets what, at which prices, and how far that is from the best that could be. Arrays run beside the candidates or the snapshot. */
export interface Assignment {
  readonly method: AssignMethod;
  readonly candidates: readonly Candidate[];
  readonly scores: Int32Array;
  readonly flow: Int32Array;
  /** The bound that this solve gave to each pair; less than the candidate's own where a person's cap was split over needs. */
  readonly most: Int32Array;
  readonly prices: Float64Array;
  /** What a unit costs each pair where a cap that it shares adds to the price of its resource. */
  readonly pairPrices?: Float64Array;
  /** The caps that were arcs of the flow. */
  readonly joint?: readonly CapGroup[];
  readonly worths: Float64Array;
  readonly lastUnitValues: Float64Array;
  /** Units that each resource has left. */
  readonly room: Float64Array;
  readonly unserved: Float64Array;
  /** What the next unit served in the community of each need would earn for fairness. */
  readonly nextPoints: Float64Array;
  readonly fairnessPoints: number;
  /** What the load of resources costs. */
  readonly loadCost: number;
  readonly objective: number;
  readonly dualBound: number;
  /** Whether some optimum gives a unit of the resource to the need at this score; without it the prices alone must do. */
  readonly displaces?: (need: number, wished: readonly Wished[]) => boolean;
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
const MOST_BRANCHED_PAIRS = 300_000;

/** Solves of one group of needs that branching may take: fewer where each of them is long. */
const solvesFor = ({ policy }: Snapshot, pairs: number): number =>
  Math.min(policy.maxBranches, Math.floor(MOST_BRANCHED_PAIRS / (pairs + 1)));

const holdTo = (problem: BoundedProblem, rules: SideRules, joint: readonly CapGroup[], flow: Int32Array): void => {
  const hold = (k: number): void => {
    problem.pairMax[k] = Math.min(problem.pairMax[k] ?? 0, flow[k] ?? 0);
  };
  const branched = rules.capGroups.filter((group) => !joint.includes(group));
  for (const { pairs } of [...branched, ...rules.wholeNeeds]) pairs.forEach(hold);
  rules.least.forEach((units, k) => {
    if (units > 1) hold(k);
  });
  for (const { pair } of rules.besides) hold(pair);
};

interface Solved extends Relaxed {
  readonly opened: SolvedTransport;
  readonly dualBound: number;
}

/** The optimum with prices of what is flow; caps on one resource are arcs of it. */
const solve = (problem: BoundedProblem, weighed: Weighed, joint: readonly CapGroup[]): Solved => {
  const jointed = withJointCaps(problem, joint, weighed.most);
  const opened = openTransport(weighed.extend(jointed.problem));
  const { flow, objective, dualBound } = opened.solution();
  const links = jointed.linkPoints(weighed.base);
  return {
    opened,
    flow: flow.subarray(0, problem.pairNeed.length),
    objective: weighed.restore(objective - links),
    dualBound: weighed.restore(dualBound - links),
  };
};

/** The problem of these candidates with all that goes beyond flow. */
export const sideProblemOf = (snapshot: Snapshot, candidates: readonly Candidate[]): SideProblem => {
  const problem = problemOf(snapshot, candidates);
  const rules = sideRulesOf(snapshot, candidates);
  const joint = jointCapsOf(rules.capGroups, problem.pairResource);
  return { problem, weighed: weigh(snapshot, candidates), rules, joint };
};

/** Branches each group of needs by itself in which a rule is broken; points and bound of the whole are the sums of theirs. */
const branchByGroup = (
  snapshot: Snapshot,
  candidates: readonly Candidate[],
  side: SideProblem,
  start: Relaxed,
  branching: 'BRIEF' | 'FULL',
): Relaxed & { readonly dualBound: number } => {
  const groupOf = componentsIn(snapshot, candidates);
  const groups = new Set(
    violationsOf(side.rules, start.flow).flatMap((violation) =>
      pairsOf(violation).map((k) => groupOf[candidates[k]?.need ?? -1]),
    ),
  );
  const flow = start.flow.slice();
  let [objective, dualBound] = [start.objective, start.objective];
  for (const group of groups) {
    const wanted = snapshot.wanted.map((units, n) => (groupOf[n] === group ? units : 0));
    const own = candidates.flatMap(({ need }, k) => (groupOf[need] === group ? [k] : []));
    const part = sideProblemOf(
      { ...snapshot, wanted },
      own.flatMap((k) => candidates[k] ?? []),
    );
    const relaxed = solve(part.problem, part.weighed, part.joint);
    const limit = branching === 'BRIEF' ? 0 : solvesFor(snapshot, own.length);
    const branched = branchAndBound(part, relaxed, limit);
    own.forEach((k, at) => {
      flow[k] = branched.flow[at] ?? 0;
    });
    objective += branched.objective - relaxed.objective;
    dualBound += branched.dualBound - relaxed.objective;
  }
  return { flow, objective, dualBound };
};

/**
 * The optimum over units as a min-cost flow, caps of one person on one resource being arcs of it. What is not flow (caps over several
 * resources, needs of use only whole, least amounts, giving beside others) is ignored by the first solve, which so gives a bound for
 * every answer; where it breaks such a rule, branch and bound goes on from it.
 */
export const assign = (
  snapshot: Snapshot,
  candidates: readonly Candidate[],
  branching: 'BRIEF' | 'FULL',
): Assignment => {
  const side = sideProblemOf(snapshot, candidates);
  const { problem, weighed, rules, joint } = side;
  const { fairness } = weighed;
  let solved = solve(problem, weighed, joint);
  let { flow, objective, dualBound } = solved;
  const isFlow = violationsOf(rules, flow).length === 0;
  if (!isFlow) {
    const branched = branchByGroup(snapshot, candidates, side, solved, branching);
    // Prices are those of the flow problem in which no pair under a side rule may carry more than it was given.
    holdTo(problem, rules, joint, branched.flow);
    solved = solve(problem, weighed, joint);
    ({ flow, objective } = violationsOf(rules, solved.flow).length > 0 ? branched : solved);
    dualBound = Math.max(branched.dualBound, objective);
  }
  const method: AssignMethod = isFlow ? 'FLOW' : dualBound === objective ? 'BRANCH_AND_BOUND' : 'HEURISTIC';
  const { prices, worths: basedWorths } = solved.opened.solution();
  const worths = basedWorths.subarray(0, snapshot.needs.length).map((worth) => worth - fairness.base);
  const pairPrices = Float64Array.from(candidates, ({ resource }) => prices[resource] ?? 0);
  joint.forEach(({ pairs }, g) => {
    for (const k of pairs) pairPrices[k] = prices[snapshot.resources.length + g] ?? 0;
  });
  const room = Float64Array.from(snapshot.free);
  const unserved = Float64Array.from(snapshot.wanted);
  candidates.forEach(({ need, resource }, k) => {
    room[resource] = (room[resource] ?? 0) - (flow[k] ?? 0);
    unserved[need] = (unserved[need] ?? 0) - (flow[k] ?? 0);
  });
  const lastUnitValues = solved.opened.lastUnitValues();
  const { pairScore: scores, pairMax: most } = problem;
  const nextPoints = fairness.nextPoints(unserved);
  const fairnessPoints = fairness.earned(unserved);
  const weights = { nextPoints, fairnessPoints, loadCost: loadCost(snapshot, room) };
  const amounts = { method, candidates, scores, flow, most, joint, room, unserved, ...weights };
  const { net, space } = solved.opened;
  const firstTier = snapshot.resources.length + joint.length;
  const displaces = (need: number, wished: readonly Wished[]): boolean => {
    const raised = wished.map(({ resource, score }) => ({ resource, score: score + fairness.base }));
    return canDisplace(net, space, need, raised, firstTier);
  };
  return { ...amounts, prices, pairPrices, worths, lastUnitValues, objective, dualBound, displaces };
};

/** The assignment with as much branching as the policy allows where it takes any. */
export const assignWell = (snapshot: Snapshot, candidates: readonly Candidate[]): Assignment => {
  const brief = assign(snapshot, candidates, 'BRIEF');
  return brief.method === 'HEURISTIC' ? assign(snapshot, candidates, 'FULL') : brief;
};
