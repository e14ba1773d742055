import type { Assignment } from '../assign.ts';
import { NO_LOOK } from '../eligible.ts';
import { explain } from '../explain.ts';
import type { NeedOutcome } from '../outcome.ts';
import { pairsOf, type RunState, roomsOf, unitOf, unitsOf, unservedOf } from './runState.ts';

const UNBOUNDED = 2 ** 31 - 1;

/**
 * Explains single needs of a run as it is now. What reads every resource is made once for all of them, and what reads every pair only
 * when an explanation asks for it.
 */
export const createTeller = (state: RunState): ((n: number) => NeedOutcome) => {
  const { snapshot, looks, flow } = state;
  const prices = flow.prices();
  const room = roomsOf(state);
  let values: Float64Array | null = null;
  const lastUnitValues = (): Float64Array => {
    values ??= flow.lastUnitValues();
    return values;
  };
  const viewOf = (n: number): Assignment => {
    const whole = state.wholes.get(unitOf(state, n))?.assignment;
    const pairs = pairsOf(state, n);
    const candidates = pairs.map(({ candidate }) => candidate);
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
      most: Int32Array.from(
        pairs,
        ({ candidate, at }) => whole?.most[at] ?? Math.min(UNBOUNDED, candidate.most ?? UNBOUNDED),
      ),
      prices: whole?.prices ?? prices,
      ...(whole?.pairPrices ? { pairPrices: Float64Array.from(pairs, ({ at }) => whole.pairPrices?.[at] ?? 0) } : {}),
      room,
      worths: only(whole?.worths[n] ?? flow.worthOf(n)),
      unserved: only(unservedOf(state, n)),
      nextPoints: only(whole?.nextPoints[n] ?? flow.nextPointsOf(n)),
      get lastUnitValues() {
        return whole?.lastUnitValues ?? lastUnitValues();
      },
      fairnessPoints: 0,
      loadCost: 0,
      objective: 0,
      dualBound: 0,
    };
  };
  return (n) => {
    const pairs = pairsOf(state, n).map(({ candidate }, at) => ({ candidate, at }));
    return explain(snapshot, viewOf(n), n, looks[n] ?? NO_LOOK, pairs).outcome;
  };
};
