import { type Branch, type Relaxed, type SideProblem, wholeBranch } from './branching.ts';
import { relax } from './relax.ts';
import { mostBeside, sumOver } from './sideRules.ts';

/** A side rule as a sum over pairs with an upper limit: Σ weight × units ≤ limit. */
interface Row {
  readonly pairs: readonly number[];
  readonly weights: readonly number[];
  readonly limit: number;
  /** Whole points for one unit over the limit, between which the best price lies. */
  low: number;
  high: number;
}

const HALVINGS = 14;

const rowsOf = ({ rules, joint, problem }: SideProblem): readonly Row[] => {
  const most = problem.pairScore.reduce((top, score) => Math.max(top, score), 0);
  const caps = rules.capGroups
    .filter((group) => !joint.includes(group))
    .map(({ cap, pairs }): Row => ({ pairs, weights: pairs.map(() => 1), limit: cap, low: 0, high: most }));
  const besides = rules.besides.map(
    ({ pair, others, gives, forEach, fixedOwn, fixedBeside }): Row => ({
      pairs: [pair, ...others],
      weights: [forEach, ...others.map(() => -gives)],
      limit: gives * fixedBeside - forEach * fixedOwn,
      low: 0,
      high: Math.ceil(most / forEach),
    }),
  );
  return [...caps, ...besides];
};

const used = ({ pairs, weights }: Row, flow: Int32Array): number =>
  pairs.reduce((sum, k, at) => sum + (flow[k] ?? 0) * (weights[at] ?? 0), 0);

/** A branch in which each cap over several resources is shared out as in this answer, the best pairs first, and what stands beside a match-giving one stays. */
const sharedOut = ({ rules, joint, problem: { pairScore } }: SideProblem, from: Relaxed): Branch => {
  const { flow } = from;
  const high = new Map<number, number>();
  for (const group of rules.capGroups) {
    if (joint.includes(group)) continue;
    let left = group.cap;
    const best = group.pairs.toSorted((a, b) => (pairScore[b] ?? 0) - (pairScore[a] ?? 0) || a - b);
    for (const k of best) {
      const units = Math.min(flow[k] ?? 0, left);
      high.set(k, Math.min(high.get(k) ?? units, units));
      left -= units;
    }
    // What is left of the cap goes to the pairs that are worth most.
    for (const k of best) if (left > 0) high.set(k, (high.get(k) ?? 0) + left);
  }
  const low = new Map<number, number>();
  for (const rule of rules.besides) {
    const most = mostBeside(rule, sumOver(rule.others, flow));
    const given = Math.min(most, flow[rule.pair] ?? 0);
    high.set(rule.pair, given);
    if (given === 0) continue;
    for (const k of rule.others) {
      const units = Math.min(flow[k] ?? 0, high.get(k) ?? flow[k] ?? 0);
      if (units > 0) low.set(k, units);
    }
  }
  return { ...wholeBranch(0), high, low, from };
};

/**
 * What no assignment can exceed when caps over several resources and giving beside others are put a price on instead of being kept
 * (Lagrangian relaxation; Fisher, 1981), each price found by halving; and an answer to begin with, in which the caps are shared out as the
 * best prices have it. Begins at `start`, the optimum without them. Any price gives a true bound, so a bad one only makes it wide.
 */
export const priceOut = (
  side: SideProblem,
  start: Relaxed,
): { readonly bound: number; readonly starts: readonly Branch[]; readonly solves: number } => {
  const rows = rowsOf(side);
  if (rows.length === 0) return { bound: Number.POSITIVE_INFINITY, starts: [], solves: 0 };
  const { problem } = side;
  let bound = Number.POSITIVE_INFINITY;
  let nearest: Relaxed | null = null;
  let last: Relaxed | null = null;
  for (let time = 0; time <= HALVINGS; time++) {
    const pairScore = problem.pairScore.slice();
    let paid = 0;
    const prices = rows.map(({ low, high }) => (low + high) >> 1);
    rows.forEach(({ pairs, weights, limit }, g) => {
      pairs.forEach((k, at) => {
        pairScore[k] = (pairScore[k] ?? 0) - (prices[g] ?? 0) * (weights[at] ?? 0);
      });
      paid += (prices[g] ?? 0) * limit;
    });
    const relaxed: Relaxed | null = relax(
      { ...side, problem: { ...problem, pairScore } },
      { ...wholeBranch(0), from: last ?? start },
    );
    if (relaxed === null) break;
    if (relaxed.objective + paid < bound) [bound, nearest] = [relaxed.objective + paid, relaxed];
    last = relaxed;
    rows.forEach((row, g) => {
      if (used(row, relaxed.flow) > row.limit) row.low = Math.min(row.high, (prices[g] ?? 0) + 1);
      else row.high = prices[g] ?? 0;
    });
  }
  const starts = [nearest, last].flatMap((relaxed) => (relaxed === null ? [] : [sharedOut(side, relaxed)]));
  return { bound, starts, solves: HALVINGS + 1 };
};
