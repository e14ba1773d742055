import type { TransportProblem } from './flow/network.ts';
import { openTransportFrom, solveTransport } from './flow/solveTransport.ts';
import type { Whereabouts } from './flow/startFrom.ts';
import { type BoundedProblem, withJointCaps } from './joint.ts';
import type { BesideRule, CapGroup, SideRules } from './sideRules.ts';
import type { Weighed } from './weighed.ts';

/** A problem with all that is asked beyond flow; `joint` are those of its caps that are arcs of the flow. */
export interface SideProblem {
  readonly problem: BoundedProblem;
  readonly weighed: Weighed;
  readonly rules: SideRules;
  readonly joint: readonly CapGroup[];
}

/** What a branch asks beyond the problem: bounds of pairs, needs that must be served wholly, and the least beside which something is given. */
export interface Branch {
  readonly low: ReadonlyMap<number, number>;
  readonly high: ReadonlyMap<number, number>;
  readonly forced: ReadonlySet<number>;
  readonly floors: ReadonlyMap<BesideRule, number>;
  /** What its parent's relaxation promises at most. */
  readonly bound: number;
  /** A solve of nearly the same, from the end of which this one goes on. */
  readonly from?: Relaxed | null;
}

export interface Relaxed {
  readonly flow: Int32Array;
  readonly objective: number;
  /** Where the solve of the whole transport problem ended. */
  readonly end?: Whereabouts;
}

export const wholeBranch = (bound: number): Branch => ({
  low: new Map(),
  high: new Map(),
  forced: new Set(),
  floors: new Map(),
  bound,
});

/** Arrays of a problem that grow while a branch is written into them. */
interface Draft {
  readonly needUnits: number[];
  readonly capacities: Float64Array;
  readonly pairNeed: number[];
  readonly pairResource: number[];
  readonly pairScore: number[];
  readonly pairMax: number[];
  readonly caps: number[];
  readonly forced: Set<number>;
  /** Position in the problem's pairs of each pair of the draft. */
  readonly pairOf: number[];
}

const draftOf = ({ problem, joint }: SideProblem, { high, forced }: Branch): Draft => {
  const pairMax = [...problem.pairMax];
  for (const [pair, units] of high) pairMax[pair] = Math.min(pairMax[pair] ?? 0, units);
  return {
    needUnits: [...problem.needUnits],
    capacities: Float64Array.from(problem.capacities),
    pairNeed: [...problem.pairNeed],
    pairResource: [...problem.pairResource],
    pairScore: [...problem.pairScore],
    pairMax,
    caps: joint.map(({ cap }) => cap),
    forced: new Set(forced),
    pairOf: [...problem.pairNeed.keys()],
  };
};

/** Takes units that a pair must carry out of the problem; false where they cannot be had. */
const keep = (draft: Draft, { joint }: SideProblem, pair: number, units: number): boolean => {
  const { needUnits, capacities, pairNeed, pairResource, pairMax, caps } = draft;
  const [i, r] = [pairNeed[pair] ?? 0, pairResource[pair] ?? 0];
  needUnits[i] = (needUnits[i] ?? 0) - units;
  capacities[r] = (capacities[r] ?? 0) - units;
  pairMax[pair] = (pairMax[pair] ?? 0) - units;
  let least = Math.min(needUnits[i] ?? 0, capacities[r] ?? 0, pairMax[pair] ?? 0);
  joint.forEach(({ pairs }, g) => {
    if (!pairs.includes(pair)) return;
    caps[g] = (caps[g] ?? 0) - units;
    least = Math.min(least, caps[g] ?? 0);
  });
  return least >= 0;
};

/** A part of the need that only the others of a match-giving rule may serve, and must. */
const raiseFloor = (draft: Draft, { others }: BesideRule, need: number, units: number): boolean => {
  const { needUnits, pairNeed, pairResource, pairScore, pairMax, forced, pairOf } = draft;
  needUnits[need] = (needUnits[need] ?? 0) - units;
  const part = needUnits.push(units) - 1;
  forced.add(part);
  for (const k of others) {
    pairNeed.push(part);
    pairResource.push(pairResource[k] ?? 0);
    pairScore.push(pairScore[k] ?? 0);
    pairMax.push(Math.min(units, pairMax[k] ?? 0));
    pairOf.push(k);
  }
  return (needUnits[need] ?? 0) >= 0;
};

/** A pair stands in the draft where it stands in the problem, and once more behind for each floor. */
const groupsIn = ({ caps, pairOf }: Draft, { problem, joint }: SideProblem): readonly CapGroup[] => {
  const added = Map.groupBy([...pairOf.keys()].slice(problem.pairNeed.length), (at) => pairOf[at]);
  return joint.map(({ pairs }, g) => ({
    cap: caps[g] ?? 0,
    pairs: [...pairs, ...pairs.flatMap((k) => added.get(k) ?? [])].sort((a, b) => a - b),
  }));
};

/** A pair that stands in the draft twice, for a floor, keeps its bound over both. */
const twinsIn = ({ pairMax, pairOf }: Draft, { problem, joint }: SideProblem): readonly CapGroup[] =>
  pairOf
    .flatMap((k, at) =>
      at < problem.pairNeed.length || joint.some(({ pairs }) => pairs.includes(k))
        ? []
        : [{ cap: pairMax[k] ?? 0, pairs: [k, at] }],
    )
    .filter(({ cap }) => cap < MOST_UNITS);

const MOST_UNITS = 2 ** 31 - 1;

/** The highest floor of each need beyond what its pairs must carry anyway: two of one need may lie over each other, so one is left out. */
const floorsByNeed = ({ problem }: SideProblem, { floors, low }: Branch) => {
  const highest = new Map<number, { readonly rule: BesideRule; readonly units: number }>();
  for (const [rule, owed] of floors) {
    const need = problem.pairNeed[rule.pair] ?? 0;
    const units = rule.others.reduce((rest, k) => rest - (low.get(k) ?? 0), owed);
    if (units > (highest.get(need)?.units ?? 0)) highest.set(need, { rule, units });
  }
  return highest;
};

/** Floors add needs and pairs, and then nothing stands where it stood before. */
const solveFrom = (problem: TransportProblem, end: Whereabouts | undefined) =>
  end?.flow.length === problem.pairNeed.length && end.prices.length === problem.capacities.length
    ? openTransportFrom(problem, end).solution()
    : solveTransport(problem);

/** The optimum of a branch without the side rules that are no flow; `null` where the branch can hold nothing. */
export const relax = (side: SideProblem, branch: Branch): Relaxed | null => {
  const { problem, weighed } = side;
  const draft = draftOf(side, branch);
  let kept = 0;
  for (const [pair, units] of branch.low) {
    if (!keep(draft, side, pair, units)) return null;
    kept += units * ((problem.pairScore[pair] ?? 0) + weighed.base);
  }
  for (const [need, { rule, units }] of floorsByNeed(side, branch))
    if (!raiseFloor(draft, rule, need, units)) return null;
  const { pairNeed, pairScore, forced, pairOf } = draft;
  // Serving a forced unit costs the whole at most one other unit, so this premium serves as many of them as can be served.
  const premium = 1 + 2 * weighed.base + weighed.most + pairScore.reduce((most, score) => Math.max(most, score), 0);
  let owed = 0;
  for (const need of forced) owed += draft.needUnits[need] ?? 0;
  const scores = pairScore.map((score, k) => (forced.has(pairNeed[k] ?? 0) ? score + premium : score));
  const groups = [...groupsIn(draft, side), ...twinsIn(draft, side)];
  const jointed = withJointCaps(
    {
      needUnits: Int32Array.from(draft.needUnits),
      capacities: draft.capacities,
      pairNeed: Int32Array.from(pairNeed),
      pairResource: Int32Array.from(draft.pairResource),
      pairScore: Int32Array.from(scores),
      pairMax: Int32Array.from(draft.pairMax),
    },
    groups,
    weighed.most,
  );
  const solution = solveFrom(weighed.extend(jointed.problem), branch.from?.end);
  const flow = new Int32Array(problem.pairNeed.length);
  let forcedUnits = 0;
  pairOf.forEach((k, at) => {
    const units = solution.flow[at] ?? 0;
    flow[k] = (flow[k] ?? 0) + units;
    if (forced.has(pairNeed[at] ?? 0)) forcedUnits += units;
  });
  if (forcedUnits < owed) return null;
  for (const [pair, units] of branch.low) flow[pair] = (flow[pair] ?? 0) + units;
  const points = solution.objective - premium * forcedUnits - jointed.linkPoints(weighed.base);
  return { flow, objective: weighed.restore(points + kept), end: solution };
};
