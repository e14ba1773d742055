import type { Branch, Relaxed, SideProblem } from './branching.ts';
import { draftOf, groupsIn, keep, raiseFloor, twinsIn, writtenOut } from './draft.ts';
import { openTransportFrom, solveTransport } from './flow/solveTransport.ts';
import { withJointCaps } from './joint.ts';
import type { BesideRule } from './sideRules.ts';
import { beginBeside } from './whereToBegin.ts';

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
  const { forced, added, parts } = draft;
  // Serving a forced unit costs the whole at most one other unit, so this premium serves as many of them as can be served.
  const premium =
    1 + 2 * weighed.base + weighed.most + problem.pairScore.reduce((most, score) => Math.max(most, score), 0);
  let owed = 0;
  for (const need of forced) owed += draft.needUnits[need] ?? parts[need - draft.needUnits.length] ?? 0;
  const groups = [...groupsIn(draft, side), ...twinsIn(draft, side)];
  const jointed = withJointCaps(writtenOut(side, draft, premium), groups, weighed.most);
  const whole = weighed.extend(jointed.problem);
  const end = branch.from?.end;
  const solution = end
    ? openTransportFrom(whole, beginBeside(side, end, added.length, groups, whole)).solution()
    : solveTransport(whole);
  const pairs = problem.pairNeed.length;
  const flow = solution.flow.slice(0, pairs);
  let forcedUnits = 0;
  if (forced.size > 0)
    flow.forEach((units, k) => {
      if (forced.has(problem.pairNeed[k] ?? 0)) forcedUnits += units;
    });
  added.forEach(({ pair }, at) => {
    const units = solution.flow[pairs + at] ?? 0;
    flow[pair] = (flow[pair] ?? 0) + units;
    forcedUnits += units;
  });
  if (forcedUnits < owed) return null;
  for (const [pair, units] of branch.low) flow[pair] = (flow[pair] ?? 0) + units;
  const points = solution.objective - premium * forcedUnits - jointed.linkPoints(weighed.base);
  return {
    flow,
    objective: weighed.restore(points + kept),
    end: { ...solution, added: added.length, groups: groups.length },
  };
};
