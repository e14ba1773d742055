import { type Branched, branchAndBound, type Repaired, repair } from './branch.ts';
import { type Relaxed, type SideProblem, wholeBranch } from './branching.ts';
import { componentsIn } from './components.ts';
import type { Candidate, Snapshot } from './eligible.ts';
import { sideProblemWithin, solve, type Within, within } from './sideProblem.ts';
import { pairsOf, violationsOf } from './sideRules.ts';
import { goOnFrom } from './whereToBegin.ts';

/** What branching made of one group of needs. It follows from its candidates and what its sides have, so the same group has the same answer. */
export interface BranchedGroup {
  readonly candidates: readonly Candidate[];
  readonly inside: Within;
  readonly joint: SideProblem['joint'];
  readonly relaxed: Relaxed;
  readonly repaired: Repaired;
  /** Solves that it was allowed. */
  readonly limit: number;
  readonly branched: Branched;
}

/** How far branching goes: not beyond the first answer that keeps all rules, or as far as the policy allows. */
export type Branching = 'BRIEF' | 'FULL';

/** Pairs that branching may read in all, each solve reading each once: so small runs are proven, and large ones do not stand still. */
const MOST_BRANCHED_PAIRS = 2_000_000;

/** Solves of one group of needs that branching may take: fewer where each of them is long. */
const solvesFor = ({ policy }: Snapshot, pairs: number): number =>
  Math.min(policy.maxBranches, Math.floor(MOST_BRANCHED_PAIRS / (pairs + 1)));

/** Whether full branching would go no further. */
export const isBranchedOut = (snapshot: Snapshot, groups: readonly BranchedGroup[]): boolean =>
  groups.every(({ candidates, limit }) => limit >= solvesFor(snapshot, candidates.length));

const isSame = (a: readonly unknown[], b: readonly unknown[]): boolean =>
  a.length === b.length && a.every((one, k) => one === b[k]);

/** What lies between the sides, as caps and what is fixed, is in their candidates: whoever it changes for finds others. */
const isUntouched = (known: BranchedGroup, candidates: readonly Candidate[], inside: Within): boolean =>
  known.inside.policy === inside.policy &&
  isSame(known.candidates, candidates) &&
  isSame(known.inside.needs, inside.needs) &&
  isSame(known.inside.wanted, inside.wanted) &&
  isSame(known.inside.resources, inside.resources) &&
  isSame(known.inside.free, inside.free);

/** Branches the needs of these candidates, from where an earlier answer of the same group ended. */
const branchGroup = (
  snapshot: Snapshot,
  needs: readonly number[],
  candidates: readonly Candidate[],
  branching: Branching,
  known: BranchedGroup | undefined,
): BranchedGroup => {
  const limit = branching === 'BRIEF' ? 0 : solvesFor(snapshot, candidates.length);
  const inside = within(snapshot, needs, candidates);
  const before = known && isUntouched(known, candidates, inside) ? known : null;
  if (before !== null && before.limit >= limit) return before;
  const side = sideProblemWithin(snapshot, inside, candidates);
  const relaxed = before?.relaxed ?? relaxedOf(side, known && nearby(known, inside, side, candidates));
  const repaired = before?.repaired ?? repair(side, relaxed, wholeBranch(0));
  const branched = branchAndBound(side, relaxed, limit, repaired);
  return { candidates, inside, joint: side.joint, relaxed, repaired, limit, branched };
};

/** Where the flow of a group ended before it changed, if it uses the same resources. */
const nearby = (
  { candidates: old, inside: before, joint, relaxed: { end } }: BranchedGroup,
  inside: Within,
  side: SideProblem,
  candidates: readonly Candidate[],
): Parameters<typeof solve>[1] =>
  end && isSame(before.resourcesAt, inside.resourcesAt)
    ? goOnFrom({ candidates: old, joint, end }, side, candidates)
    : undefined;

const relaxedOf = (side: SideProblem, begin: Parameters<typeof solve>[1]): Relaxed => {
  const { flow, objective, end } = solve(side, begin);
  return { flow, objective, end };
};

/**
 * Branches each group of needs by itself in which a rule is broken; points and bound of the whole are the sums of theirs. Groups that were
 * branched before, and for which nothing changed, are not branched again as far as that went.
 */
export const branchByGroup = (
  snapshot: Snapshot,
  candidates: readonly Candidate[],
  side: SideProblem,
  start: Relaxed,
  branching: Branching,
  known: readonly BranchedGroup[],
): Relaxed & { readonly dualBound: number; readonly groups: readonly BranchedGroup[] } => {
  const groupOf = componentsIn(snapshot, candidates);
  const broken = new Map<number, number[]>();
  const needsIn = new Map<number, number[]>();
  for (const violation of violationsOf(side.rules, start.flow))
    for (const k of pairsOf(violation)) broken.set(groupOf[candidates[k]?.need ?? -1] ?? -1, []);
  candidates.forEach(({ need }, k) => {
    broken.get(groupOf[need] ?? -1)?.push(k);
  });
  for (const group of broken.keys()) needsIn.set(group, []);
  groupOf.forEach((group, n) => {
    needsIn.get(group)?.push(n);
  });
  const knownOf = new Map(known.map((group) => [group.candidates[0], group]));
  const flow = start.flow.slice();
  let [objective, dualBound] = [start.objective, start.objective];
  const groups = [...broken].map(([group, own]) => {
    const inside = own.flatMap((k) => candidates[k] ?? []);
    const made = branchGroup(snapshot, needsIn.get(group) ?? [], inside, branching, knownOf.get(inside[0]));
    const { relaxed, branched } = made;
    own.forEach((k, at) => {
      flow[k] = branched.flow[at] ?? 0;
    });
    objective += branched.objective - relaxed.objective;
    dualBound += branched.dualBound - relaxed.objective;
    return made;
  });
  return { flow, objective, dualBound, groups };
};
