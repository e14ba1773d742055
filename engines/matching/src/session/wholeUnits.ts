import { assign } from '../assign.ts';
import type { Snapshot } from '../eligible.ts';
import { createFairness } from '../fairness.ts';
import { sideRulesOf, violationsOf } from '../sideRules.ts';
import type { RunState } from './runState.ts';

/** Puts the side rules to one unit of measure; where the flow breaks one, the unit is solved again in full, by branching. */
export const putRules = ({ snapshot, looks, flow, wholes }: RunState, unit: string): void => {
  const { needs, wanted } = snapshot;
  const some = needs.flatMap((need, n) => (need.unit === unit && (wanted[n] ?? 0) > 0 ? [n] : []));
  const candidates = some.flatMap((n) => looks[n]?.candidates ?? []);
  const units = new Int32Array(candidates.length);
  let at = 0;
  for (const n of some) {
    const own = flow.unitsOf(n, looks[n]?.candidates ?? []);
    units.set(own, at);
    at += own.length;
  }
  wholes.delete(unit);
  if (violationsOf(sideRulesOf(snapshot, candidates), units).length === 0) return;
  const only: Snapshot = { ...snapshot, wanted: needs.map((need, n) => (need.unit === unit ? (wanted[n] ?? 0) : 0)) };
  const unserved = Float64Array.from(only.wanted);
  let relaxed = 0;
  candidates.forEach(({ need, score }, k) => {
    unserved[need] = (unserved[need] ?? 0) - (units[k] ?? 0);
    relaxed += score * (units[k] ?? 0);
  });
  relaxed += createFairness(only).earned(unserved);
  const pairs = Map.groupBy(
    candidates.map((candidate, k) => ({ candidate, at: k })),
    ({ candidate }) => candidate.need,
  );
  wholes.set(unit, { assignment: assign(only, candidates, 'FULL'), pairs, relaxed });
};
