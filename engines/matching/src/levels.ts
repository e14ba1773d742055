import { type Assignment, assign } from './assign.ts';
import { componentsOf, type Snapshot } from './eligible.ts';
import { loadCost } from './evenLoad.ts';
import { createFairness } from './fairness.ts';
import type { LevelFigure, LevelReport } from './outcome.ts';
import { type MatchPolicy, POLICY_LEVELS, type PolicyLevel, SCORE_PARTS } from './policy.ts';
import { type ScoreComponents, total } from './score.ts';

/** The policy in which a level earns nothing; without urgency every unit counts alike, as one that can wait. */
export const withoutLevel = (policy: MatchPolicy, level: PolicyLevel): MatchPolicy => {
  if (level === 'evenLoad') return { ...policy, evenLoad: { ...policy.evenLoad, points: 0, runPoints: 0 } };
  if (level !== 'urgency') return { ...policy, [level]: { ...policy[level], points: 0 } };
  const least = Math.min(...Object.values(policy.urgency));
  return { ...policy, urgency: { LOW: least, MEDIUM: least, HIGH: least, CRITICAL: least } };
};

type Points = Readonly<Record<PolicyLevel, number>>;

const componentsIn = (snapshot: Snapshot, { candidates }: Assignment, k: number): ScoreComponents | null => {
  const candidate = candidates[k];
  const need = snapshot.needs[candidate?.need ?? -1];
  const resource = snapshot.resources[candidate?.resource ?? -1];
  return candidate && need && resource ? componentsOf(snapshot, need, resource, candidate.distanceMetres) : null;
};

/** What every level of a policy earns by an assignment, whichever policy that assignment was made for. */
const earnedBy = (snapshot: Snapshot, assignment: Assignment): Points => {
  const points: Record<PolicyLevel, number> = { ...noPoints };
  assignment.flow.forEach((units, k) => {
    const components = units === 0 ? null : componentsIn(snapshot, assignment, k);
    if (components !== null) for (const part of SCORE_PARTS) points[part] += units * components[part];
  });
  points.evenLoad -= loadCost(snapshot, assignment.room);
  points.fairness = createFairness(snapshot).earned(assignment.unserved);
  return points;
};

const noPoints: Points = {
  urgency: 0,
  fairness: 0,
  waiting: 0,
  nearness: 0,
  fit: 0,
  continuity: 0,
  wishes: 0,
  restricted: 0,
  expiring: 0,
  evenLoad: 0,
  declined: 0,
};

const metBy = ({ wanted }: Snapshot, { unserved }: Assignment): number =>
  wanted.filter((units, n) => units > 0 && (unserved[n] ?? 0) === 0).length;

/**
 * What each level of the policy earned and what it cost the others: the same candidates are assigned once more without it, and the
 * others' points are counted in both answers. Each cost is a difference of two optima; where one of them is not proven, `isExact` says so.
 */
export const levelsOf = (snapshot: Snapshot, assignment: Assignment): readonly LevelReport[] => {
  const now = earnedBy(snapshot, assignment);
  const least = Math.min(...Object.values(snapshot.policy.urgency));
  const servedUnits = (from: Assignment): number => from.flow.reduce((sum, units) => sum + units, 0);
  return POLICY_LEVELS.map((level) => {
    const without: Snapshot = { ...snapshot, policy: withoutLevel(snapshot.policy, level) };
    const candidates = assignment.candidates.map((candidate, k) => {
      const components = componentsIn(without, assignment, k);
      return components === null ? candidate : { ...candidate, score: total(components) };
    });
    // No proposal: where branching would go on, the figure is told as not exact.
    const other = assign(without, candidates, 'BRIEF');
    const then = earnedBy(snapshot, other);
    const others = POLICY_LEVELS.filter((name) => name !== level).map(
      (name): LevelFigure => ({ level: name, points: now[name], without: then[name] }),
    );
    // Without urgency a unit served still counts, as one that can wait: this part of its points is no weighing of needs.
    const alike = level === 'urgency' ? least * (servedUnits(other) - servedUnits(assignment)) : 0;
    return {
      level,
      points: now[level],
      cost: others.reduce((sum, figure) => sum + figure.without - figure.points, alike),
      others,
      met: { now: metBy(snapshot, assignment), without: metBy(snapshot, other) },
      isExact: assignment.dualBound === assignment.objective && other.dualBound === other.objective,
    };
  });
};
