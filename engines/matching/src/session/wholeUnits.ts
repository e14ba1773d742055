import { type Assignment, assign } from '../assign.ts';
import type { Candidate, Snapshot } from '../eligible.ts';
import { loadCost } from '../evenLoad.ts';
import { createFairness } from '../fairness.ts';
import { sideRulesOf, violationsOf } from '../sideRules.ts';
import type { RunState, WholeUnit } from './runState.ts';

const openNeedsOf = ({ needs, wanted }: Snapshot, unit: string): readonly number[] =>
  needs.flatMap((need, n) => (need.unit === unit && (wanted[n] ?? 0) > 0 ? [n] : []));

interface Part {
  readonly candidates: readonly Candidate[];
  readonly units: Int32Array;
}

/** Candidates of some needs, and what the flow gives them. */
const partOf = ({ looks, flow }: RunState, some: readonly number[]): Part => {
  const candidates = some.flatMap((n) => looks[n]?.candidates ?? []);
  const units = new Int32Array(candidates.length);
  let at = 0;
  for (const n of some) {
    const own = flow.unitsOf(n, looks[n]?.candidates ?? []);
    units.set(own, at);
    at += own.length;
  }
  return { candidates, units };
};

const breaksRule = ({ snapshot }: RunState, { candidates, units }: Part): boolean =>
  violationsOf(sideRulesOf(snapshot, candidates), units).length > 0;

/**
 * True when a unit that kept all side rules before may not do so now: a rule is about the pairs of one need or of one person, so only the
 * needs that changed, and those of the same people, are looked at.
 */
const isBrokenBy = (state: RunState, unit: string, concerned: ReadonlySet<number>): boolean => {
  const { needs } = state.snapshot;
  const people = new Set([...concerned].map((n) => needs[n]?.personKey ?? null));
  const some = openNeedsOf(state.snapshot, unit).filter((n) => {
    const personKey = needs[n]?.personKey ?? null;
    return concerned.has(n) || (personKey !== null && people.has(personKey));
  });
  return breaksRule(state, partOf(state, some));
};

/** Puts the side rules to one unit of measure; where the flow breaks one, the unit is solved again in full, by branching. */
export const putRules = (
  state: RunState,
  unit: string,
  concerned?: ReadonlySet<number>,
  known?: Pick<Assignment, 'groups'>,
): void => {
  const { snapshot, wholes } = state;
  if (concerned !== undefined && !wholes.has(unit) && !isBrokenBy(state, unit, concerned)) return;
  const part = partOf(state, openNeedsOf(snapshot, unit));
  wholes.delete(unit);
  if (breaksRule(state, part)) wholes.set(unit, solveWhole(snapshot, unit, part, known));
};

const solveWhole = (
  snapshot: Snapshot,
  unit: string,
  { candidates, units }: Part,
  known: Pick<Assignment, 'groups'> = {},
): WholeUnit => {
  const { needs, wanted } = snapshot;
  const only: Snapshot = { ...snapshot, wanted: needs.map((need, n) => (need.unit === unit ? (wanted[n] ?? 0) : 0)) };
  const unserved = Float64Array.from(only.wanted);
  const room = Float64Array.from(only.free);
  let relaxed = 0;
  candidates.forEach(({ need, resource, score }, k) => {
    room[resource] = (room[resource] ?? 0) - (units[k] ?? 0);
    unserved[need] = (unserved[need] ?? 0) - (units[k] ?? 0);
    relaxed += score * (units[k] ?? 0);
  });
  relaxed += createFairness(only).earned(unserved) - loadCost(only, room);
  const pairs = Map.groupBy(
    candidates.map((candidate, k) => ({ candidate, at: k })),
    ({ candidate }) => candidate.need,
  );
  // Needs of a kept run are all judged by the same means, so that one answer is the same whether told alone or with all.
  const { displaces: _, groups: __, ...assignment } = assign(only, candidates, 'FULL', known);
  return { assignment, pairs, relaxed };
};
