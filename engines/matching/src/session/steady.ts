import { type Candidate, NO_LOOK, personKeyOf } from '../eligible.ts';
import { sideRulesOf, violationsOf } from '../sideRules.ts';
import { connectBy } from './connect.ts';
import { bestUnitsOf, pairsOf, type RunState } from './runState.ts';
import { createStandings, type Step } from './standings.ts';
import type { Steady, Units } from './told.ts';

const NOTHING: Units = new Map();

/** What the optimum gives a need. */
const bestOf = (state: RunState, n: number): Units => {
  const units = bestUnitsOf(state, n);
  const held = new Map<number, number>();
  pairsOf(state, n).forEach(({ candidate }, k) => {
    if ((units[k] ?? 0) > 0) held.set(candidate.resource, units[k] ?? 0);
  });
  return held;
};

const isSame = (a: Units, b: Units): boolean =>
  a.size === b.size && a.entries().every(([resource, units]) => b.get(resource) === units);

/** Begins with the optimum as it is. */
export const createSteady = (state: RunState, margin: number): Steady => {
  if (!(margin >= 0)) throw new RangeError(`The margin is ${margin} when expected at least 0.`);
  const told: Units[] = state.snapshot.needs.map((_, n) => bestOf(state, n));
  const standings = createStandings();
  state.snapshot.needs.forEach((_, n) => {
    standings.put(state.snapshot, n, told[n] ?? NOTHING);
  });
  const differing = new Set<number>();
  const toldOf = (n: number): Units => told[n] ?? NOTHING;
  const candidatesOf = (n: number): readonly Candidate[] => (state.looks[n] ?? NO_LOOK).candidates;
  const stepOf = (n: number): Step => ({ n, from: toldOf(n), to: bestOf(state, n), candidates: candidatesOf(n) });

  /** Lets go of what a need may not have any more. */
  const clip = (n: number): void => {
    const most = new Map(candidatesOf(n).map((candidate) => [candidate.resource, candidate.most]));
    const wants = (state.snapshot.wanted[n] ?? 0) > 0;
    const kept = [...toldOf(n)].flatMap(([resource, units]): (readonly [number, number])[] => {
      const own = wants ? most.get(resource) : undefined;
      return own === undefined ? [] : [[resource, own === null ? units : Math.min(units, own)]];
    });
    told[n] = new Map(kept.filter(([, units]) => units > 0));
    standings.put(state.snapshot, n, toldOf(n));
  };

  const keepsRules = (needs: readonly number[]): boolean => {
    const candidates = needs.flatMap(candidatesOf);
    const units = Int32Array.from(candidates, ({ need, resource }) => toldOf(need).get(resource) ?? 0);
    return violationsOf(sideRulesOf(state.snapshot, candidates), units).length === 0;
  };
  const isPossible = (steps: readonly Step[]): boolean =>
    steps.every(
      ({ n, from }) =>
        from.values().reduce((sum, units) => sum + units, 0) <= (state.snapshot.wanted[n] ?? 0) &&
        from.keys().every((r) => standings.usedOf(r) <= (state.snapshot.free[r] ?? 0)),
    ) && keepsRules(steps.map(({ n }) => n));
  const isFree = ({ from, to }: Step): boolean => from.entries().every(([r, units]) => (to.get(r) ?? 0) >= units);
  const isMade = (steps: readonly Step[]): boolean =>
    steps.every(isFree) || standings.gainOf(state.snapshot, steps) > margin || !isPossible(steps);

  const make = ({ n, to }: Step): void => {
    told[n] = to;
    standings.put(state.snapshot, n, to);
    differing.delete(n);
  };

  return {
    toldOf,
    usedOf: standings.usedOf,
    below: () => standings.gainOf(state.snapshot, [...differing].map(stepOf)),
    follow: (needs) => {
      for (const n of needs) differing.add(n);
      const before = new Map([...differing].map((n) => [n, toldOf(n)] as const));
      for (const n of before.keys()) clip(n);
      const steps = [...differing].sort((a, b) => a - b).map(stepOf);
      for (const { n, from, to } of steps) if (isSame(from, to)) differing.delete(n);
      let left = connectBy(
        steps.filter(({ n }) => differing.has(n)),
        ({ n, from, to }) => {
          const need = state.snapshot.needs[n];
          const at = [...new Set([...from.keys(), ...to.keys()])].filter((r) => from.get(r) !== to.get(r));
          return [...at, need === undefined ? '' : personKeyOf(need)];
        },
      );
      // One that is made changes what served shares are worth to the others.
      for (let count = -1; count !== left.length; ) {
        count = left.length;
        left = left.filter((connected) => {
          if (!isMade(connected)) return true;
          connected.forEach(make);
          return false;
        });
      }
      return [...before].flatMap(([n, old]) => (isSame(old, toldOf(n)) ? [] : [n])).sort((a, b) => a - b);
    },
  };
};
