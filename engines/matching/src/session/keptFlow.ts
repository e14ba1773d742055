import { type Candidate, type Look, NO_LOOK, type Snapshot } from '../eligible.ts';
import { gainOf } from '../fairness.ts';
import { type MarketPair, openMarket } from '../flow/openMarket.ts';
import type { Whereabouts } from '../flow/startFrom.ts';
import { beginAt } from './beginAt.ts';
import { createCommunities } from './communities.ts';
import { createIdleUnits, type IdleNeed } from './idleUnits.ts';

/** The flow problem of a run as an open market. Positions are those of the run; in the market needs and idle units, and resources and tiers, have places of their own. */
export interface KeptFlow {
  /** Takes over what is true now of these needs and resources, solves, and gives the needs whose units moved. */
  readonly update: (
    snapshot: Snapshot,
    looks: readonly Look[],
    needs: Iterable<number>,
    resources: Iterable<number>,
  ) => readonly number[];
  /** Points of the optimum of the flow, fairness and load included, and what the prices prove that they cannot exceed (reads every pair). */
  readonly objective: () => number;
  readonly dualBound: () => number;
  /** By position of the resource: price of a unit, units left, and what the last unit is worth (reads every pair). */
  readonly prices: () => Float64Array;
  readonly priceOf: (r: number) => number;
  readonly roomOf: (r: number) => number;
  readonly rooms: () => Float64Array;
  readonly lastUnitValues: () => Float64Array;
  /** Of one resource, without reading every pair. */
  readonly lastUnitValueOf: (r: number) => number;
  /** Resources whose price is another than when this was asked before. */
  readonly repriced: () => readonly number[];
  /** Units of each of these candidates of a need. */
  readonly unitsOf: (n: number, candidates: readonly Candidate[]) => Int32Array;
  readonly worthOf: (n: number) => number;
  /** What the next unit served in the community of a need would earn. */
  readonly nextPointsOf: (n: number) => number;
}

const MOST = 2 ** 31 - 1;

/** The pairs are asked for twice, so that no list of all of them is kept. */
const problemOf = (
  wanted: readonly number[],
  capacities: Float64Array,
  pairs: (n: number) => readonly MarketPair[],
) => {
  const count = wanted.reduce((sum, _, n) => sum + pairs(n).length, 0);
  const pairNeed = new Int32Array(count);
  const pairResource = new Int32Array(count);
  const pairScore = new Int32Array(count);
  const pairMax = new Int32Array(count);
  let k = 0;
  wanted.forEach((_, n) => {
    for (const { resource, score, most = MOST } of pairs(n)) {
      pairNeed[k] = n;
      pairResource[k] = resource;
      pairScore[k] = score;
      pairMax[k++] = Math.min(MOST, most);
    }
  });
  return { needUnits: Int32Array.from(wanted), capacities, pairNeed, pairResource, pairScore, pairMax };
};

/** Where needs or resources of the run stand in the market: the first ones at their own positions. */
const createPlaces = (count: number) => {
  const places = Array.from({ length: count }, (_, n) => n);
  const positions = new Map(places.entries());
  return {
    count: (): number => places.length,
    placeOf: (n: number): number => places[n] ?? -1,
    put: (n: number, place: number): void => {
      places[n] = place;
      positions.set(place, n);
    },
    /** Those that stand at these places, in rising order; whatever else stands there is left out. */
    at: (some: readonly number[]): readonly number[] =>
      some.flatMap((place) => positions.get(place) ?? []).sort((a, b) => a - b),
  };
};

/** Solves the problem of a snapshot and these candidates and keeps it open; from `near`, where it is given: units of these candidates in the same order, and prices. */
export const openKeptFlow = (snapshot: Snapshot, looks: readonly Look[], near: Whereabouts | null): KeptFlow => {
  const resources = createPlaces(snapshot.resources.length);
  const needs = createPlaces(snapshot.needs.length);
  let places = resources.count();
  let addTier = (): number => places++;
  const communities = createCommunities(snapshot, () => addTier());
  const { base } = communities;
  const pairsOf = ({ wanted }: Snapshot, n: number, { candidates }: Look): readonly MarketPair[] => {
    if ((wanted[n] ?? 0) === 0) return [];
    const pairs = candidates.map(({ resource, score, most }) => ({
      resource: resources.placeOf(resource),
      score: score + base,
      ...(most === null ? {} : { most }),
    }));
    return [...pairs, ...communities.pairsOf(n)];
  };
  snapshot.needs.forEach((_, n) => {
    communities.join(snapshot, n);
  });
  const capacities = new Float64Array(places);
  capacities.set(snapshot.free);
  for (const { at, tiers } of communities.all())
    at.forEach((position, t) => {
      capacities[position] = tiers[t]?.size ?? 0;
    });
  let needPlaces = snapshot.needs.length;
  let addStep = (): number => needPlaces++;
  const idle = createIdleUnits(() => addStep());
  const idleNeeds = snapshot.resources.flatMap((_, r): readonly IdleNeed[] => idle.resize(snapshot, r, r));
  const problem = problemOf(
    [...snapshot.wanted, ...idleNeeds.map(({ units }) => units)],
    capacities,
    (n) => idleNeeds[n - snapshot.needs.length]?.pairs ?? pairsOf(snapshot, n, looks[n] ?? NO_LOOK),
  );
  const market = openMarket(problem, near === null ? {} : { begin: beginAt(problem, snapshot, near, communities) });
  addTier = () => market.insertResource(0);
  addStep = () => market.insertNeed(0, []);
  const wantedOf = [...snapshot.wanted];
  let wantedUnits = wantedOf.reduce((sum, units) => sum + units, 0);
  const restore = (objective: number): number => {
    return objective - base * wantedUnits + communities.mostPoints() - idle.worth();
  };
  const putNeed = (now: Snapshot, n: number, look: Look): void => {
    const units = now.wanted[n] ?? 0;
    const pairs = pairsOf(now, n, look);
    if (n < wantedOf.length) market.changeNeed(needs.placeOf(n), units, pairs);
    else needs.put(n, market.insertNeed(units, pairs));
    wantedUnits += units - (wantedOf[n] ?? 0);
    wantedOf[n] = units;
  };
  const roomOf = (r: number, place: number): number => {
    let room = market.roomOf(place);
    for (const step of idle.placesOf(r)) room += market.servedOf(step);
    return room;
  };
  const ofEach = (told: (r: number, place: number) => number): Float64Array => {
    const values = new Float64Array(resources.count());
    for (let r = 0; r < values.length; r++) values[r] = told(r, resources.placeOf(r));
    return values;
  };
  return {
    update: (now, seen, changed, touched) => {
      const moved = market.together(() => {
        for (const r of [...touched].sort((a, b) => a - b)) {
          if (r < resources.count()) market.changeCapacity(resources.placeOf(r), now.free[r] ?? 0);
          else resources.put(r, market.insertResource(now.free[r] ?? 0));
          for (const { place, units, pairs } of idle.resize(now, r, resources.placeOf(r)))
            market.changeNeed(place, units, pairs);
        }
        const inOrder = [...changed].sort((a, b) => a - b); // so that new ones get their own positions in the market
        const resized = new Set(inOrder.flatMap((n) => communities.join(now, n)));
        for (const { at, tiers } of resized)
          at.forEach((place, t) => {
            market.changeCapacity(place, tiers[t]?.size ?? 0);
          });
        for (const n of inOrder) putNeed(now, n, seen[n] ?? NO_LOOK);
      });
      return needs.at(moved);
    },
    objective: () => restore(market.objective()),
    dualBound: () => restore(market.dualBound()),
    prices: () => ofEach((_, place) => market.priceOf(place)),
    repriced: () => resources.at(market.repriced()),
    priceOf: (r) => market.priceOf(resources.placeOf(r)),
    rooms: () => ofEach(roomOf),
    roomOf: (r) => roomOf(r, resources.placeOf(r)),
    lastUnitValues: () => {
      const values = market.lastUnitValues();
      return ofEach((_, place) => values[place] ?? 0);
    },
    lastUnitValueOf: (r) => market.lastUnitValueOf(resources.placeOf(r)),
    unitsOf: (n, candidates) => {
      const held = new Map(market.holdingsOf(needs.placeOf(n)).map(({ resource, units }) => [resource, units]));
      return Int32Array.from(candidates, ({ resource }) => held.get(resources.placeOf(resource)) ?? 0);
    },
    worthOf: (n) => market.worthOf(needs.placeOf(n)) - base,
    nextPointsOf: (n) => {
      const community = communities.of(n);
      if (community === undefined) return 0;
      const { at, tiers, wanted } = community;
      const served = at.reduce((left, place, t) => left - ((tiers[t]?.size ?? 0) - market.roomOf(place)), wanted);
      return gainOf(community, served + 1) - gainOf(community, served);
    },
  };
};
