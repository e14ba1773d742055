import { type Assignment, assign, assignFully } from './assign.ts';
import {
  type Candidate,
  type Look,
  type LookLimits,
  lookAround,
  NO_LOOK,
  type Snapshot,
  takeSnapshot,
} from './eligible.ts';
import { explain, explainable } from './explain.ts';
import { type Circumstances, checkInput, type FixedAssignment, type MatchNeed, type MatchResource } from './input.ts';
import { levelsOf } from './levels.ts';
import type { MatchOutcome, NeedOutcome } from './outcome.ts';
import { checkPolicy, type MatchPolicy } from './policy.ts';
import { resourceOutcomesOf, shortagesOf, totalsOf } from './summarise.ts';
import { rankByUnlock } from './unlock.ts';

export interface MatchInput extends Circumstances {
  readonly needs: readonly MatchNeed[];
  readonly resources: readonly MatchResource[];
  readonly policy: MatchPolicy;
  /** `YYYY-MM-DD` */
  readonly today: string;
  readonly fixed?: readonly FixedAssignment[];
  /** Whether to tell what each level of the policy cost the others: one more solve for each. */
  readonly levels?: boolean;
}

export type MatchStage = 'ELIGIBLE' | 'ASSIGN' | 'EXPLAIN';

/** How far a run has come: `done` of `of` needs within the stage (for `ASSIGN`, solves begun). */
export interface MatchProgress {
  readonly stage: MatchStage;
  readonly done: number;
  readonly of: number;
}

const WIDENINGS = 3;
const REPORT_EVERY = 1000;

/** What was found and assigned: what one need after the other looked at, and who gets what. */
export interface Search {
  readonly looks: readonly Look[];
  readonly assignment: Assignment;
  readonly examined: number;
}

export const candidatesOf = (looks: readonly Look[]): readonly Candidate[] =>
  looks.flatMap(({ candidates }) => candidates);

/** Unserved needs whose search was cut, the most urgent first. */
const unservedAndCut = (
  { needs, policy }: Snapshot,
  looks: readonly Look[],
  { unserved }: Assignment,
): readonly number[] =>
  looks
    .flatMap(({ cut }, n) => (cut && (unserved[n] ?? 0) > 0 ? [n] : []))
    .sort(
      (a, b) =>
        (needs[b] ? policy.urgency[needs[b].urgency] : 0) - (needs[a] ? policy.urgency[needs[a].urgency] : 0) || a - b,
    );

/**
 * A cut must not make a shortage: whoever was cut and got too little looks again, further, among resources that still have room,
 * and sets aside what it finds so that the next one looks elsewhere; as long as the run's mean number of examined pairs allows it.
 */
const widen = (snapshot: Snapshot, search: Search, budget: number, round: number): Search => {
  const { assignment } = search;
  const looks = [...search.looks];
  const left = assignment.room.slice();
  let examined = search.examined;
  let found = false;
  for (const n of unservedAndCut(snapshot, looks, assignment)) {
    const limit = Math.min(snapshot.policy.maxCandidates * 2 ** round, budget - examined);
    const known = looks[n];
    if (limit <= 0 || known === undefined) break;
    const has = new Set(known.candidates.map(({ resource }) => resource));
    let owed = assignment.unserved[n] ?? 0;
    const more = lookAround(snapshot, n, {
      limit,
      wants: (r) => (left[r] ?? 0) > 0 && !has.has(r),
      isEnough: ({ resource, most }) => {
        const taken = Math.min(owed, left[resource] ?? 0, most ?? owed);
        left[resource] = (left[resource] ?? 0) - taken;
        owed -= taken;
        return owed === 0;
      },
    });
    examined += more.examined;
    found ||= more.candidates.length > 0;
    looks[n] = { ...known, candidates: [...known.candidates, ...more.candidates] };
  }
  return {
    looks,
    examined,
    assignment: found ? assign(snapshot, candidatesOf(looks), 'BRIEF', assignment) : assignment,
  };
};

/** What a need finds that looks for the first time; nothing when it wants nothing more. */
export const firstLook = (snapshot: Snapshot, n: number): Look => {
  const limits: LookLimits = { limit: snapshot.policy.maxCandidates, wants: () => true, isEnough: () => false };
  return (snapshot.wanted[n] ?? 0) > 0 ? lookAround(snapshot, n, limits) : NO_LOOK;
};

/** Candidates and the optimum over them, cut searches widened. */
export const searchAll = (snapshot: Snapshot, report: (progress: MatchProgress) => void): Search => {
  const { needs, policy, wanted } = snapshot;
  const looks = needs.map((_, n) => {
    if (n % REPORT_EVERY === 0) report({ stage: 'ELIGIBLE', done: n, of: needs.length });
    return firstLook(snapshot, n);
  });
  report({ stage: 'ASSIGN', done: 0, of: 1 + WIDENINGS });
  const examined = looks.reduce((sum, look) => sum + look.examined, 0);
  let search: Search = { looks, examined, assignment: assign(snapshot, candidatesOf(looks), 'BRIEF') };
  for (let round = 0; round < WIDENINGS; round++) {
    const misses = search.looks.filter(({ candidates }, n) => candidates.length === 0 && (wanted[n] ?? 0) > 0).length;
    const budget = policy.meanExamined * needs.length - misses * policy.maxNearMisses;
    report({ stage: 'ASSIGN', done: 1 + round, of: 1 + WIDENINGS });
    const before = search.examined;
    search = widen(snapshot, search, budget, round);
    if (search.examined === before) break;
  }
  return { ...search, assignment: assignFully(snapshot, search.assignment) };
};

const pairsByNeed = (
  needCount: number,
  candidates: readonly Candidate[],
): readonly { readonly candidate: Candidate; readonly at: number }[][] => {
  const lists: { candidate: Candidate; at: number }[][] = Array.from({ length: needCount }, () => []);
  candidates.forEach((candidate, at) => {
    lists[candidate.need]?.push({ candidate, at });
  });
  return lists;
};

/**
 * Proposes who should help with which need, to the best of the whole, and says why: hard rules by index, scores by policy, the exact
 * optimum as a flow, explanations from its prices. The same answer for the same input in any order. Throws a `RangeError` that names
 * the row and the field when the input cannot be meant. `report` is called between stages and while the stages go on.
 */
export const match = (input: MatchInput, report: (progress: MatchProgress) => void = () => undefined): MatchOutcome => {
  const { policy, today, fixed = [] } = input;
  checkPolicy(policy);
  const { needs, resources } = checkInput(input.needs, input.resources, fixed, today, input);
  const snapshot = takeSnapshot(needs, resources, fixed, policy, today, input);
  return tell(input, snapshot, searchAll(snapshot, report), report);
};

/** The whole answer: every need explained, then resources, shortages and totals. */
export const tell = (
  input: Pick<MatchInput, 'levels'>,
  snapshot: Snapshot,
  { looks, assignment, examined }: Search,
  report: (progress: MatchProgress) => void,
): MatchOutcome => {
  const { needs, policy, today } = snapshot;
  const pairs = pairsByNeed(needs.length, assignment.candidates);
  const told = explainable(assignment);
  let examinedPairs = examined;
  const outcomes: readonly NeedOutcome[] = needs.map((_, n) => {
    if (n % REPORT_EVERY === 0) report({ stage: 'EXPLAIN', done: n, of: needs.length });
    const explained = explain(snapshot, told, n, looks[n] ?? NO_LOOK, pairs[n] ?? []);
    examinedPairs += explained.examined;
    return explained.outcome;
  });
  return {
    policyVersion: policy.version,
    today,
    needs: outcomes,
    resources: resourceOutcomesOf(snapshot, assignment),
    shortages: rankByUnlock(snapshot, assignment, shortagesOf(needs, outcomes), policy.maxUnlocks),
    totals: totalsOf(snapshot, assignment, outcomes),
    examinedPairs,
    eligiblePairs: assignment.candidates.length,
    cutNeeds: looks.filter(({ cut }) => cut).length,
    ...(input.levels === true ? { levels: levelsOf(snapshot, assignment) } : {}),
  };
};
