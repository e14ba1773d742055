import { type Candidate, type Look, NO_LOOK, type Snapshot } from '../eligible.ts';
import { gainOf } from '../fairness.ts';
import { type MarketPair, openMarket } from '../flow/openMarket.ts';
import { createCommunities, mostPointsOf } from './communities.ts';

/** The flow problem of a run as an open market. Positions of needs are those of the run; resources and tiers have places of their own. */
export interface KeptFlow {
  /** Takes over what is true now of these needs and resources, solves, and gives the needs whose units moved. */
  readonly update: (
    snapshot: Snapshot,
    looks: readonly Look[],
    needs: Iterable<number>,
    resources: Iterable<number>,
  ) => readonly number[];
  /** Points of the optimum of the flow, fairness included, and what the prices prove that they cannot exceed (reads every pair). */
  readonly objective: () => number;
  readonly dualBound: () => number;
  /** By position of the resource: price of a unit, units left, and what the last unit is worth (reads every pair). */
  readonly prices: () => Float64Array;
  readonly rooms: () => Float64Array;
  readonly lastUnitValues: () => Float64Array;
  /** Units of each of these candidates of a need. */
  readonly unitsOf: (n: number, candidates: readonly Candidate[]) => Int32Array;
  readonly worthOf: (n: number) => number;
  /** What the next unit served in the community of a need would earn. */
  readonly nextPointsOf: (n: number) => number;
}

const MOST = 2 ** 31 - 1;

/** The pairs are asked for twice, so that no list of all of them is kept. */
const problemOf = (
  { needs, wanted }: Snapshot,
  capacities: Float64Array,
  pairs: (n: number) => readonly MarketPair[],
) => {
  const count = needs.reduce((sum, _, n) => sum + pairs(n).length, 0);
  const pairNeed = new Int32Array(count);
  const pairResource = new Int32Array(count);
  const pairScore = new Int32Array(count);
  const pairMax = new Int32Array(count);
  let k = 0;
  needs.forEach((_, n) => {
    for (const { resource, score, most = MOST } of pairs(n)) {
      pairNeed[k] = n;
      pairResource[k] = resource;
      pairScore[k] = score;
      pairMax[k++] = Math.min(MOST, most);
    }
  });
  return { needUnits: Int32Array.from(wanted), capacities, pairNeed, pairResource, pairScore, pairMax };
};

/** Solves the problem of a snapshot and these candidates and keeps it open. */
export const openKeptFlow = (snapshot: Snapshot, looks: readonly Look[]): KeptFlow => {
  const marketAt: number[] = snapshot.resources.map((_, r) => r);
  let places = marketAt.length;
  let addTier = (): number => places++;
  const communities = createCommunities(snapshot, () => addTier());
  const { base } = communities;
  const pairsOf = ({ wanted }: Snapshot, n: number, { candidates }: Look): readonly MarketPair[] => {
    if ((wanted[n] ?? 0) === 0) return [];
    const pairs = candidates.map(({ resource, score, most }) => ({
      resource: marketAt[resource] ?? -1,
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
  const market = openMarket(problemOf(snapshot, capacities, (n) => pairsOf(snapshot, n, looks[n] ?? NO_LOOK)));
  addTier = () => market.insertResource(0);
  const wantedOf = [...snapshot.wanted];
  let wantedUnits = wantedOf.reduce((sum, units) => sum + units, 0);
  const restore = (objective: number): number => {
    let most = 0;
    for (const community of communities.all()) most += mostPointsOf(community);
    return objective - base * wantedUnits + most;
  };
  const putNeed = (now: Snapshot, n: number, look: Look): void => {
    const units = now.wanted[n] ?? 0;
    const pairs = pairsOf(now, n, look);
    if (n < wantedOf.length) market.changeNeed(n, units, pairs);
    else market.insertNeed(units, pairs);
    wantedUnits += units - (wantedOf[n] ?? 0);
    wantedOf[n] = units;
  };
  return {
    update: (now, seen, needs, resources) =>
      market.together(() => {
        for (const r of [...resources].sort((a, b) => a - b)) {
          if (r < marketAt.length) market.changeCapacity(marketAt[r] ?? -1, now.free[r] ?? 0);
          else marketAt[r] = market.insertResource(now.free[r] ?? 0);
        }
        const inOrder = [...needs].sort((a, b) => a - b); // so that new ones get their own positions in the market
        const resized = new Set(inOrder.flatMap((n) => communities.join(now, n)));
        for (const { at, tiers } of resized)
          at.forEach((place, t) => {
            market.changeCapacity(place, tiers[t]?.size ?? 0);
          });
        for (const n of inOrder) putNeed(now, n, seen[n] ?? NO_LOOK);
      }),
    objective: () => restore(market.objective()),
    dualBound: () => restore(market.dualBound()),
    prices: () => Float64Array.from(marketAt, market.priceOf),
    rooms: () => Float64Array.from(marketAt, market.roomOf),
    lastUnitValues: () => {
      const values = market.lastUnitValues();
      return Float64Array.from(marketAt, (at) => values[at] ?? 0);
    },
    unitsOf: (n, candidates) => {
      const held = new Map(market.holdingsOf(n).map(({ resource, units }) => [resource, units]));
      return Int32Array.from(candidates, ({ resource }) => held.get(marketAt[resource] ?? -1) ?? 0);
    },
    worthOf: (n) => market.worthOf(n) - base,
    nextPointsOf: (n) => {
      const community = communities.of(n);
      if (community === undefined) return 0;
      const { at, tiers, wanted } = community;
      const served = at.reduce((left, place, t) => left - ((tiers[t]?.size ?? 0) - market.roomOf(place)), wanted);
      return gainOf(community, served + 1) - gainOf(community, served);
    },
  };
};
