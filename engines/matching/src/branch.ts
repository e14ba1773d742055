import type { Fairness } from './fairness.ts';
import type { TransportProblem } from './flow/network.ts';
import { solveTransport } from './flow/solveTransport.ts';
import { type SideRules, type Violation, violationsOf } from './sideRules.ts';

export type BoundedProblem = TransportProblem & { readonly pairMax: Int32Array };

/** The best assignment found that keeps every side rule, and what no assignment that keeps them can exceed. */
export interface Branched {
  readonly flow: Int32Array;
  readonly objective: number;
  readonly dualBound: number;
  readonly solves: number;
}

/** What a branch asks beyond the problem: bounds of pairs, and needs that must be served wholly. */
interface Branch {
  readonly low: ReadonlyMap<number, number>;
  readonly high: ReadonlyMap<number, number>;
  readonly forced: ReadonlySet<number>;
  /** What its parent's relaxation promises at most. */
  readonly bound: number;
}

interface Relaxed {
  readonly flow: Int32Array;
  readonly objective: number;
}

/** The optimum of a branch without the side rules; `null` where the branch can hold nothing. */
const relax = (problem: BoundedProblem, fairness: Fairness, { low, high, forced }: Branch): Relaxed | null => {
  const needUnits = problem.needUnits.slice();
  const capacities = Float64Array.from(problem.capacities);
  const pairMax = problem.pairMax.slice();
  const pairScore = problem.pairScore.slice();
  let kept = 0;
  for (const [pair, units] of high) pairMax[pair] = Math.min(pairMax[pair] ?? 0, units);
  for (const [pair, units] of low) {
    const [i, r] = [problem.pairNeed[pair] ?? 0, problem.pairResource[pair] ?? 0];
    needUnits[i] = (needUnits[i] ?? 0) - units;
    capacities[r] = (capacities[r] ?? 0) - units;
    pairMax[pair] = (pairMax[pair] ?? 0) - units;
    if ((needUnits[i] ?? 0) < 0 || (capacities[r] ?? 0) < 0 || (pairMax[pair] ?? 0) < 0) return null;
    kept += units * ((problem.pairScore[pair] ?? 0) + fairness.base);
  }
  // Serving a forced unit costs the whole at most one other unit, so this premium serves as many of them as can be served.
  const premium = 1 + 2 * fairness.base + pairScore.reduce((most, score) => Math.max(most, score), 0);
  let owed = 0;
  for (const need of forced) owed += needUnits[need] ?? 0;
  if (forced.size > 0)
    problem.pairNeed.forEach((need, k) => {
      if (forced.has(need)) pairScore[k] = (pairScore[k] ?? 0) + premium;
    });
  const solution = solveTransport(fairness.extend({ ...problem, needUnits, capacities, pairMax, pairScore }));
  const flow = solution.flow.slice(0, problem.pairNeed.length);
  let forcedUnits = 0;
  flow.forEach((units, k) => {
    if (forced.has(problem.pairNeed[k] ?? 0)) forcedUnits += units;
  });
  if (forcedUnits < owed) return null;
  for (const [pair, units] of low) flow[pair] = (flow[pair] ?? 0) + units;
  return { flow, objective: fairness.restore(solution.objective - premium * forcedUnits + kept) };
};

const withBound = (map: ReadonlyMap<number, number>, pairs: readonly number[], units: number) =>
  new Map([...map, ...pairs.map((pair) => [pair, units] as const)]);

/** Two branches that between them hold every assignment that keeps the broken rule, and neither holds the one that broke it. */
const split = (branch: Branch, violation: Violation, flow: Int32Array, bound: number): readonly Branch[] => {
  if (violation.kind === 'WHOLE') {
    const { need, pairs } = violation.rule;
    return [
      { ...branch, bound, forced: new Set([...branch.forced, need]) },
      { ...branch, bound, high: withBound(branch.high, pairs, 0) },
    ];
  }
  if (violation.kind === 'LEAST')
    return [
      { ...branch, bound, low: withBound(branch.low, [violation.pair], violation.least) },
      { ...branch, bound, high: withBound(branch.high, [violation.pair], 0) },
    ];
  const { cap, pairs } = violation.rule;
  const sum = pairs.reduce((units, k) => units + (flow[k] ?? 0), 0);
  const above = (k: number): number => (flow[k] ?? 0) - (branch.low.get(k) ?? 0);
  const pair = pairs.reduce((best, k) => (above(k) > above(best) ? k : best));
  // Its part of the cap, but so that either branch is narrower than this one.
  const part = Math.floor((cap * (flow[pair] ?? 0)) / sum);
  const share = Math.min((flow[pair] ?? 0) - 1, Math.max(branch.low.get(pair) ?? 0, part));
  const others = pairs.filter((k) => k !== pair);
  // Whoever takes more than that leaves the others no more than the rest of the cap.
  const rest = Math.max(0, cap - share - 1);
  const tightened = new Map(branch.high);
  for (const k of others) tightened.set(k, Math.min(tightened.get(k) ?? rest, rest));
  return [
    { ...branch, bound, high: withBound(branch.high, [pair], share) },
    { ...branch, bound, low: withBound(branch.low, [pair], share + 1), high: tightened },
  ].filter(({ low }) => pairs.reduce((units, k) => units + (low.get(k) ?? 0), 0) <= cap);
};

/** Closes or cuts whatever breaks a rule, and solves the rest again, until nothing does: a first answer, without a promise. */
const repair = (problem: BoundedProblem, fairness: Fairness, rules: SideRules, start: Relaxed) => {
  let high: ReadonlyMap<number, number> = new Map();
  let solves = 0;
  for (let found: Relaxed = start; ; solves++) {
    const broken = violationsOf(rules, found.flow);
    if (broken.length === 0) return { found, solves };
    for (const violation of broken) {
      if (violation.kind === 'WHOLE') high = withBound(high, violation.rule.pairs, 0);
      else if (violation.kind === 'LEAST') high = withBound(high, [violation.pair], 0);
      else {
        let left = violation.rule.cap;
        const best = (a: number, b: number): number =>
          (problem.pairScore[b] ?? 0) - (problem.pairScore[a] ?? 0) || a - b;
        for (const pair of violation.rule.pairs.toSorted(best)) {
          const units = Math.min(found.flow[pair] ?? 0, left);
          high = withBound(high, [pair], units);
          left -= units;
        }
      }
    }
    const next = relax(problem, fairness, { low: new Map(), high, forced: new Set(), bound: 0 });
    if (next === null) throw new Error('Closing pairs left no assignment.');
    found = next;
  }
};

/**
 * Branch and bound over the flow relaxation (Land and Doig, 1960), the most promising branch first, at most `mostSolves` solves. The answer
 * keeps every side rule; where `dualBound` is not reached within the solves, it is the best known and the difference is the proven gap.
 */
export const branchAndBound = (
  problem: BoundedProblem,
  fairness: Fairness,
  rules: SideRules,
  start: Relaxed,
  mostSolves: number,
): Branched => {
  const first = repair(problem, fairness, rules, start);
  let { found: best, solves } = first;
  let open: Branch[] = [];
  const look = (relaxed: Relaxed, branch: Branch): void => {
    if (relaxed.objective <= best.objective) return;
    const [broken] = violationsOf(rules, relaxed.flow);
    if (broken === undefined) best = relaxed;
    else open.push(...split(branch, broken, relaxed.flow, relaxed.objective));
  };
  look(start, { low: new Map(), high: new Map(), forced: new Set(), bound: start.objective });
  while (open.length > 0 && solves < mostSolves) {
    const at = open.reduce((top, branch, k) => (branch.bound > (open[top]?.bound ?? 0) ? k : top), 0);
    const [branch] = open.splice(at, 1);
    if (branch === undefined || branch.bound <= best.objective) continue;
    const relaxed = relax(problem, fairness, branch);
    solves++;
    if (relaxed !== null) look(relaxed, branch);
  }
  open = open.filter(({ bound }) => bound > best.objective);
  const dualBound = open.reduce((most, { bound }) => Math.max(most, bound), best.objective);
  return { flow: best.flow, objective: best.objective, dualBound, solves };
};
