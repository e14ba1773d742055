import type { BranchedGroup } from './groups.ts';
import type { Solve } from './whereToBegin.ts';

/** What is kept of an assignment, from which the next one goes on: its first solve, and what branching made of that. */
export interface Earlier extends Solve {
  readonly flow: Int32Array;
  readonly groups: readonly BranchedGroup[];
}
