import { type Branch, type Relaxed, type SideProblem, wholeBranch } from './branching.ts';
import { priceOut } from './pricedOut.ts';
import { relax } from './relax.ts';
import { mostBeside, type SideRules, sumOver, type Violation, violationsOf } from './sideRules.ts';

/** The best assignment found that keeps every side rule, and what no assignment that keeps them can exceed. */
export interface Branched {
  readonly flow: Int32Array;
  readonly objective: number;
  readonly dualBound: number;
  readonly solves: number;
}

/** An answer without a promise, if any was found, and the solves that it took. */
export interface Repaired {
  readonly found: Relaxed | null;
  readonly solves: number;
}

type Bounds = ReadonlyMap<number, number>;

const atMost = (high: Bounds, pairs: readonly number[], units: number): Bounds =>
  new Map([...high, ...pairs.map((pair) => [pair, Math.min(units, high.get(pair) ?? units)] as const)]);

const atLeast = (low: Bounds, pair: number, units: number): Bounds =>
  new Map([...low, [pair, Math.max(units, low.get(pair) ?? units)] as const]);

/** The broken rule that moves the most units. */
const widest = (violations: readonly Violation[], flow: Int32Array): Violation | undefined => {
  const widthOf = (violation: Violation): number =>
    violation.kind === 'WHOLE'
      ? Math.min(sumOver(violation.rule.pairs, flow), violation.rule.units - sumOver(violation.rule.pairs, flow))
      : violation.kind === 'LEAST'
        ? Math.min(flow[violation.pair] ?? 0, violation.least - (flow[violation.pair] ?? 0))
        : violation.kind === 'CAP'
          ? sumOver(violation.rule.pairs, flow) - violation.rule.cap
          : (flow[violation.rule.pair] ?? 0) - mostBeside(violation.rule, sumOver(violation.rule.others, flow));
  return violations.reduce<Violation | undefined>(
    (best, violation) => (best === undefined || widthOf(violation) > widthOf(best) ? violation : best),
    undefined,
  );
};

const splitCap = (branch: Branch, { cap, pairs }: { cap: number; pairs: readonly number[] }, flow: Int32Array) => {
  const sum = sumOver(pairs, flow);
  const above = (k: number): number => (flow[k] ?? 0) - (branch.low.get(k) ?? 0);
  const pair = pairs.reduce((best, k) => (above(k) > above(best) ? k : best));
  // Its part of the cap, but so that either branch is narrower than this one.
  const part = Math.floor((cap * (flow[pair] ?? 0)) / sum);
  const share = Math.min((flow[pair] ?? 0) - 1, Math.max(branch.low.get(pair) ?? 0, part));
  const others = pairs.filter((k) => k !== pair);
  // Whoever takes more than that leaves the others no more than the rest of the cap.
  const rest = Math.max(0, cap - share - 1);
  return [
    { ...branch, high: atMost(branch.high, [pair], share) },
    { ...branch, low: atLeast(branch.low, pair, share + 1), high: atMost(branch.high, others, rest) },
  ].filter(({ low }) => pairs.reduce((units, k) => units + (low.get(k) ?? 0), 0) <= cap);
};

/** Two branches that between them hold every assignment that keeps the broken rule, and neither holds the one that broke it; the likelier first. */
const split = (branch: Branch, violation: Violation, flow: Int32Array): readonly Branch[] => {
  if (violation.kind === 'WHOLE') {
    const { need, pairs, units } = violation.rule;
    const branches = [
      { ...branch, forced: new Set([...branch.forced, need]) },
      { ...branch, high: atMost(branch.high, pairs, 0) },
    ];
    return 2 * sumOver(pairs, flow) >= units ? branches : branches.toReversed();
  }
  if (violation.kind === 'LEAST') {
    const branches = [
      { ...branch, low: atLeast(branch.low, violation.pair, violation.least) },
      { ...branch, high: atMost(branch.high, [violation.pair], 0) },
    ];
    return 2 * (flow[violation.pair] ?? 0) >= violation.least ? branches : branches.toReversed();
  }
  if (violation.kind === 'CAP') return splitCap(branch, violation.rule, flow);
  const { rule } = violation;
  const [carried, most] = [flow[rule.pair] ?? 0, mostBeside(rule, sumOver(rule.others, flow))];
  const middle = Math.floor((carried - 1 + most) / 2);
  const owed = Math.ceil(((middle + 1 + rule.fixedOwn) * rule.forEach) / rule.gives) - rule.fixedBeside;
  return [
    { ...branch, high: atMost(branch.high, [rule.pair], middle) },
    {
      ...branch,
      low: atLeast(branch.low, rule.pair, middle + 1),
      floors: new Map([...branch.floors, [rule, owed] as const]),
    },
  ];
};

/** Pairs that all solves of gentle steps may read together, and the fewest and most of such steps. */
const GENTLE = { pairs: 2_000_000, fewest: 2, most: 32 };

const gentleSteps = ({ problem }: SideProblem): number =>
  Math.min(GENTLE.most, Math.max(GENTLE.fewest, Math.floor(GENTLE.pairs / (problem.pairNeed.length + 1))));

/** Pairs that carry nothing of what would have to be carried whole, or less: they would break a rule as soon as others make way. */
const idlePairs = ({ least, wholeNeeds }: SideRules, flow: Int32Array): readonly number[] => {
  const idle: number[] = [];
  least.forEach((units, k) => {
    if (units > 1 && (flow[k] ?? 0) < units) idle.push(k);
  });
  return [...idle, ...wholeNeeds.flatMap(({ pairs, units }) => (sumOver(pairs, flow) < units ? pairs : []))];
};

/**
 * Closes or cuts whatever breaks a rule, and solves the rest again, until nothing does: an answer without a promise, `null` where what the
 * branch asks leaves none. What is closed makes others break the rule in turn; so after the gentle steps all are closed that might.
 */
export const repair = (side: SideProblem, start: Relaxed, from: Branch, gentle = gentleSteps(side)): Repaired => {
  const [low, high] = [new Map(from.low), new Map(from.high)];
  let solves = 0;
  const cut = (pair: number, units: number): void => {
    high.set(pair, Math.min(units, high.get(pair) ?? units));
    if (units === 0) low.delete(pair);
    else if ((low.get(pair) ?? 0) > units) low.set(pair, units);
  };
  const close = (pairs: readonly number[]): void => {
    for (const pair of pairs) cut(pair, 0);
  };
  const { pairScore } = side.problem;
  const best = (a: number, b: number): number => (pairScore[b] ?? 0) - (pairScore[a] ?? 0) || a - b;
  for (let found: Relaxed = start; ; solves++) {
    const broken = violationsOf(side.rules, found.flow);
    if (broken.length === 0) return { found, solves };
    for (const violation of broken) {
      if (violation.kind === 'WHOLE') close(violation.rule.pairs);
      else if (violation.kind === 'LEAST') close([violation.pair]);
      else if (violation.kind === 'BESIDE')
        cut(violation.rule.pair, mostBeside(violation.rule, sumOver(violation.rule.others, found.flow)));
      else {
        let left = violation.rule.cap;
        for (const pair of violation.rule.pairs.toSorted(best)) {
          const units = Math.min(found.flow[pair] ?? 0, left);
          cut(pair, units);
          left -= units;
        }
      }
    }
    if (solves >= gentle) close(idlePairs(side.rules, found.flow));
    const next = relax(side, { ...from, high, low, from: found });
    if (next === null) return { found: null, solves };
    found = next;
  }
};

const NOT_PRICED: ReturnType<typeof priceOut> = { bound: Number.POSITIVE_INFINITY, starts: [], solves: 0 };

/**
 * Branch and bound over the flow relaxation (Land and Doig, 1960), at most `mostSolves` solves: each time the most promising branch, from
 * which it dives until nothing is broken or nothing is left. The answer keeps every side rule; where `dualBound` is not reached within
 * the solves, it is the best known and the difference is the proven gap.
 */
export const branchAndBound = (
  side: SideProblem,
  start: Relaxed,
  mostSolves: number,
  repaired = repair(side, start, wholeBranch(0)),
): Branched => {
  let best: Relaxed = { flow: new Int32Array(start.flow.length), objective: Number.NEGATIVE_INFINITY };
  let solves = 0;
  const take = (attempt: Repaired): void => {
    solves += attempt.solves;
    if (attempt.found !== null && attempt.found.objective > best.objective) best = attempt.found;
  };
  take(repaired);
  const priced = mostSolves > 0 ? priceOut(side, start) : NOT_PRICED;
  solves += priced.solves;
  for (const branch of priced.starts) {
    const relaxed = relax(side, branch);
    solves++;
    if (relaxed !== null) take(repair(side, relaxed, branch));
  }
  let open: Branch[] = [];
  /** Branches that cannot be narrowed any more, though their relaxation breaks a rule: they count for the bound alone. */
  let stuck = Number.NEGATIVE_INFINITY;
  /** Gives the branches into which one falls, the likelier first. */
  const look = (relaxed: Relaxed, branch: Branch): readonly Branch[] => {
    if (relaxed.objective <= best.objective) return [];
    const broken = widest(violationsOf(side.rules, relaxed.flow), relaxed.flow);
    const isWithin = relaxed.flow.every(
      (units, k) => units <= Math.min(side.problem.pairMax[k] ?? 0, branch.high.get(k) ?? units),
    );
    if (!isWithin) stuck = Math.max(stuck, relaxed.objective);
    else if (broken === undefined) best = relaxed;
    else return split({ ...branch, bound: relaxed.objective, from: relaxed }, broken, relaxed.flow);
    return [];
  };
  let dive = look(start, wholeBranch(start.objective));
  while (solves < mostSolves) {
    let branch: Branch | undefined;
    if (dive.length > 0) {
      const [likely, ...rest] = dive;
      branch = likely;
      open.push(...rest);
      dive = [];
    } else {
      const at = open.reduce((top, { bound }, k) => (bound > (open[top]?.bound ?? 0) ? k : top), 0);
      [branch] = open.splice(at, 1);
    }
    if (branch === undefined) break;
    if (branch.bound <= best.objective) continue;
    const relaxed = relax(side, branch);
    solves++;
    if (relaxed !== null) dive = look(relaxed, branch);
  }
  open = [...open, ...dive].filter(({ bound }) => bound > best.objective);
  const dualBound = open.reduce((most, { bound }) => Math.max(most, bound), Math.max(best.objective, stuck));
  return { flow: best.flow, objective: best.objective, dualBound: Math.min(dualBound, priced.bound), solves };
};
