import type { Earlier } from './earlier.ts';
import type { Candidate, Snapshot } from './eligible.ts';
import { loadCost } from './evenLoad.ts';
import { canDisplace, type Wished } from './flow/canDisplace.ts';
import { type Branching, branchByGroup, isBranchedOut } from './groups.ts';
import type { BoundedProblem } from './joint.ts';
import type { AssignMethod } from './outcome.ts';
import { sideProblemOf, solve } from './sideProblem.ts';
import { type CapGroup, type SideRules, violationsOf } from './sideRules.ts';
import { goOnFrom } from './whereToBegin.ts';

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
  /** For the next assignment of these needs and resources, by the same positions. */
  readonly earlier?: Earlier;
  /** Whether some optimum gives a unit of the resource to the need at this score; without it the prices alone must do. */
  readonly displaces?: (need: number, wished: readonly Wished[]) => boolean;
}

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

/**
 * The optimum over units as a min-cost flow, caps of one person on one resource being arcs of it. What is not flow (caps over several
 * resources, needs of use only whole, least amounts, giving beside others) is ignored by the first solve, which so gives a bound for
 * every answer; where it breaks such a rule, branch and bound goes on from it, and from what is known of an earlier one.
 */
export const assign = (
  snapshot: Snapshot,
  candidates: readonly Candidate[],
  branching: Branching,
  { earlier }: Pick<Assignment, 'earlier'> = {},
): Assignment => {
  const side = sideProblemOf(snapshot, candidates);
  const { problem, weighed, rules, joint } = side;
  const { fairness } = weighed;
  const first = solve(side, earlier && goOnFrom(earlier, side, candidates));
  let solved = first;
  let { flow, objective, dualBound } = solved;
  let kept: Earlier = { candidates, joint, end: first.end, flow, groups: [] };
  const isFlow = violationsOf(rules, flow).length === 0;
  if (!isFlow) {
    const branched = branchByGroup(snapshot, candidates, side, solved, branching, earlier?.groups ?? []);
    kept = { ...kept, flow: branched.flow, groups: branched.groups };
    // Prices are those of the flow problem in which no pair under a side rule may carry more than it was given.
    holdTo(problem, rules, joint, branched.flow);
    solved = solve(side, () => first.end);
    ({ flow, objective } = violationsOf(rules, solved.flow).length > 0 ? branched : solved);
    dualBound = Math.max(branched.dualBound, objective);
  }
  const method: AssignMethod = isFlow ? 'FLOW' : dualBound === objective ? 'BRANCH_AND_BOUND' : 'HEURISTIC';
  const { prices, worths: basedWorths } = solved.opened.solution();
  const worths = basedWorths.subarray(0, snapshot.needs.length).map((worth) => worth - fairness.base);
  const pairPrices = new Float64Array(candidates.length);
  candidates.forEach(({ resource }, k) => {
    pairPrices[k] = prices[resource] ?? 0;
  });
  joint.forEach(({ pairs }, g) => {
    for (const k of pairs) pairPrices[k] = prices[snapshot.resources.length + g] ?? 0;
  });
  const room = Float64Array.from(snapshot.free);
  const unserved = Float64Array.from(snapshot.wanted);
  candidates.forEach(({ need, resource }, k) => {
    room[resource] = (room[resource] ?? 0) - (flow[k] ?? 0);
    unserved[need] = (unserved[need] ?? 0) - (flow[k] ?? 0);
  });
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
  let lastUnitValues: Float64Array | null = null;
  return {
    ...{ ...amounts, prices, pairPrices, worths, objective, dualBound, displaces, earlier: kept },
    get lastUnitValues() {
      lastUnitValues ??= solved.opened.lastUnitValues();
      return lastUnitValues;
    },
  };
};

/** The assignment with as much branching as the policy allows where a brief one is not proven. */
export const assignFully = (snapshot: Snapshot, brief: Assignment): Assignment =>
  brief.method !== 'HEURISTIC' || isBranchedOut(snapshot, brief.earlier?.groups ?? [])
    ? brief
    : assign(snapshot, brief.candidates, 'FULL', brief);
