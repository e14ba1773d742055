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
  const { needs, wanted } = state.snapshot;
  const some = new Set<number>();
  for (const concernedNeed of concerned) {
    const personKey = needs[concernedNeed]?.personKey ?? null;
    const hers = personKey === null ? [] : (state.world.needsOf.get(personKey) ?? []);
    for (const n of [concernedNeed, ...hers])
      if (needs[n]?.unit === unit && (wanted[n] ?? 0) > 0 && (n === concernedNeed || needs[n]?.personKey === personKey))
        some.add(n);
  }
  return breaksRule(
    state,
    partOf(
      state,
      [...some].sort((a, b) => a - b),
    ),
  );
};

/** Puts the side rules to one unit of measure; where the flow breaks one, the unit is solved again in full, by branching. */
export const putRules = (state: RunState, unit: string, concerned: ReadonlySet<number>): void => {
  const { snapshot, wholes } = state;
  if (!wholes.has(unit) && !isBrokenBy(state, unit, concerned)) return;
  const part = partOf(state, openNeedsOf(snapshot, unit));
  const earlier = wholes.get(unit)?.earlier;
  wholes.delete(unit);
  if (!breaksRule(state, part)) return;
  const only = onlyOf(snapshot, unit);
  wholes.set(unit, wholeOf(state, unit, part, assign(only, part.candidates, 'FULL', earlier && { earlier })));
};

/** The same for every unit at the beginning, when an assignment of all of them is known. */
export const putFirstRules = (state: RunState, assignment: Assignment): void => {
  const { snapshot, wholes } = state;
  for (const unit of new Set(snapshot.needs.map((need) => need.unit))) {
    const part = partOf(state, openNeedsOf(snapshot, unit));
    if (breaksRule(state, part))
      wholes.set(unit, wholeOf(state, unit, part, takeUnit(snapshot, unit, part, assignment)));
  }
};

/** Whether a need of a unit of measure is told something else than before, now that the unit was solved in full again, or need not be. */
export const tellsOther = (before: WholeUnit | undefined, now: WholeUnit | undefined, n: number): boolean => {
  if (before === undefined || now === undefined) return before !== now;
  const [old, own] = [before.assignment, now.assignment];
  if (old.worths[n] !== own.worths[n] || old.nextPoints[n] !== own.nextPoints[n]) return true;
  const [from, to] = [before.firstAt.get(n), now.firstAt.get(n)];
  if (from === undefined || to === undefined) return from !== to;
  const priceOf = ({ pairPrices, prices }: Assignment, k: number, resource: number) =>
    pairPrices?.[k] ?? prices[resource];
  const hasRoom = ({ room }: Assignment, resource: number): boolean => (room[resource] ?? 0) > 0;
  for (let at = 0; ; at++) {
    const [a, b] = [from + at, to + at];
    const candidate = own.candidates[b];
    if (candidate?.need !== n) return old.candidates[a]?.need === n;
    const { resource } = candidate;
    const isSame =
      old.candidates[a] === candidate &&
      old.flow[a] === own.flow[b] &&
      old.most[a] === own.most[b] &&
      priceOf(old, a, resource) === priceOf(own, b, resource) &&
      hasRoom(old, resource) === hasRoom(own, resource);
    if (!isSame) return true;
  }
};

const onlyOf = (snapshot: Snapshot, unit: string): Snapshot => ({
  ...snapshot,
  wanted: snapshot.needs.map((need, n) => (need.unit === unit ? (snapshot.wanted[n] ?? 0) : 0)),
});

/** Points of so many units of the pairs of one unit of measure, fairness and load included. */
const pointsOf = (only: Snapshot, candidates: readonly Candidate[], units: Int32Array): number => {
  const unserved = Float64Array.from(only.wanted);
  const room = Float64Array.from(only.free);
  let points = 0;
  candidates.forEach(({ need, resource, score }, k) => {
    room[resource] = (room[resource] ?? 0) - (units[k] ?? 0);
    unserved[need] = (unserved[need] ?? 0) - (units[k] ?? 0);
    points += score * (units[k] ?? 0);
  });
  return points + createFairness(only).earned(unserved) - loadCost(only, room);
};

/** What an assignment of all units of measure says of one: they share nothing, so points and bound of the whole are the sums of theirs. */
const takeUnit = (snapshot: Snapshot, unit: string, { candidates }: Part, all: Assignment): Assignment => {
  const { needs } = snapshot;
  const { earlier, joint = [] } = all;
  const only = onlyOf(snapshot, unit);
  const isOfUnit = (candidate: Candidate | undefined): boolean => needs[candidate?.need ?? -1]?.unit === unit;
  const pointsIn = (flow: Int32Array): number => {
    const units = new Int32Array(candidates.length);
    let to = 0;
    all.candidates.forEach((candidate, k) => {
      if (isOfUnit(candidate)) units[to++] = flow[k] ?? 0;
    });
    return pointsOf(only, candidates, units);
  };
  const groups = (earlier?.groups ?? []).filter((group) => isOfUnit(group.candidates[0]));
  const gaps = groups.reduce((sum, { branched }) => sum + branched.dualBound - branched.objective, 0);
  const objective = pointsIn(all.flow);
  const dualBound = Math.max(objective, pointsIn(earlier?.flow ?? all.flow) + gaps);
  return {
    ...all,
    method: groups.length === 0 ? 'FLOW' : dualBound === objective ? 'BRANCH_AND_BOUND' : 'HEURISTIC',
    joint: joint.filter(({ pairs }) => isOfUnit(all.candidates[pairs[0] ?? -1])),
    objective,
    dualBound,
  };
};

const wholeOf = (state: RunState, unit: string, { candidates, units }: Part, assigned: Assignment): WholeUnit => {
  // Needs of a kept run are all judged by the same means, so that one answer is the same whether told alone or with all.
  const { displaces: _, earlier, ...assignment } = assigned;
  const firstAt = new Map<number, number>();
  assignment.candidates.forEach(({ need }, k) => {
    if (state.snapshot.needs[need]?.unit === unit && !firstAt.has(need)) firstAt.set(need, k);
  });
  return { assignment, earlier, firstAt, relaxed: pointsOf(onlyOf(state.snapshot, unit), candidates, units) };
};
