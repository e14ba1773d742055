import type { Assignment } from './assign.ts';
import {
  CAPACITY_BIT,
  type Candidate,
  componentsOf,
  isUnoffered,
  type Look,
  type NearMiss,
  nearerMiss,
  nearMisses,
  type Snapshot,
} from './eligible.ts';
import { compareText } from './input.ts';
import type { Alternative, NeedOutcome, Proposal, Unmet, UnmetCode } from './outcome.ts';
import { reasonsOf } from './reasons.ts';
import { namesOf, type Rule, travelOf } from './rules.ts';
import { total } from './score.ts';
import { minutesFor } from './travel.ts';

/** The fixed units of a need and everything else of its answer; `examined` counts the near misses that were looked at for it. */
export interface Explained {
  readonly outcome: NeedOutcome;
  readonly examined: number;
}

/** What of an assignment explanations tell. */
export interface Explainable extends Pick<Assignment, 'flow' | 'scores' | 'pairPrices' | 'displaces'> {
  readonly priceOf: (resource: number) => number;
  readonly roomOf: (resource: number) => number;
  /** What the whole would lose without one unit of a resource. */
  readonly lastUnitValueOf: (resource: number) => number;
  readonly worthOf: (need: number) => number;
  readonly unservedOf: (need: number) => number;
  readonly nextPointsOf: (need: number) => number;
}

/** Of each need and resource what its array says. */
export const explainable = (assignment: Assignment): Explainable => {
  const { prices, room, worths, unserved, nextPoints } = assignment;
  return {
    ...assignment,
    priceOf: (r) => prices[r] ?? 0,
    roomOf: (r) => room[r] ?? 0,
    lastUnitValueOf: (r) => assignment.lastUnitValues[r] ?? 0,
    worthOf: (n) => worths[n] ?? 0,
    unservedOf: (n) => unserved[n] ?? 0,
    nextPointsOf: (n) => nextPoints[n] ?? 0,
  };
};

const CODE_OF_RULE: Readonly<Record<Rule, UnmetCode>> = {
  UNIT: 'NO_RESOURCE_OF_SERVICE',
  SERVICE: 'NO_RESOURCE_OF_SERVICE',
  CATEGORY: 'NONE_FOR_THE_PURPOSE',
  SELF: 'NONE_PERMITTED',
  FAMILY: 'NONE_PERMITTED',
  EXCLUDED: 'NONE_PERMITTED',
  OPEN_REFERRAL: 'NONE_PERMITTED',
  EXPIRED: 'NONE_CURRENT',
  SKILL: 'NONE_WITH_SKILL',
  CERTIFICATE: 'NONE_CERTIFIED',
  HELPERS: 'NONE_LARGE_ENOUGH',
  VETTING: 'NONE_VETTED',
  GROUP: 'NONE_FOR_THE_GROUP',
  REGION: 'NONE_IN_REGION',
  GENDER: 'NONE_AS_WISHED',
  LANGUAGE: 'NONE_AS_WISHED',
  TIME: 'NONE_AT_THE_TIME',
  DISTANCE: 'NONE_NEAR',
  TRAVEL_TIME: 'NONE_WITHIN_TIME',
  PERSON_CAP: 'CAP_REACHED',
  CAPACITY: 'ALL_TAKEN',
};

interface Pair {
  readonly candidate: Candidate;
  readonly at: number;
}

const describe = (
  snapshot: Snapshot,
  { need, resource, distanceMetres }: Candidate,
): Omit<Proposal, 'units'> | null => {
  const asking = snapshot.needs[need];
  const giving = snapshot.resources[resource];
  if (asking === undefined || giving === undefined) return null;
  const components = componentsOf(snapshot, asking, giving, distanceMetres);
  const reasons = reasonsOf(snapshot, asking, giving, distanceMetres, components);
  return { resourceId: giving.id, score: total(components), components, distanceMetres, reasons };
};

const proposalsOf = (snapshot: Snapshot, { flow }: Explainable, pairs: readonly Pair[]): readonly Proposal[] =>
  pairs
    .map(({ candidate, at }) => ({ units: flow[at] ?? 0, candidate }))
    .filter(({ units }) => units > 0)
    .flatMap(({ units, candidate }) => {
      const words = describe(snapshot, candidate);
      return words === null ? [] : [{ ...words, units }];
    })
    .sort((a, b) => b.score - a.score || (a.resourceId < b.resourceId ? -1 : 1));

const alternativesOf = (
  snapshot: Snapshot,
  assignment: Explainable,
  n: number,
  pairs: readonly Pair[],
): readonly Alternative[] => {
  const { flow, pairPrices, scores, priceOf, roomOf } = assignment;
  const worth = assignment.worthOf(n);
  const idOf = ({ candidate }: { readonly candidate: Candidate }): string =>
    snapshot.resources[candidate.resource]?.id ?? '';
  return pairs
    .filter(({ at }) => (flow[at] ?? 0) === 0)
    .map(({ candidate, at }) => {
      const score = scores[at] ?? 0;
      const regret = Math.max(0, worth + (pairPrices?.[at] ?? priceOf(candidate.resource)) - score);
      return { candidate, regret, score };
    })
    .sort((a, b) => a.regret - b.regret || b.score - a.score || compareText(idOf(a), idOf(b)))
    .slice(0, snapshot.policy.maxAlternatives)
    .flatMap(({ candidate, regret }) => {
      const words = describe(snapshot, candidate);
      return words === null ? [] : [{ ...words, regret, hasRoom: roomOf(candidate.resource) > 0 }];
    });
};

const countRules = (misses: readonly NearMiss[]): Unmet['ruleCounts'] => {
  const counts: Partial<Record<Rule, number>> = {};
  for (const { broken } of misses) for (const rule of namesOf(broken)) counts[rule] = (counts[rule] ?? 0) + 1;
  return counts;
};

/** The rest of a need that has candidates: all of them are worth more elsewhere, or a cap holds it back from one that has room. */
const scarce = (
  { needs, resources, wanted }: Snapshot,
  assignment: Explainable,
  n: number,
  units: number,
  pairs: readonly Pair[],
  cut: boolean,
): Unmet => {
  const { scores, flow, priceOf, roomOf } = assignment;
  const capped = pairs.filter(({ candidate }) => roomOf(candidate.resource) > 0);
  const params: Record<string, string | number> = { candidates: pairs.length };
  if (cut) params.cut = 1;
  const obstacle = { obstacles: ['CAPACITY'], ruleCounts: { CAPACITY: pairs.length } } as const;
  const given = pairs.reduce((sum, { at }) => sum + (flow[at] ?? 0), 0);
  const spare = capped.reduce((sum, { candidate }) => sum + roomOf(candidate.resource), 0);
  if (needs[n]?.indivisible === true && given === 0 && capped.length > 0 && spare < units)
    return { units, code: 'ONLY_A_PART', params: { ...params, spareUnits: spare }, ...obstacle };
  const tooLittle = capped.filter(({ candidate }) => {
    const least = Math.min(resources[candidate.resource]?.leastUnits ?? 0, wanted[n] ?? 0);
    return roomOf(candidate.resource) < least || units < least;
  });
  if (tooLittle.length > 0 && tooLittle.length === capped.length)
    return { units, code: 'BELOW_LEAST', params, ...obstacle };
  if (capped.length > 0 && capped.every(({ candidate }) => resources[candidate.resource]?.matchGiving != null))
    return { units, code: 'ONLY_BESIDE_OTHERS', params, ...obstacle };
  if (capped.length > 0) {
    params.mostUnits = capped.reduce((sum, { at }) => sum + (flow[at] ?? 0), 0);
    return { units, code: 'CAP_REACHED', params, obstacles: ['PERSON_CAP'], ruleCounts: { PERSON_CAP: capped.length } };
  }
  const over = pairs.map(({ candidate, at }) => ({ price: priceOf(candidate.resource), score: scores[at] ?? 0 }));
  over.sort((a, b) => a.price - a.score - (b.price - b.score) || a.price - b.price);
  const nearest = over[0];
  if (nearest !== undefined) Object.assign(params, { price: nearest.price, score: nearest.score });
  // It drew lots: an answer just as good would have served it.
  const open = pairs.flatMap(({ candidate, at }) =>
    (flow[at] ?? 0) < (candidate.most ?? Number.POSITIVE_INFINITY)
      ? [{ resource: candidate.resource, score: scores[at] ?? 0 }]
      : [],
  );
  if (assignment.displaces?.(n, open)) params.tied = 1;
  return { units, code: 'ALL_TAKEN', params, obstacles: ['CAPACITY'], ruleCounts: { CAPACITY: pairs.length } };
};

/** A need without any candidate: which resource came closest, and which rules keep it away. */
const barred = (
  snapshot: Snapshot,
  assignment: Explainable,
  n: number,
  units: number,
  look: Look,
  misses: readonly NearMiss[],
): Unmet => {
  const need = snapshot.needs[n];
  if (need === undefined || isUnoffered(snapshot, need)) {
    const params = { service: need?.service ?? '', unit: need?.unit ?? '' };
    return { units, code: 'NO_RESOURCE_OF_SERVICE', params, obstacles: ['SERVICE'], ruleCounts: {} };
  }
  const withScarcity = (miss: NearMiss): NearMiss => {
    const resource = snapshot.resources[miss.resource];
    if (resource === undefined || assignment.roomOf(miss.resource) > 0) return miss;
    const score = total(componentsOf(snapshot, need, resource, miss.distanceMetres));
    // As much as the value of its last unit is enough: then some optimum serves the newcomer.
    const isTaken = assignment.displaces
      ? !assignment.displaces(n, [{ resource: miss.resource, score }])
      : score + assignment.nextPointsOf(n) < assignment.lastUnitValueOf(miss.resource);
    return isTaken ? { ...miss, broken: miss.broken | CAPACITY_BIT } : miss;
  };
  const all = look.nearMiss === null ? misses : [look.nearMiss, ...misses];
  const closest = all.map(withScarcity).reduce<NearMiss | null>(nearerMiss, null);
  const obstacles = namesOf(closest?.broken ?? 0);
  const only = obstacles.length === 1 ? obstacles[0] : undefined;
  const code = only === undefined ? 'SEVERAL_OBSTACLES' : CODE_OF_RULE[only];
  const params: Record<string, string | number> = { examined: misses.length };
  if (closest !== null) params.resourceId = snapshot.resources[closest.resource]?.id ?? '';
  if (closest !== null && closest.distanceMetres !== null) params.distanceMetres = closest.distanceMetres;
  const reached = closest === null ? undefined : snapshot.resources[closest.resource];
  const circle = reached === undefined ? null : travelOf(reached);
  if (circle !== null && typeof params.distanceMetres === 'number') {
    params.minutes = minutesFor(params.distanceMetres, snapshot.policy.travel[circle.mode]);
    params.mode = circle.mode;
  }
  if (only === undefined) params.rules = obstacles.join(' ');
  if (look.cut) params.cut = 1;
  return { units, code, params, obstacles, ruleCounts: countRules(all) };
};

/** Everything one need is told: what it gets and why, what would be next at which regret, and what stands in the way of the rest. */
export const explain = (
  snapshot: Snapshot,
  assignment: Explainable,
  n: number,
  look: Look,
  pairs: readonly Pair[],
): Explained => {
  const need = snapshot.needs[n];
  if (need === undefined) throw new RangeError(`Asked for need ${n} when expected 0 to ${snapshot.needs.length - 1}.`);
  const unserved = assignment.unservedOf(n);
  const misses = unserved > 0 && pairs.length === 0 ? nearMisses(snapshot, n) : [];
  const unmet =
    unserved === 0
      ? null
      : pairs.length > 0
        ? scarce(snapshot, assignment, n, unserved, pairs, look.cut)
        : barred(snapshot, assignment, n, unserved, look, misses);
  const wanted = snapshot.wanted[n] ?? 0;
  const outcome: NeedOutcome = {
    needId: need.id,
    units: need.units,
    fixedUnits: need.units - wanted,
    proposedUnits: wanted - unserved,
    proposed: proposalsOf(snapshot, assignment, pairs),
    alternatives: alternativesOf(snapshot, assignment, n, pairs),
    unmet,
    worth: Math.max(0, assignment.worthOf(n) + assignment.nextPointsOf(n)),
    candidates: pairs.length,
    cut: look.cut,
  };
  return { outcome, examined: misses.length };
};
