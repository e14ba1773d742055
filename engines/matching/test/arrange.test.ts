import { describe, expect, it } from 'vitest';
import { arrangeByPairs } from '../src/flow/arrange.ts';
import type { TransportProblem } from '../src/index.ts';
import { createDice } from './synthetic.ts';

const problemAtRandom = (seed: number): TransportProblem => {
  const dice = createDice(seed);
  const draw = (count: number, below: number) => Int32Array.from({ length: count }, () => dice(below));
  const [needs, resources, pairs] = [1 + dice(12), 1 + dice(8), dice(40)];
  return {
    needUnits: draw(needs, 5),
    capacities: draw(resources, 6),
    pairNeed: draw(pairs, needs),
    pairResource: draw(pairs, resources),
    pairScore: draw(pairs, 100),
    ...(dice(2) === 0 ? {} : { pairMax: draw(pairs, 4) }),
  };
};

/** Needs on a line, each with the three resources nearest to it, all in an order that has nothing to do with the line. */
const shuffledLine = (count: number): TransportProblem => {
  const spread = (k: number): number => (k * 37) % count; // 37 and the count have no common divisor
  const members = Array.from({ length: count }, (_, k) => k);
  return {
    needUnits: new Int32Array(count).fill(1),
    capacities: new Int32Array(count).fill(1),
    pairNeed: Int32Array.from(members.flatMap((k) => [k, k, k].map(spread))),
    pairResource: Int32Array.from(
      members.flatMap((k) => [Math.max(0, k - 1), k, Math.min(count - 1, k + 1)].map(spread)),
    ),
    pairScore: new Int32Array(3 * count).fill(1),
  };
};

describe('a problem that is arranged by its pairs', () => {
  it('is the same problem', () => {
    for (let seed = 0; seed < 200; seed++) {
      const given = problemAtRandom(seed);
      const { problem, needs, resources } = arrangeByPairs(given);
      const rows = (of: TransportProblem, needAt = (i: number) => i, resourceAt = needAt): readonly string[] =>
        Array.from(of.pairNeed, (i, k) => {
          const [need, resource] = [needAt(i), resourceAt(of.pairResource[k] ?? -1)];
          return [
            need,
            of.needUnits[i],
            resource,
            of.capacities[of.pairResource[k] ?? -1],
            of.pairScore[k],
            of.pairMax?.[k],
          ].join();
        }).sort();
      expect(rows(problem, needs.positionOf, resources.positionOf)).toEqual(rows(given));
      given.needUnits.forEach((units, i) => {
        expect([needs.positionOf(needs.placeOf(i)), problem.needUnits[needs.placeOf(i)]]).toEqual([i, units]);
      });
      given.capacities.forEach((units: number, r: number) => {
        expect([resources.positionOf(resources.placeOf(r)), problem.capacities[resources.placeOf(r)]]).toEqual([
          r,
          units,
        ]);
      });
      expect([needs.placeOf(given.needUnits.length), resources.positionOf(given.capacities.length)]).toEqual([
        given.needUnits.length,
        given.capacities.length,
      ]);
    }
  });

  it('keeps those who have pairs with each other close together', () => {
    const { problem } = arrangeByPairs(shuffledLine(1000));
    const apart = problem.pairNeed.map((i, k) => Math.abs(i - (problem.pairResource[k] ?? 0)));
    expect(Math.max(...apart)).toBeLessThan(10);
  });
});
