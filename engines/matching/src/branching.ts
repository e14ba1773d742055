import type { Whereabouts } from './flow/startFrom.ts';
import type { BoundedProblem } from './joint.ts';
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

/** Where a solve ended, and how many pairs and groups of pairs it had beyond those of the problem itself. */
export interface Ended extends Whereabouts {
  readonly added: number;
  readonly groups: number;
}

export interface Relaxed {
  readonly flow: Int32Array;
  readonly objective: number;
  /** Where the solve of the whole transport problem ended. */
  readonly end?: Ended;
}

export const wholeBranch = (bound: number): Branch => ({
  low: new Map(),
  high: new Map(),
  forced: new Set(),
  floors: new Map(),
  bound,
});
