/** Units that a need has of a resource, at so many points each. */
export interface Holding {
  readonly resource: number;
  readonly units: number;
  readonly score: number;
}

/** What is told to people while the optimum below it moves: it follows only where that gains more than a margin. */
export interface SteadyAnswer {
  readonly holdingsOf: (need: number) => readonly Holding[];
  readonly objective: () => number;
  readonly usedOf: (resource: number) => number;
  /** Follows the optimum after changes that moved or changed these needs; gives the needs whose told units differ now, in rising order. */
  readonly follow: (moved: Iterable<number>) => readonly number[];
}

/** What the answer must know of the market: the optimum, and what is allowed now. */
export interface SteadyGround {
  readonly holdingsOf: (need: number) => readonly Holding[];
  /** Units that a pair may carry now, and its score; `null` for a pair that is closed or gone. */
  readonly pairOf: (need: number, resource: number) => { readonly most: number; readonly score: number } | null;
  readonly unitsOf: (need: number) => number;
  readonly capacityOf: (resource: number) => number;
}

type Units = Map<number, number>;

/** Needs that differ from the optimum and hang together by resources at which they differ: one change, to be made whole or not at all. */
interface Connected {
  readonly needs: readonly number[];
  readonly gain: number;
  /** It only adds units. */
  readonly isFree: boolean;
}

const unitsOf = (holdings: readonly Holding[]): Units =>
  new Map(holdings.map(({ resource, units }) => [resource, units]));
const sumOf = (units: Units): number => units.values().reduce((sum, held) => sum + held, 0);

/** Begins with the optimum as it is. A connected change that gains `margin` or less is not made, unless it takes nothing from anybody. */
export const createSteadyAnswer = (ground: SteadyGround, needCount: number, margin: number): SteadyAnswer => {
  const told: Units[] = Array.from({ length: needCount }, (_, need) => unitsOf(ground.holdingsOf(need)));
  const used = new Map<number, number>();
  const differing = new Set<number>();
  let objective = 0;
  const scores: Map<number, number>[] = [];
  const put = (need: number, resource: number, units: number, score: number): void => {
    const own = told[need] ?? new Map();
    told[need] = own;
    const known = scores[need] ?? new Map();
    scores[need] = known;
    const before = own.get(resource) ?? 0;
    objective += units * score - before * (known.get(resource) ?? 0);
    used.set(resource, (used.get(resource) ?? 0) + units - before);
    known.set(resource, score);
    if (units > 0) own.set(resource, units);
    else own.delete(resource);
  };
  told.forEach((_, need) => {
    told[need] = new Map();
    for (const { resource, units, score } of ground.holdingsOf(need)) put(need, resource, units, score);
  });
  /** Lets go of what a pair may not carry any more. */
  const clip = (need: number): void => {
    for (const [resource, units] of [...(told[need] ?? [])]) {
      const pair = ground.pairOf(need, resource);
      put(need, resource, Math.min(units, pair?.most ?? 0), pair?.score ?? 0);
    }
  };
  const isAllowed = (need: number): boolean =>
    sumOf(told[need] ?? new Map()) <= ground.unitsOf(need) &&
    [...(told[need]?.keys() ?? [])].every((resource) => (used.get(resource) ?? 0) <= ground.capacityOf(resource));

  /** What one need would gain by following the optimum, and the resources at which it differs. */
  const differenceOf = (need: number) => {
    const now = told[need] ?? new Map<number, number>();
    const best = unitsOf(ground.holdingsOf(need));
    const at: number[] = [];
    let gain = 0;
    let isFree = true;
    for (const resource of new Set([...now.keys(), ...best.keys()])) {
      const more = (best.get(resource) ?? 0) - (now.get(resource) ?? 0);
      if (more === 0) continue;
      at.push(resource);
      isFree &&= more > 0;
      gain += more * (ground.pairOf(need, resource)?.score ?? 0);
    }
    return { need, at, gain, isFree };
  };

  const connect = (needs: Iterable<number>): Iterable<Connected> => {
    const rows = [...needs].map(differenceOf).filter(({ at }) => at.length > 0);
    const parents = rows.map((_, k) => k);
    const rootOf = (k: number): number => {
      let root = k;
      while (parents[root] !== root) root = parents[root] ?? root;
      parents[k] = root;
      return root;
    };
    const firstAt = new Map<number, number>();
    rows.forEach(({ at }, k) => {
      for (const resource of at) {
        const other = firstAt.get(resource);
        if (other === undefined) firstAt.set(resource, k);
        else parents[rootOf(k)] = rootOf(other);
      }
    });
    const byRoot = new Map<number, Connected>();
    rows.forEach(({ need, gain, isFree }, k) => {
      const known = byRoot.get(rootOf(k)) ?? { needs: [], gain: 0, isFree: true };
      byRoot.set(rootOf(k), {
        needs: [...known.needs, need],
        gain: known.gain + gain,
        isFree: known.isFree && isFree,
      });
    });
    return byRoot.values();
  };

  return {
    holdingsOf: (need) =>
      [...(told[need] ?? [])].map(([resource, units]) => ({
        resource,
        units,
        score: scores[need]?.get(resource) ?? 0,
      })),
    objective: () => objective,
    usedOf: (resource) => used.get(resource) ?? 0,
    follow: (moved) => {
      for (const need of moved) differing.add(need);
      const before = new Map([...differing].map((need) => [need, new Map(told[need] ?? [])] as const));
      for (const need of differing) clip(need);
      for (const { needs, gain, isFree } of connect(differing)) {
        const isMade = isFree || gain > margin || !needs.every(isAllowed);
        for (const need of needs) {
          if (!isMade) continue;
          const best = ground.holdingsOf(need);
          for (const resource of [...(told[need]?.keys() ?? [])])
            if (!best.some((holding) => holding.resource === resource)) put(need, resource, 0, 0);
          for (const { resource, units, score } of best) put(need, resource, units, score);
        }
      }
      const same = (a: Units, b: Units): boolean =>
        a.size === b.size && a.entries().every(([resource, units]) => b.get(resource) === units);
      const changed: number[] = [];
      for (const need of [...differing]) {
        const now = told[need] ?? new Map();
        if (same(now, unitsOf(ground.holdingsOf(need)))) differing.delete(need);
        if (!same(now, before.get(need) ?? new Map())) changed.push(need);
      }
      return changed.sort((a, b) => a - b);
    },
  };
};
