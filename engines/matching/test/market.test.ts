import { describe, expect, it } from 'vitest';
import { type MarketPair, openMarket, solveTransport, type TransportProblem } from '../src/index.ts';
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

describe('a market that is kept open', () => {
  it('has after every change the objective of a solve from scratch', () => {
    for (let seed = 1; seed <= 60; seed++) {
      const dice = createDice(seed);
      const world = aWorld(dice, 8, 6, [2, 5, 50, 5000][seed % 4] ?? 5);
      const market = openMarket(problemOf(world));
      for (let change = 0; change < 25; change++) {
        const need = dice(world.units.length);
        const resource = dice(world.capacities.length);
        switch (dice(5)) {
          case 0:
            market.withdrawNeed(need);
            world.units[need] = 0;
            world.rows = world.rows.filter((row) => row.need !== need);
            break;
          case 1:
            market.withdrawResource(resource);
            world.capacities[resource] = 0;
            world.rows = world.rows.filter((row) => row.resource !== resource);
            break;
          case 2: {
            const row = world.rows[dice(world.rows.length)];
            if (row === undefined) break;
            market.declinePair(row.need, row.resource);
            world.rows = world.rows.filter((other) => other !== row);
            break;
          }
          default: {
            const pairs: MarketPair[] = range(6)
              .filter(() => dice(2) === 0)
              .map((r) => ({ resource: r, score: 1 + dice(50), most: 1 + dice(3) }));
            const units = dice(4);
            const position = market.insertNeed(units, pairs);
            expect(position).toBe(world.units.length);
            world.units.push(units);
            world.rows = [
              ...world.rows,
              ...pairs.map(({ resource: r, score, most }) => ({
                need: position,
                resource: r,
                score,
                most: most ?? 99,
              })),
            ];
          }
        }
        expect(market.objective(), `seed ${seed}, change ${change}`).toBe(solveTransport(problemOf(world)).objective);
      }
    }
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

  it.each<[string, (market: ReturnType<typeof openMarket>) => unknown, RegExp]>([
    ['a need', (market) => market.withdrawNeed(2), /no need 2/],
    ['a resource', (market) => market.withdrawResource(-1), /no resource -1/],
    ['a resource of a new need', (market) => market.insertNeed(1, [{ resource: 5, score: 1 }]), /no resource 5/],
    ['a resource of a pair', (market) => market.declinePair(0, 2), /no resource 2/],
    ['half a unit', (market) => market.insertNeed(0.5, []), /wants 0.5 units/],
  ])('refuses %s that is not there', (_, act, words) => {
    const market = openMarket(
      problemOf({ units: [1, 1], capacities: [1, 1], rows: [{ need: 0, resource: 0, score: 1, most: 1 }] }),
    );
    expect(() => act(market)).toThrow(words);
  });
});
