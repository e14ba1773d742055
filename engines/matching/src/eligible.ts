import type { BeneficiaryCap, Circumstances, FixedAssignment, MatchNeed, MatchResource } from './input.ts';
import { type Past, recall } from './past.ts';
import { metresBetween } from './places.ts';
import type { MatchPolicy } from './policy.ts';
import { createResourceIndex, type ResourceIndex, regionKey, type Shelf, type Shelved } from './resourceIndex.ts';
import { brokenRules, type PairFacts, ruleBit, travelOf } from './rules.ts';
import { type ScoreComponents, scorePair, total } from './score.ts';
import { minutesFor, reachOf } from './travel.ts';

/** The snapshot of one run, in the order of ids: what is asked, what is free, what is already promised. */
export interface Snapshot {
  readonly needs: readonly MatchNeed[];
  readonly resources: readonly MatchResource[];
  readonly policy: MatchPolicy;
  readonly today: string;
  readonly index: ResourceIndex;
  /** Units still wanted and still free, after fixed assignments. */
  readonly wanted: readonly number[];
  readonly free: readonly number[];
  /** Fixed units by `need|resource` and `person|resource`, positions and keys as `pairKey` and `personKeyOf` write them. */
  readonly fixedByPair: ReadonlyMap<string, number>;
  readonly fixedByPerson: ReadonlyMap<string, number>;
  readonly past: Past;
}

/** What each side has, without what lies between them. */
export type Sides = Pick<Snapshot, 'needs' | 'resources' | 'wanted' | 'free' | 'policy'>;

/** One pair that breaks no rule, with the points of one unit. `most` is the most units it may carry, `null` without a cap. */
export interface Candidate {
  readonly score: number;
  readonly need: number;
  readonly resource: number;
  readonly distanceMetres: number | null;
  readonly most: number | null;
}

/** What one need found: its candidates, and whether more resources lay beyond the cut. */
export interface Look {
  readonly candidates: readonly Candidate[];
  readonly examined: number;
  readonly cut: boolean;
  /** Among the pairs that broke a rule, those that broke the fewest, as a resource and a mask of rules. */
  readonly nearMiss: NearMiss | null;
}

/** The look of a need that wants nothing. */
export const NO_LOOK: Look = { candidates: [], examined: 0, cut: false, nearMiss: null };

export interface NearMiss {
  readonly resource: number;
  readonly broken: number;
  readonly distanceMetres: number | null;
}

/** Key of a pair by position. */
export const pairKey = (need: number, resource: number): string => `${need}|${resource}`;

/** Who a cap counts for: the person where known, else the need by itself. */
export const personKeyOf = (need: MatchNeed): string =>
  need.personKey === null ? `need ${need.id}` : `person ${need.personKey}`;

/** Subtracts what is fixed and indexes what remains. Fixed assignments of needs or resources not in the input count for nothing. */
export const takeSnapshot = (
  needs: readonly MatchNeed[],
  resources: readonly MatchResource[],
  fixed: readonly FixedAssignment[],
  policy: MatchPolicy,
  today: string,
  circumstances: Circumstances = {},
): Snapshot => {
  const needAt = new Map(needs.map(({ id }, k) => [id, k]));
  const resourceAt = new Map(resources.map(({ id }, k) => [id, k]));
  const wanted = needs.map(({ units }) => units);
  const free = resources.map(({ capacity }) => capacity);
  const past = recall(circumstances, policy, today);
  const fixedByPair = new Map<string, number>();
  const fixedByPerson = new Map<string, number>();
  const add = (to: Map<string, number>, key: string, units: number): unknown => to.set(key, (to.get(key) ?? 0) + units);
  for (const { needId, resourceId, units } of fixed) {
    const n = needAt.get(needId);
    const r = resourceAt.get(resourceId);
    if (n !== undefined) wanted[n] = Math.max(0, (wanted[n] ?? 0) - units);
    if (r !== undefined) free[r] = Math.max(0, (free[r] ?? 0) - units);
    const need = n === undefined ? undefined : needs[n];
    if (n === undefined || r === undefined || need === undefined) continue;
    add(fixedByPair, pairKey(n, r), units);
    const resource = resources[r];
    add(fixedByPerson, `${personKeyOf(need)}|${r}`, units);
    for (const { id } of resource === undefined ? [] : past.capsOf(resource))
      add(fixedByPerson, `${personKeyOf(need)}|cap ${id}`, units);
  }
  const { vettingFreeUnits } = policy;
  const index = createResourceIndex(shelvedOf({ resources, free, today }), {
    ...{ today, vettingFreeUnits },
    reachOf: (resource) => reachOf(resource, policy.travel),
  });
  return { needs, resources, policy, today, index, wanted, free, fixedByPair, fixedByPerson, past };
};

const shelvedOf = ({ resources, free, today }: Pick<Snapshot, 'resources' | 'free' | 'today'>): Shelved => ({
  resources,
  isLive: (item) => {
    const expiresOn = resources[item]?.expiresOn ?? null;
    return (free[item] ?? 0) > 0 && (expiresOn === null || expiresOn >= today);
  },
});

/** The index of a later snapshot: shelves stay that nothing differs for. */
export const indexAfter = (before: Snapshot, now: Snapshot): ResourceIndex => {
  const changed: number[] = [];
  now.resources.forEach((resource, r) => {
    if (resource !== before.resources[r] || now.free[r] !== before.free[r]) changed.push(r);
  });
  return changed.length === 0 ? before.index : before.index.after(changed, shelvedOf(before), shelvedOf(now));
};

const distanceOf = (need: MatchNeed, { longitude, latitude }: MatchResource): number | null =>
  longitude === null || latitude === null ? null : metresBetween(need.longitude, need.latitude, longitude, latitude);

/** Units that a person may still have under a cap over several resources. */
export const leftUnder = ({ fixedByPerson, past }: Snapshot, need: MatchNeed, cap: BeneficiaryCap): number =>
  cap.mostUnits -
  (need.personKey === null ? 0 : past.hadUnder(need.personKey, cap)) -
  (fixedByPerson.get(`${personKeyOf(need)}|cap ${cap.id}`) ?? 0);

/** Units that a person may still have from a resource by the caps of this resource alone. */
export const leftOf = (
  { fixedByPerson, past }: Snapshot,
  need: MatchNeed,
  r: number,
  resource: MatchResource,
): number => past.capLeft(need, resource) - (fixedByPerson.get(`${personKeyOf(need)}|${r}`) ?? 0);

const capLeftOf = (snapshot: Snapshot, need: MatchNeed, r: number, resource: MatchResource): number =>
  snapshot.past
    .capsOf(resource)
    .reduce((least, cap) => Math.min(least, leftUnder(snapshot, need, cap)), leftOf(snapshot, need, r, resource));

const factsOf = (snapshot: Snapshot, n: number, r: number, need: MatchNeed, resource: MatchResource): PairFacts => {
  const distanceMetres = distanceOf(need, resource);
  const circle = travelOf(resource);
  return {
    today: snapshot.today,
    vettingFreeUnits: snapshot.policy.vettingFreeUnits,
    distanceMetres,
    travelMinutes:
      circle === null || distanceMetres === null
        ? null
        : minutesFor(distanceMetres, snapshot.policy.travel[circle.mode]),
    free: snapshot.free[r] ?? 0,
    capLeft: capLeftOf(snapshot, need, r, resource),
    openReferral: snapshot.fixedByPair.size > 0 && snapshot.fixedByPair.has(pairKey(n, r)),
  };
};

/** The pair with a resource that is supposed at position `r`, or `null` when it breaks a rule. */
export const candidateOf = (snapshot: Snapshot, n: number, r: number, resource: MatchResource): Candidate | null => {
  const need = snapshot.needs[n];
  if (need === undefined) return null;
  const facts = { ...factsOf(snapshot, n, r, need, resource), free: resource.capacity };
  return brokenRules(need, resource, facts) === 0 ? fittingPair(snapshot, n, r, need, resource, facts) : null;
};

/** The rules that a pair breaks as a mask, and the pair itself where it breaks none. */
export const lookAtPair = (
  snapshot: Snapshot,
  n: number,
  r: number,
): { readonly broken: number; readonly candidate: Candidate | null } => {
  const [need, resource] = [snapshot.needs[n], snapshot.resources[r]];
  if (need === undefined || resource === undefined)
    throw new RangeError('A pair is looked at of which a side is not there.');
  const facts = factsOf(snapshot, n, r, need, resource);
  const broken = brokenRules(need, resource, facts);
  return { broken, candidate: broken === 0 ? fittingPair(snapshot, n, r, need, resource, facts) : null };
};

/** The points of one unit of a pair, what lay between the two before included. */
export const componentsOf = (
  { policy, today, past }: Snapshot,
  need: MatchNeed,
  resource: MatchResource,
  distanceMetres: number | null,
): ScoreComponents => scorePair(need, resource, distanceMetres, policy, today, past.historyOf(need, resource));

const fittingPair = (
  snapshot: Snapshot,
  n: number,
  r: number,
  need: MatchNeed,
  resource: MatchResource,
  { distanceMetres, capLeft }: PairFacts,
): Candidate => ({
  need: n,
  resource: r,
  distanceMetres,
  most: Number.isFinite(capLeft) ? capLeft : null,
  score: total(componentsOf(snapshot, need, resource, distanceMetres)),
});

/** FNV-1a: where a need enters a list without distances, so that a cut does not send all needs to the same few funds. */
const entrance = (text: string, size: number): number => {
  let hash = 0x811c9dc5;
  for (let k = 0; k < text.length; k++) hash = Math.imul(hash ^ text.charCodeAt(k), 0x01000193);
  return (hash >>> 0) % size;
};

const visitRegions = (shelf: Shelf, need: MatchNeed, visit: (item: number) => boolean): void => {
  if (shelf.byRegion.size === 0) return;
  const seen = new Set<number>();
  for (const region of new Set([need.community, ...need.places, '']))
    for (const group of new Set([...need.groups, ''])) {
      const items = shelf.byRegion.get(regionKey(region, group)) ?? [];
      const start = items.length === 0 ? 0 : entrance(need.id, items.length);
      for (let k = 0; k < items.length; k++) {
        const item = items[(start + k) % items.length] ?? 0;
        if (seen.has(item)) continue;
        seen.add(item);
        if (!visit(item)) return;
      }
    }
};

const countBits = (mask: number): number => {
  let count = 0;
  for (let rest = mask; rest !== 0; rest &= rest - 1) count++;
  return count;
};

/** The pair with fewer obstacles, then the nearer one. */
export const nearerMiss = (a: NearMiss | null, b: NearMiss): NearMiss => {
  if (a === null) return b;
  const fewer = countBits(b.broken) - countBits(a.broken);
  if (fewer !== 0) return fewer < 0 ? b : a;
  return (b.distanceMetres ?? Number.POSITIVE_INFINITY) < (a.distanceMetres ?? Number.POSITIVE_INFINITY) ? b : a;
};

/** How far one look goes: at most `limit` pairs, among resources that it `wants`, until a candidate was `enough`. */
export interface LookLimits {
  readonly limit: number;
  readonly wants: (resource: number) => boolean;
  readonly isEnough: (candidate: Candidate) => boolean;
}

/**
 * Examines resources for one need: those without a circle from the most local region upwards (at most half of the limit while there
 * are circles too), then circles from the nearest outwards. What it does not want is passed over without being examined.
 */
export const lookAround = (snapshot: Snapshot, n: number, { limit, wants, isEnough }: LookLimits): Look => {
  const need = snapshot.needs[n];
  if (need === undefined) return { candidates: [], examined: 0, cut: false, nearMiss: null };
  const candidates: Candidate[] = [];
  let examined = 0;
  let nearMiss: NearMiss | null = null;
  let cut = false;
  let isDone = false;
  const shelf = snapshot.index.fitting(need);
  const examine = (r: number): void => {
    const resource = snapshot.resources[r];
    if (resource === undefined) return;
    examined++;
    const facts = factsOf(snapshot, n, r, need, resource);
    const broken = brokenRules(need, resource, facts);
    if (broken !== 0) {
      nearMiss = nearerMiss(nearMiss, { resource: r, broken, distanceMetres: facts.distanceMetres });
      return;
    }
    const candidate = fittingPair(snapshot, n, r, need, resource, facts);
    candidates.push(candidate);
    isDone = isEnough(candidate);
  };
  const until =
    (most: number) =>
    (r: number): boolean => {
      if (isDone) return false;
      if (shelf.left.has(r) || !wants(r)) return true;
      if (examined >= most) {
        cut = true;
        return false;
      }
      examine(r);
      return !isDone;
    };
  visitRegions(shelf, need, until(shelf.near.size > 0 ? limit >> 1 : limit));
  shelf.near.visitNearest(need.longitude, need.latitude, shelf.widestMetres + 1, until(limit));
  return { candidates, examined, cut, nearMiss };
};

/** Examines a few resources of the right service whatever their skill, vetting or reach, to learn which rule is in the way. */
export const nearMisses = (snapshot: Snapshot, n: number): readonly NearMiss[] => {
  const need = snapshot.needs[n];
  if (need === undefined) return [];
  const limit = snapshot.policy.maxNearMisses;
  const found: NearMiss[] = [];
  const shelf = snapshot.index.offering(need);
  const until =
    (most: number) =>
    (r: number): boolean => {
      if (shelf.left.has(r)) return true;
      const resource = snapshot.resources[r];
      if (resource === undefined || found.length >= most) return false;
      const facts = factsOf(snapshot, n, r, need, resource);
      found.push({ resource: r, broken: brokenRules(need, resource, facts), distanceMetres: facts.distanceMetres });
      return true;
    };
  const half = shelf.near.size > 0 ? limit >> 1 : limit;
  visitRegions(shelf, need, until(half));
  visitElsewhere(shelf, need, until(half));
  shelf.near.visitNearest(need.longitude, need.latitude, Number.MAX_SAFE_INTEGER, until(limit));
  return found;
};

/** Lists that the need cannot reach, in the order in which they were made: for a named obstacle any of them will do. */
const visitElsewhere = (shelf: Shelf, need: MatchNeed, visit: (item: number) => boolean): void => {
  const reached = new Set<string>();
  for (const region of [need.community, ...need.places, ''])
    for (const group of [...need.groups, '']) reached.add(regionKey(region, group));
  const seen = new Set<number>();
  for (const [key, items] of shelf.byRegion) {
    if (reached.has(key)) continue;
    for (const item of items) {
      if (seen.has(item)) continue;
      seen.add(item);
      if (!visit(item)) return;
    }
  }
};

/** True when the service has no resource at all, so that no rule but `SERVICE` is in the way. */
export const isUnoffered = (snapshot: Snapshot, need: MatchNeed): boolean => snapshot.index.offering(need).size === 0;

/** The capacity rule as a mask, for a pair that only scarcity keeps apart. */
export const CAPACITY_BIT = ruleBit('CAPACITY');
