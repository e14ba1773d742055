import type { Assignment } from '../assign.ts';
import { NO_LOOK } from '../eligible.ts';
import { explain } from '../explain.ts';
import type { NeedOutcome } from '../outcome.ts';
import { pairsOf, type RunState, unitOf, unitsOf, unservedOf } from './runState.ts';

const UNBOUNDED = 2 ** 31 - 1;

/**
 * Explains single needs of a run as it is now. What reads every resource is made once for all of them, and what reads every pair only
 * when an explanation asks for it.
 */
export const createTeller = (state: RunState): ((n: number) => NeedOutcome) => {
  const { snapshot, looks, flow } = state;
  const prices = flow.prices();
  const room = flow.rooms();
  let values: Float64Array | null = null;
  const lastUnitValues = (): Float64Array => {
    values ??= flow.lastUnitValues();
    return values;
  };
  const viewOf = (n: number): Assignment => {
    const { candidates } = looks[n] ?? NO_LOOK;
    const only = (value: number): Float64Array => {
      const array = new Float64Array(n + 1);
      array[n] = value;
      return array;
    };
    return {
      method: 'FLOW',
      candidates,
      scores: Int32Array.from(candidates, ({ score }) => score),
      flow: unitsOf(state, n),
      most: Int32Array.from(candidates, ({ most }) => Math.min(UNBOUNDED, most ?? UNBOUNDED)),
      prices,
      room,
      worths: only(flow.worthOf(n)),
      unserved: only(unservedOf(state, n)),
      nextPoints: only(flow.nextPointsOf(n)),
      get lastUnitValues() {
        return lastUnitValues();
      },
      fairnessPoints: 0,
      objective: 0,
      dualBound: 0,
    };
  };
  return (n) => {
    const assignment = state.wholes.get(unitOf(state, n))?.assignment ?? viewOf(n);
    return explain(snapshot, assignment, n, looks[n] ?? NO_LOOK, pairsOf(state, n)).outcome;
  };
};
