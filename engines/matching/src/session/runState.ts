import type { Assignment } from '../assign.ts';
import { type Candidate, type Look, NO_LOOK, type Snapshot } from '../eligible.ts';
import type { AssignMethod } from '../outcome.ts';
import type { KeptFlow } from './keptFlow.ts';
import type { Loads, Steady } from './told.ts';
import type { World } from './world.ts';

/** A candidate of a need and its position among the candidates that were assigned together. */
export interface PlacedPair {
  readonly candidate: Candidate;
  readonly at: number;
}

/** One unit of measure whose flow breaks a side rule, solved by branching: units of different kinds never compete. */
export interface WholeUnit {
  readonly assignment: Assignment;
  /** From where the next assignment goes on. */
  readonly earlier: Assignment['earlier'];
  /** Where the pairs of each of its needs begin among those of the assignment. */
  readonly firstAt: ReadonlyMap<number, number>;
  /** Points of what the flow makes of this unit, in whose place the assignment stands. */
  readonly relaxed: number;
}

/** All that an open run keeps. */
export interface RunState {
  readonly world: World;
  snapshot: Snapshot;
  readonly looks: Look[];
  readonly flow: KeptFlow;
  readonly wholes: Map<string, WholeUnit>;
  /** Needs whose search was cut and that want more than they get. */
  readonly short: Set<number>;
  /** What is told where that is steadier than the optimum. */
  steady: Steady | null;
  /** Once it is told. */
  loads: Loads | null;
}

export interface RunFigures {
  readonly method: AssignMethod;
  readonly objective: number;
  readonly gap: number;
  /** The part of the gap that is known: by how much the optimum is better than what a margin keeps. */
  readonly below: number;
  /** What the load of resources takes from the objective. */
  readonly loadCost: number;
}

export const unitOf = ({ snapshot }: RunState, n: number): string => snapshot.needs[n]?.unit ?? '';

const placedIn = ({ assignment: { candidates }, firstAt }: WholeUnit, n: number): readonly PlacedPair[] => {
  const placed: PlacedPair[] = [];
  for (let at = firstAt.get(n) ?? -1; ; at++) {
    const candidate = candidates[at];
    if (candidate?.need !== n) return placed;
    placed.push({ candidate, at });
  }
};

export const pairsOf = (state: RunState, n: number): readonly PlacedPair[] => {
  const whole = state.wholes.get(unitOf(state, n));
  return whole?.firstAt.has(n) === true
    ? placedIn(whole, n)
    : (state.looks[n] ?? NO_LOOK).candidates.map((candidate, at) => ({ candidate, at }));
};

/** Units that each candidate of a need is told, in the order of its look. */
export const unitsOf = (state: RunState, n: number): Int32Array => {
  const told = state.steady?.toldOf(n);
  if (told === undefined) return bestUnitsOf(state, n);
  return Int32Array.from(pairsOf(state, n), ({ candidate }) => told.get(candidate.resource) ?? 0);
};

/** Units that the optimum assigns to each, which is what is told where no margin is given. */
export const bestUnitsOf = (state: RunState, n: number): Int32Array => {
  const whole = state.wholes.get(unitOf(state, n));
  if (whole === undefined) return state.flow.unitsOf(n, state.looks[n]?.candidates ?? []);
  return Int32Array.from(placedIn(whole, n), ({ at }) => whole.assignment.flow[at] ?? 0);
};

/** The same as words to compare, by positions that do not change: `resource units` of each. */
export const heldBy = (state: RunState, n: number): string => {
  const { candidates } = state.looks[n] ?? NO_LOOK;
  const held: string[] = [];
  unitsOf(state, n).forEach((units, k) => {
    if (units > 0) held.push(`${candidates[k]?.resource} ${units}`);
  });
  return held.sort().join();
};

/** The resources in such words. */
export const resourcesIn = (held: string): readonly number[] =>
  held === '' ? [] : held.split(',').map((words) => Number.parseInt(words, 10));

/** Units that a need still wants. */
export const unservedOf = (state: RunState, n: number): number =>
  unitsOf(state, n).reduce((left, units) => left - units, state.snapshot.wanted[n] ?? 0);

/** Units that a resource has left beside what is told. */
export const roomOf = ({ flow, wholes, steady, snapshot }: RunState, r: number): number =>
  steady === null
    ? (wholes.get(snapshot.resources[r]?.unit ?? '')?.assignment.room[r] ?? flow.roomOf(r))
    : (snapshot.free[r] ?? 0) - steady.usedOf(r);

/** Points of the whole and how far they are at most from the best. */
export const figuresOf = (state: RunState): RunFigures => {
  const { flow, wholes, steady, loads } = state;
  const below = steady?.below() ?? 0;
  let objective = flow.objective() - below;
  let gap = below;
  let method: AssignMethod = 'FLOW';
  for (const { assignment, relaxed } of wholes.values()) {
    objective += assignment.objective - relaxed;
    gap += assignment.dualBound - assignment.objective;
    if (method !== 'HEURISTIC') method = assignment.method;
  }
  return { method, objective, gap, below, loadCost: loads?.total() ?? 0 };
};
