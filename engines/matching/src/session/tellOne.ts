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
  // Of each only the place of the need that is told is read.
  const [worths, unserved, nextPoints] = [0, 0, 0].map(() => new Float64Array(snapshot.needs.length)) as [
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  const viewOf = (n: number): Assignment => {
    const whole = state.wholes.get(unitOf(state, n))?.assignment;
    const pairs = pairsOf(state, n);
    const candidates = pairs.map(({ candidate }) => candidate);
    worths[n] = whole?.worths[n] ?? flow.worthOf(n);
    unserved[n] = unservedOf(state, n);
    nextPoints[n] = whole?.nextPoints[n] ?? flow.nextPointsOf(n);
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
      worths,
      unserved,
      nextPoints,
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
