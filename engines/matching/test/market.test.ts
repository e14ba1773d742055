import { describe, expect, it } from 'vitest';
import {
  type MarketPair,
  openMarket,
  solveTransport,
  type TransportMarket,
  type TransportProblem,
} from '../src/index.ts';
import { createDice } from './synthetic.ts';

interface Row {
  readonly need: number;
  readonly resource: number;
  readonly score: number;
  readonly most: number;
}

interface World {
  readonly units: number[];
  readonly capacities: number[];
  rows: readonly Row[];
}

const problemOf = ({ units, capacities, rows }: World): TransportProblem => ({
  needUnits: Int32Array.from(units),
  capacities: Float64Array.from(capacities),
  pairNeed: Int32Array.from(rows, ({ need }) => need),
  pairResource: Int32Array.from(rows, ({ resource }) => resource),
  pairScore: Int32Array.from(rows, ({ score }) => score),
  pairMax: Int32Array.from(rows, ({ most }) => most),
});
const range = (count: number): readonly number[] => Array.from({ length: count }, (_, k) => k);
const aWorld = (dice: (below: number) => number, needs: number, resources: number, top: number): World => ({
  units: range(needs).map(() => dice(4)),
  capacities: range(resources).map(() => dice(5)),
  rows: range(needs * resources)
    .filter(() => dice(3) > 0)
    .map((k) => ({
      need: k % needs,
      resource: Math.floor(k / needs),
      score: 1 + dice(top),
      most: dice(2) === 0 ? 1 + dice(3) : 99,
    })),
});

const heldBy = (market: TransportMarket, need: number): string =>
  market
    .holdingsOf(need)
    .map(({ resource, units }) => `${resource} ${units}`)
    .sort()
    .join(', ');

/** One change of any kind, in the market and in the world. */
const changeAtRandom = (market: TransportMarket, world: World, dice: (below: number) => number): void => {
  const need = dice(world.units.length);
  const resource = dice(world.capacities.length);
  const without = (isGone: (row: Row) => boolean): void => {
    world.rows = world.rows.filter((row) => !isGone(row));
  };
  const offer = (): readonly Required<MarketPair>[] =>
    range(world.capacities.length)
      .filter(() => dice(2) === 0)
      .map((r) => ({ resource: r, score: dice(50) - 2, most: dice(4) }));
  const take = (position: number, pairs: readonly Required<MarketPair>[]): void => {
    world.rows = [...world.rows, ...pairs.map((pair) => ({ need: position, ...pair }))];
  };
  switch (dice(7)) {
    case 0:
      market.withdrawNeed(need);
      world.units[need] = 0;
      without((row) => row.need === need);
      break;
    case 1:
      market.withdrawResource(resource);
      world.capacities[resource] = 0;
      without((row) => row.resource === resource);
      break;
    case 2: {
      const row = world.rows[dice(world.rows.length)];
      if (row === undefined) break;
      market.declinePair(row.need, row.resource);
      without((other) => other.need === row.need && other.resource === row.resource);
      break;
    }
    case 3: {
      const kept = world.rows.filter((row) => row.need === need && dice(3) > 0);
      const pairs = [...kept, ...offer()];
      world.units[need] = dice(5);
      market.changeNeed(need, world.units[need] ?? 0, pairs);
      without((row) => row.need === need);
      take(need, pairs);
      break;
    }
    case 4:
      world.capacities[resource] = dice(6);
      market.changeCapacity(resource, world.capacities[resource] ?? 0);
      break;
    case 5:
      if (world.capacities.length < 9) {
        expect(market.insertResource(3)).toBe(world.capacities.length);
        world.capacities.push(3);
      }
      break;
    default: {
      const pairs = offer();
      const units = dice(4);
      expect(market.insertNeed(units, pairs)).toBe(world.units.length);
      take(world.units.length, pairs);
      world.units.push(units);
    }
  }
};

type Told = ReadonlyMap<string, number>;

const toldBy = (market: TransportMarket, world: World): Told =>
  new Map(
    world.units.flatMap((_, need) =>
      market.holdingsOf(need).map(({ resource, units }) => [`${need} ${resource}`, units] as const),
    ),
  );

const scoreOf = ({ rows }: World, need: number, resource: number): number =>
  Math.max(
    0,
    ...rows.filter((row) => row.need === need && row.resource === resource && row.most > 0).map((row) => row.score),
  );

/** Makes one change, and checks what is told against what was told before: allowed, and moved only for more than the margin. */
const followed = (
  market: TransportMarket,
  world: World,
  dice: (below: number) => number,
  margin: number,
  place: string,
) => {
  const before = toldBy(market, world);
  changeAtRandom(market, world, dice);
  const now = toldBy(market, world);
  let objective = 0;
  const used = world.capacities.map(() => 0);
  const given = world.units.map(() => 0);
  for (const [key, units] of now) {
    const [need = 0, resource = 0] = key.split(' ').map(Number);
    objective += units * scoreOf(world, need, resource);
    used[resource] = (used[resource] ?? 0) + units;
    given[need] = (given[need] ?? 0) + units;
  }
  expect(objective, place).toBe(market.objective());
  expect(
    world.capacities.every((capacity, r) => (used[r] ?? 0) <= capacity),
    place,
  ).toBe(true);
  expect(
    world.units.every((units, i) => (given[i] ?? 0) <= units),
    place,
  ).toBe(true);
  // What still could be told as before, and what was not.
  const mostOf = (need: number, resource: number): number =>
    Math.max(
      0,
      ...world.rows
        .filter((row) => row.need === need && row.resource === resource && row.score === scoreOf(world, need, resource))
        .map(({ most }) => most),
    );
  const possible = new Map<string, number>();
  for (const [key, units] of before) {
    const [need = 0, resource = 0] = key.split(' ').map(Number);
    const left = scoreOf(world, need, resource) > 0 ? Math.min(units, mostOf(need, resource)) : 0;
    if (left > 0) possible.set(key, left);
  }
  const sum = (told: Told, isOf: (need: number, resource: number) => boolean): number =>
    [...told].reduce((total, [key, units]) => {
      const [need = 0, resource = 0] = key.split(' ').map(Number);
      return isOf(need, resource) ? total + units : total;
    }, 0);
  const isPossible =
    world.capacities.every((capacity, r) => sum(possible, (_, resource) => resource === r) <= capacity) &&
    world.units.every((units, i) => sum(possible, (need) => need === i) <= units);
  const keys = new Set([...possible.keys(), ...now.keys()]);
  const differences = [...keys].map((key) => (now.get(key) ?? 0) - (possible.get(key) ?? 0));
  const gain = [...keys].reduce((total, key, k) => {
    const [need = 0, resource = 0] = key.split(' ').map(Number);
    return total + (differences[k] ?? 0) * scoreOf(world, need, resource);
  }, 0);
  if (isPossible && differences.some((units) => units < 0)) expect(gain, place).toBeGreaterThan(margin);
};

describe('a market that is kept open', () => {
  it('has after every change the objective of a solve from scratch', () => {
    for (let seed = 1; seed <= 60; seed++) {
      const dice = createDice(seed);
      const world = aWorld(dice, 8, 6, [2, 5, 50, 5000][seed % 4] ?? 5);
      const market = openMarket(problemOf(world));
      for (let change = 0; change < 25; change++) {
        changeAtRandom(market, world, dice);
        expect(market.objective(), `seed ${seed}, change ${change}`).toBe(solveTransport(problemOf(world)).objective);
      }
    }
  });

  it('solves several changes at once, and names everybody whose units moved', () => {
    for (let seed = 1; seed <= 60; seed++) {
      const dice = createDice(seed);
      const world = aWorld(dice, 8, 6, [2, 5, 50, 5000][seed % 4] ?? 5);
      const market = openMarket(problemOf(world));
      for (let change = 0; change < 8; change++) {
        const before = world.units.map((_, need) => heldBy(market, need));
        const moved = market.together(() => {
          for (let k = 0; k < 4; k++) changeAtRandom(market, world, dice);
        });
        expect(market.objective(), `seed ${seed}, change ${change}`).toBe(solveTransport(problemOf(world)).objective);
        const differing = range(world.units.length).filter((need) => (before[need] ?? '') !== heldBy(market, need));
        expect(differing.filter((need) => !moved.includes(need))).toEqual([]);
      }
    }
  });

  it('tells whose price moved, what each unit is worth and how many are served, without asking all', () => {
    let moved = 0;
    for (let seed = 1; seed <= 60; seed++) {
      const dice = createDice(seed);
      const world = aWorld(dice, 9, 6, [2, 5, 50, 5000][seed % 4] ?? 5);
      const market = openMarket(problemOf(world));
      market.repriced();
      for (let change = 0; change < 20; change++) {
        const before = world.capacities.map((_, r) => market.priceOf(r));
        changeAtRandom(market, world, dice);
        const differing = before.flatMap((price, r) => (market.priceOf(r) === price ? [] : [r]));
        moved += differing.length;
        expect(
          [...market.repriced()].sort((a, b) => a - b),
          `seed ${seed}, change ${change}`,
        ).toEqual(differing);
        expect(world.capacities.map((_, r) => market.lastUnitValueOf(r))).toEqual([...market.lastUnitValues()]);
        world.units.forEach((_, need) => {
          expect(market.servedOf(need)).toBe(market.holdingsOf(need).reduce((sum, { units }) => sum + units, 0));
        });
      }
    }
    expect(moved).toBeGreaterThan(100);
  });

  it('tells the optimum with a margin of 0, and moves nobody for nothing', () => {
    for (let seed = 1; seed <= 40; seed++) {
      const dice = createDice(seed);
      const world = aWorld(dice, 8, 6, [2, 5, 50][seed % 3] ?? 5);
      const market = openMarket(problemOf(world), { margin: 0 });
      for (let change = 0; change < 20; change++) {
        followed(market, world, dice, 0, `seed ${seed}, change ${change}`);
        expect(market.objective()).toBe(market.optimum());
      }
    }
  });

  it('follows the optimum only where that gains more than the margin', () => {
    let kept = 0;
    for (let seed = 1; seed <= 60; seed++) {
      const dice = createDice(seed);
      const world = aWorld(dice, 9, 6, 40);
      const margin = dice(30);
      const market = openMarket(problemOf(world), { margin });
      for (let change = 0; change < 20; change++) {
        followed(market, world, dice, margin, `seed ${seed}, change ${change}`);
        expect(market.optimum()).toBe(solveTransport(problemOf(world)).objective);
        kept += market.optimum() - market.objective();
      }
    }
    expect(kept).toBeGreaterThan(0);
  });

  it('holds no more than may be held, after any changes', () => {
    const dice = createDice(11);
    const world = aWorld(dice, 12, 6, 40);
    const market = openMarket(problemOf(world));
    for (let change = 0; change < 200; change++) changeAtRandom(market, world, dice);
    const used = world.capacities.map(() => 0);
    world.units.forEach((units, need) => {
      const holdings = market.holdingsOf(need);
      expect(holdings.reduce((sum, holding) => sum + holding.units, 0)).toBeLessThanOrEqual(units);
      for (const { resource, units: held, score } of holdings) {
        used[resource] = (used[resource] ?? 0) + held;
        const bounds = world.rows.filter(
          (row) => row.need === need && row.resource === resource && row.score === score,
        );
        expect(held).toBeLessThanOrEqual(Math.max(...bounds.map(({ most }) => most)));
      }
    });
    world.capacities.forEach((capacity, r) => {
      expect(market.roomOf(r)).toBe(capacity - (used[r] ?? 0));
      expect(used[r]).toBeLessThanOrEqual(capacity);
    });
  });

  it('holds what it says and asks prices that are its certificate', () => {
    const world = aWorld(createDice(7), 30, 10, 100);
    const market = openMarket(problemOf(world));
    const held = range(30).flatMap((need) => market.holdingsOf(need));
    expect(held.reduce((sum, { units, score }) => sum + units * score, 0)).toBe(market.objective());
    expect(range(10).every((r) => market.priceOf(r) >= 0)).toBe(true);
    expect(range(30).every((i) => market.worthOf(i) >= 0)).toBe(true);
  });

  it('stays as it is when a pair is declined that was never there', () => {
    const market = openMarket(
      problemOf({ units: [1, 1], capacities: [1, 1], rows: [{ need: 0, resource: 0, score: 4, most: 1 }] }),
    );
    market.declinePair(0, 1);
    expect(market.objective()).toBe(4);
  });

  it.each<[string, (market: TransportMarket) => unknown, RegExp]>([
    ['a need', (market) => market.withdrawNeed(2), /no need 2/],
    ['a resource', (market) => market.withdrawResource(-1), /no resource -1/],
    ['a resource of a new need', (market) => market.insertNeed(1, [{ resource: 5, score: 1 }]), /no resource 5/],
    ['a resource of a pair', (market) => market.declinePair(0, 2), /no resource 2/],
    ['half a unit', (market) => market.insertNeed(0.5, []), /wants 0.5 units/],
    ['half a capacity', (market) => market.changeCapacity(0, 0.5), /has 0.5 units/],
  ])('refuses %s that is not there', (_, act, words) => {
    const market = openMarket(
      problemOf({ units: [1, 1], capacities: [1, 1], rows: [{ need: 0, resource: 0, score: 1, most: 1 }] }),
    );
    expect(() => act(market)).toThrow(words);
  });
});
