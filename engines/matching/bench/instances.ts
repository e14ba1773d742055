import type { TransportProblem } from '../src/index.ts';

/** What makes one kind of instance: how much the resources can carry of what is asked, and whether needs want one unit or several. */
export interface InstanceKind {
  readonly name: string;
  readonly supply: number;
  readonly mixedUnits: boolean;
  /** How points are drawn where the city's own do not count: from 1 to this, evenly. */
  readonly evenScores?: number;
  /** Anybody may be paired with anybody, wherever they live. */
  readonly anywhere?: boolean;
  /** All capacities together are exactly what is wanted. */
  readonly isExact?: boolean;
  /** The most that a pair may carry, drawn from 1 to this. */
  readonly mostUnits?: number;
}

const plainKinds: readonly InstanceKind[] = [1, 0.6, 0.4].flatMap((supply) =>
  [false, true].map((mixedUnits) => ({
    name: `supply × ${supply}, ${mixedUnits ? 'mixed' : 'single'} units`,
    supply,
    mixedUnits,
  })),
);

/** The six kinds of city, and some that are made to be hard. */
export const instanceKinds: readonly InstanceKind[] = [
  ...plainKinds,
  { name: 'supply exactly × 1, mixed units', supply: 1, mixedUnits: true, isExact: true },
  { name: 'at most 3 units a pair, supply × 1', supply: 1, mixedUnits: true, mostUnits: 3 },
  { name: '3 different scores, supply × 1', supply: 1, mixedUnits: false, evenScores: 3 },
  { name: 'pairs anywhere, supply × 1', supply: 1, mixedUnits: true, anywhere: true, evenScores: 10_000 },
  { name: 'pairs anywhere, scores to 10⁹', supply: 0.6, mixedUnits: true, anywhere: true, evenScores: 1_000_000_000 },
];

const createDice = (seed: number): (() => number) => {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
};

const CATEGORIES = 8;
const PAIRS_A_NEED = 28;

interface Side {
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly category: Uint8Array;
  readonly windows: Int32Array;
  readonly vetted: Uint8Array;
}

/** People live in neighbourhoods of 500 needs; positions are neighbourhood centres with a bell around them, in neighbourhood widths. */
const createSide = (count: number, centres: Float64Array, dice: () => number, vettedShare: number): Side => {
  const side: Side = {
    x: new Float64Array(count),
    y: new Float64Array(count),
    category: new Uint8Array(count),
    windows: new Int32Array(count),
    vetted: new Uint8Array(count),
  };
  for (let k = 0; k < count; k++) {
    const centre = 2 * Math.floor(dice() * (centres.length / 2));
    side.x[k] = (centres[centre] ?? 0) + dice() + dice() - 1;
    side.y[k] = (centres[centre + 1] ?? 0) + dice() + dice() - 1;
    side.category[k] = Math.floor(CATEGORIES * dice() ** 1.5);
    side.windows[k] = Math.floor(dice() * (1 << 21)) & Math.floor(dice() * (1 << 21));
    side.vetted[k] = dice() < vettedShare ? 1 : 0;
  }
  return side;
};

/** Resources of one category by cell of the city, so that pairs are found without looking at all of them. */
const byCell = (resources: Side, width: number): ReadonlyMap<number, readonly number[]> => {
  const cells = new Map<number, number[]>();
  resources.category.forEach((category, r) => {
    const key = cellOf(resources.x[r] ?? 0, resources.y[r] ?? 0, width) * CATEGORIES + category;
    const listed = cells.get(key);
    if (listed === undefined) cells.set(key, [r]);
    else listed.push(r);
  });
  return cells;
};

const cellOf = (x: number, y: number, width: number): number =>
  Math.min(width - 1, Math.max(0, Math.floor(x))) * width + Math.min(width - 1, Math.max(0, Math.floor(y)));

const URGENCY_POINTS = [1000, 1500, 2500, 4000];

/** A synthetic city: each need pairs with the nearest resources of its category that have a common time and, where asked, vetting. */
export const createInstance = (
  needCount: number,
  resourceCount: number,
  kind: InstanceKind,
  seed: number,
): TransportProblem => {
  const dice = createDice(seed);
  const width = Math.max(1, Math.round(Math.sqrt(needCount / 500)));
  const centres = Float64Array.from({ length: width * width * 2 }, () => dice() * width);
  const needs = createSide(needCount, centres, dice, 0.15);
  const resources = createSide(resourceCount, centres, dice, 0.4);
  const cells = byCell(resources, width);
  const needUnits = Int32Array.from({ length: needCount }, () => (kind.mixedUnits ? 1 + Math.floor(dice() * 6) : 1));
  const wanted = needUnits.reduce((sum, units) => sum + units, 0);
  const mean = (kind.supply * wanted) / resourceCount;
  const capacities = Int32Array.from({ length: resourceCount }, () =>
    Math.max(1, Math.round(mean * (0.4 + 1.2 * dice()))),
  );
  if (kind.isExact === true) fitExactly(capacities, wanted);
  const pairNeed = new Int32Array(needCount * PAIRS_A_NEED);
  const pairResource = new Int32Array(needCount * PAIRS_A_NEED);
  const pairScore = new Int32Array(needCount * PAIRS_A_NEED);
  let count = 0;
  for (let i = 0; i < needCount; i++) {
    const points = (URGENCY_POINTS[Math.floor(dice() * 4)] ?? 0) + Math.floor(dice() * 80);
    const found = kind.anywhere === true ? anyOf(resourceCount, dice) : nearest(needs, i, resources, cells, width);
    for (const { r, far } of found) {
      pairNeed[count] = i;
      pairResource[count] = r;
      pairScore[count] =
        kind.evenScores === undefined
          ? points + Math.max(0, Math.round(200 * (1 - far / 2))) + Math.floor(dice() * 100)
          : 1 + Math.floor(dice() * kind.evenScores);
      count++;
    }
  }
  const { mostUnits } = kind;
  return {
    needUnits,
    capacities,
    pairNeed: pairNeed.slice(0, count),
    pairResource: pairResource.slice(0, count),
    pairScore: pairScore.slice(0, count),
    ...(mostUnits === undefined
      ? {}
      : { pairMax: Int32Array.from({ length: count }, () => 1 + Math.floor(dice() * mostUnits)) }),
  };
};

/** Adds or takes single units in turn until all capacities together are `wanted`, each at least 1. */
const fitExactly = (capacities: Int32Array, wanted: number): void => {
  let over = capacities.reduce((sum, units) => sum + units, 0) - wanted;
  for (let r = 0; over !== 0; r = (r + 1) % capacities.length) {
    const units = capacities[r] ?? 0;
    if (over > 0 && units === 1) continue;
    const step = over > 0 ? -1 : 1;
    capacities[r] = units + step;
    over += step;
  }
};

const anyOf = (count: number, dice: () => number): readonly { readonly r: number; readonly far: number }[] => {
  const found = new Set<number>();
  while (found.size < Math.min(PAIRS_A_NEED, count)) found.add(Math.floor(dice() * count));
  return [...found].map((r) => ({ r, far: 0 }));
};

const nearest = (
  needs: Side,
  i: number,
  resources: Side,
  cells: ReadonlyMap<number, readonly number[]>,
  width: number,
) => {
  const x = needs.x[i] ?? 0;
  const y = needs.y[i] ?? 0;
  const found: { r: number; far: number }[] = [];
  const seen = new Set<number>();
  for (let reach = 1; reach <= 3 && found.length < PAIRS_A_NEED; reach++)
    for (let dx = -reach; dx <= reach; dx++)
      for (let dy = -reach; dy <= reach; dy++) {
        const cell = cellOf(x + dx, y + dy, width);
        if (seen.has(cell)) continue;
        seen.add(cell);
        for (const r of cells.get(cell * CATEGORIES + (needs.category[i] ?? 0)) ?? []) {
          if (((needs.windows[i] ?? 0) & (resources.windows[r] ?? 0)) === 0) continue;
          if (needs.vetted[i] === 1 && resources.vetted[r] === 0) continue;
          found.push({ r, far: Math.hypot((resources.x[r] ?? 0) - x, (resources.y[r] ?? 0) - y) });
        }
      }
  return found.sort((a, b) => a.far - b.far || a.r - b.r).slice(0, PAIRS_A_NEED);
};
