import type { TransportProblem } from '../src/index.ts';

interface Arc {
  readonly to: number;
  left: number;
  readonly cost: number;
  readonly back: number;
}

/**
 * The optimum by the plainest exact method, for comparison only: successive shortest paths by Bellman and Ford on a graph of objects,
 * with no prices, no heap and no code of the engine.
 */
export const optimumByBellmanFord = ({ needUnits, capacities, ...pairs }: TransportProblem): number => {
  const source = needUnits.length + capacities.length;
  const arcs: Arc[][] = Array.from({ length: source + 2 }, () => []);
  const join = (from: number, to: number, units: number, cost: number): void => {
    arcs[from]?.push({ to, left: units, cost, back: arcs[to]?.length ?? 0 });
    arcs[to]?.push({ to: from, left: 0, cost: -cost, back: (arcs[from]?.length ?? 1) - 1 });
  };
  needUnits.forEach((units, i) => {
    join(source, i, units, 0);
  });
  capacities.forEach((units: number, r: number) => {
    join(needUnits.length + r, source + 1, units, 0);
  });
  pairs.pairNeed.forEach((i, k) => {
    const most = pairs.pairMax?.[k] ?? Number.MAX_SAFE_INTEGER;
    join(i, needUnits.length + (pairs.pairResource[k] ?? 0), most, -(pairs.pairScore[k] ?? 0));
  });
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
