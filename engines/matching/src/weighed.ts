import type { Candidate, Sides } from './eligible.ts';
import { createEvenLoad } from './evenLoad.ts';
import { createFairness, type Fairness } from './fairness.ts';
import type { TransportProblem } from './flow/network.ts';

/** What a policy weighs beyond single pairs, as parts of one transport problem: served shares of communities, and the load of resources. */
export interface Weighed {
  readonly fairness: Fairness;
  /** Added to the score of every pair. */
  readonly base: number;
  /** The most that using one unit of a resource costs. */
  readonly most: number;
  readonly extend: <T extends TransportProblem>(problem: T) => T;
  /** Points of an assignment, given the objective of the extended problem. */
  readonly restore: (objective: number) => number;
}

export const weigh = (snapshot: Sides, candidates: readonly Candidate[]): Weighed => {
  const fairness = createFairness(snapshot);
  const used = new Set<number>();
  for (const { resource } of candidates) used.add(resource);
  const load = createEvenLoad(snapshot, used);
  return {
    fairness,
    base: fairness.base,
    most: load.most,
    extend: (problem) => load.extend(fairness.extend(problem)),
    restore: (objective) => load.restore(fairness.restore(objective)),
  };
};
