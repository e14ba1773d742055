import { NO_LOOK } from '../eligible.ts';
import { type Explainable, explain } from '../explain.ts';
import type { NeedOutcome } from '../outcome.ts';
import { pairsOf, type RunState, roomOf, unitOf, unitsOf, unservedOf } from './runState.ts';

/** What a need of a run is told as the run is now. */
export const tellOne = (state: RunState, n: number): NeedOutcome => {
  const { snapshot, looks } = state;
  const pairs = pairsOf(state, n).map(({ candidate }, at) => ({ candidate, at }));
  return explain(snapshot, viewOf(state, n), n, looks[n] ?? NO_LOOK, pairs).outcome;
};

const viewOf = (state: RunState, n: number): Explainable => {
  const { flow } = state;
  const whole = state.wholes.get(unitOf(state, n))?.assignment;
  const pairs = pairsOf(state, n);
  return {
    scores: Int32Array.from(pairs, ({ candidate }) => candidate.score),
    flow: unitsOf(state, n),
    ...(whole?.pairPrices ? { pairPrices: Float64Array.from(pairs, ({ at }) => whole.pairPrices?.[at] ?? 0) } : {}),
    priceOf: (r) => whole?.prices[r] ?? flow.priceOf(r),
    roomOf: (r) => roomOf(state, r),
    lastUnitValueOf: (r) => whole?.lastUnitValues[r] ?? flow.lastUnitValueOf(r),
    worthOf: (need) => whole?.worths[need] ?? flow.worthOf(need),
    unservedOf: (need) => unservedOf(state, need),
    nextPointsOf: (need) => whole?.nextPoints[need] ?? flow.nextPointsOf(need),
  };
};
