import { type Candidate, personKeyOf, type Snapshot } from './eligible.ts';
import { createFairness } from './fairness.ts';
import type { TransportProblem } from './flow/network.ts';
import { openTransport } from './flow/solveTransport.ts';

/** Points are those of one unit: scores of pairs, and what serving its community earns. Who gets what, at which prices, and how far that is from the best that could be. Arrays run beside the candidates or the snapshot. */
export interface Assignment {
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

/** Pairs of one person with one capped resource, when the person has more than one need there: their sum has a bound of its own. */
interface CapGroup {
  readonly cap: number;
  readonly pairs: readonly number[];
}

const capGroups = (snapshot: Snapshot, candidates: readonly Candidate[]): readonly CapGroup[] => {
  const groups = new Map<string, { cap: number; pairs: number[] }>();
  candidates.forEach(({ need, resource, most }, k) => {
    const asking = snapshot.needs[need];
    if (most === null || asking === undefined) return;
    const key = `${personKeyOf(asking)}|${resource}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { cap: most, pairs: [k] });
    else group.pairs.push(k);
  });
  return [...groups.values()].filter(({ pairs }) => pairs.length > 1);
};

const problemOf = (
  snapshot: Snapshot,
  candidates: readonly Candidate[],
): TransportProblem & { readonly pairMax: Int32Array } => ({
  needUnits: Int32Array.from(snapshot.wanted),
  capacities: Float64Array.from(snapshot.free),
  pairNeed: Int32Array.from(candidates, ({ need }) => need),
  pairResource: Int32Array.from(candidates, ({ resource }) => resource),
  pairScore: Int32Array.from(candidates, ({ score }) => score),
  pairMax: Int32Array.from(candidates, ({ most }) => (most === null ? UNBOUNDED : Math.min(UNBOUNDED, most))),
});

/** Divides a cap that the last solve overran among its pairs, the higher score first; true when it had been overrun. */
const splitCap = ({ cap, pairs }: CapGroup, flow: Int32Array, scores: Int32Array, pairMax: Int32Array): boolean => {
  const used = pairs.reduce((sum, k) => sum + (flow[k] ?? 0), 0);
  if (used <= cap) return false;
  let left = cap;
  for (const k of pairs.toSorted((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0) || a - b)) {
    pairMax[k] = Math.min(flow[k] ?? 0, left);
    left -= pairMax[k] ?? 0;
  }
  return true;
};

/**
 * The optimum over units as a min-cost flow. A cap of one person over several of her needs is no flow: the first solve ignores the
 * sum and so gives a bound for every answer; caps that it overruns are split among their needs and the rest is solved again.
 * Each round settles at least one group for good, so the rounds end.
 */
export const assign = (snapshot: Snapshot, candidates: readonly Candidate[]): Assignment => {
  const problem = problemOf(snapshot, candidates);
  const fairness = createFairness(snapshot);
  let open = capGroups(snapshot, candidates);
  let solved = openTransport(fairness.extend(problem));
  let solution = solved.solution();
  const dualBound = fairness.restore(solution.dualBound);
  for (;;) {
    const { flow } = solution;
    const settled = new Set(open.filter((group) => splitCap(group, flow, problem.pairScore, problem.pairMax)));
    if (settled.size === 0) break;
    open = open.filter((group) => !settled.has(group));
    solved = openTransport(fairness.extend(problem));
    solution = solved.solution();
  }
  const flow = solution.flow.subarray(0, candidates.length);
  const { prices } = solution;
  const worths = solution.worths.map((worth) => worth - fairness.base);
  const objective = fairness.restore(solution.objective);
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
  const amounts = { candidates, scores, flow, most, room, unserved, nextPoints, fairnessPoints };
  return { ...amounts, prices, worths, lastUnitValues, objective, dualBound };
};
