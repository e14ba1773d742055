import type { MatchInput, MatchNeed, MatchPolicy, MatchResource, TransportProblem } from '../src/index.ts';

interface Arc {
  readonly to: number;
  left: number;
  readonly cost: number;
  readonly back: number;
}

/** One arc of a network: units at a gain each. */
export interface GainArc {
  readonly from: number;
  readonly to: number;
  readonly units: number;
  readonly gain: number;
}

/** The optimum of a transport problem; see `mostGain`. */
export const optimumByBellmanFord = ({ needUnits, capacities, ...pairs }: TransportProblem): number => {
  const source = needUnits.length + capacities.length;
  const arcs: GainArc[] = [];
  needUnits.forEach((units, i) => {
    arcs.push({ from: source, to: i, units, gain: 0 });
  });
  capacities.forEach((units: number, r: number) => {
    arcs.push({ from: needUnits.length + r, to: source + 1, units, gain: 0 });
  });
  pairs.pairNeed.forEach((from, k) => {
    const to = needUnits.length + (pairs.pairResource[k] ?? 0);
    arcs.push({ from, to, units: pairs.pairMax?.[k] ?? Number.MAX_SAFE_INTEGER, gain: pairs.pairScore[k] ?? 0 });
  });
  return mostGain(source, arcs);
};

/**
 * The most that can be gained on the way from node `source` to node `source + 1`, by the plainest exact method, for comparison only:
 * successive shortest paths by Bellman and Ford on a graph of objects, with no prices, no heap and no code of the engine.
 */
export const mostGain = (source: number, all: readonly GainArc[]): number => {
  const arcs: Arc[][] = Array.from({ length: source + 2 }, () => []);
  for (const { from, to, units, gain } of all) {
    arcs[from]?.push({ to, left: units, cost: -gain, back: arcs[to]?.length ?? 0 });
    arcs[to]?.push({ to: from, left: 0, cost: gain, back: (arcs[from]?.length ?? 1) - 1 });
  }
  let objective = 0;
  for (;;) {
    const distance = new Float64Array(source + 2).fill(Number.POSITIVE_INFINITY);
    const via: (readonly [number, Arc] | null)[] = new Array(source + 2).fill(null);
    distance[source] = 0;
    for (let changed = true; changed; ) {
      changed = false;
      arcs.forEach((leaving, node) => {
        for (const arc of leaving) {
          const reached = (distance[node] ?? 0) + arc.cost;
          if (arc.left === 0 || !(reached < (distance[arc.to] ?? 0))) continue;
          distance[arc.to] = reached;
          via[arc.to] = [node, arc];
          changed = true;
        }
      });
    }
    const gain = -(distance[source + 1] ?? 0);
    if (!(gain > 0) || !Number.isFinite(gain)) return objective;
    const path: Arc[] = [];
    for (let step = via[source + 1]; step; step = via[step[0]]) path.push(step[1]);
    const units = Math.min(...path.map(({ left }) => left));
    for (const arc of path) {
      const back = arcs[arc.to]?.[arc.back];
      arc.left -= units;
      if (back !== undefined) back.left += units;
    }
    objective += gain * units;
  }
};

/** Arcs for the units of one resource, each costing what its place in the load of the resource has it cost: counted unit by unit. */
export const loadArcs = (
  { capacity, unit }: MatchResource,
  { evenLoad: { runPoints, tiers }, vettingFreeUnits }: MatchPolicy,
  from: number,
  to: number,
): readonly GainArc[] => {
  if (vettingFreeUnits.includes(unit)) return [{ from, to, units: capacity, gain: 0 }];
  return Array.from({ length: capacity }, (_, taken) => {
    const step = Math.floor((taken * tiers) / capacity);
    return { from, to, units: 1, gain: 0 - Math.round((runPoints * step) / tiers) };
  });
};

/** A pair that may be used, at its score for each unit. */
export interface ScoredPair {
  readonly needId: string;
  readonly resourceId: string;
  readonly score: number;
}

/**
 * The optimum of a run over these pairs, a layer of communities before the needs for fairness. One unit of `favoured`, when it is given,
 * earns `bonus` more, so that it is served wherever it can be.
 */
export const optimumOver = (
  { needs, resources, policy }: MatchInput,
  pairs: readonly ScoredPair[],
  favoured: { readonly needId: string; readonly units: number; readonly bonus: number } | null = null,
): number => {
  const needAt = new Map(needs.map(({ id }, n) => [id, n]));
  const resourceAt = new Map(resources.map(({ id }, r) => [id, needs.length + r]));
  const keyOf = ({ community, unit }: MatchNeed): string => `${community}|${unit}`;
  const communities = [...new Set(needs.map(keyOf))];
  const communityNode = (key: string): number => needs.length + resources.length + communities.indexOf(key);
  const source = needs.length + resources.length + communities.length;
  const { fairness } = policy;
  const arcs: GainArc[] = resources.flatMap((resource) =>
    loadArcs(resource, policy, resourceAt.get(resource.id) ?? 0, source + 1),
  );
  for (const key of communities) {
    const total = needs.reduce((sum, need) => sum + (keyOf(need) === key ? need.units : 0), 0);
    for (let t = 0; t < fairness.tiers; t++) {
      const units = Math.floor((total * (t + 1)) / fairness.tiers) - Math.floor((total * t) / fairness.tiers);
      const gain = Math.round((fairness.points * (fairness.tiers - t)) / fairness.tiers);
      arcs.push({ from: source, to: communityNode(key), units, gain });
    }
  }
  needs.forEach((need, n) => {
    const extra = favoured?.needId === need.id ? Math.min(favoured.units, need.units) : 0;
    arcs.push({ from: communityNode(keyOf(need)), to: n, units: need.units - extra, gain: 0 });
    arcs.push({ from: communityNode(keyOf(need)), to: n, units: extra, gain: favoured?.bonus ?? 0 });
  });
  for (const { needId, resourceId, score } of pairs)
    arcs.push({
      from: needAt.get(needId) ?? 0,
      to: resourceAt.get(resourceId) ?? 0,
      units: needs[needAt.get(needId) ?? 0]?.units ?? 0,
      gain: score,
    });
  return mostGain(source, arcs);
};
