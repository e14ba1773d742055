import { describe, expect, it } from 'vitest';
import { checkCertificate, solveTransport, type TransportProblem } from '../src/index.ts';
import { optimumByBellmanFord } from './oracle.ts';
import { createDice } from './synthetic.ts';

type Row = readonly [need: number, resource: number, score: number, most?: number];
const problem = (
  needUnits: readonly number[],
  capacities: readonly number[],
  rows: readonly Row[],
): TransportProblem => ({
  needUnits: Int32Array.from(needUnits),
  capacities: Float64Array.from(capacities),
  pairNeed: Int32Array.from(rows, ([need]) => need),
  pairResource: Int32Array.from(rows, ([, resource]) => resource),
  pairScore: Int32Array.from(rows, ([, , score]) => score),
  ...(rows.some((row) => row.length > 3)
    ? { pairMax: Int32Array.from(rows, ([, , , most]) => most ?? 2 ** 31 - 1) }
    : {}),
});
const proven = (given: TransportProblem) => {
  const solution = solveTransport(given);
  const certificate = checkCertificate(given, solution.flow, solution.prices);
  expect(certificate).toEqual({
    objective: solution.objective,
    dualBound: solution.objective,
    gap: 0,
    assignedUnits: solution.assignedUnits,
    faults: [],
  });
  expect(solution.gap).toBe(0);
  return solution;
};
const range = (count: number): readonly number[] => Array.from({ length: count }, (_, k) => k);

const random = (seed: number): TransportProblem => {
  const dice = createDice(seed);
  const [needs, resources] = [1 + dice(9), 1 + dice(7)];
  const top = [1, 2, 5, 40, 100_000][dice(5)] ?? 1;
  const most = [2, 4, 30, 100_000][dice(4)] ?? 2;
  const capped = dice(2) === 0;
  const rows = range(needs).flatMap((need) =>
    range(resources).flatMap((resource): Row[] =>
      dice(3) === 0
        ? []
        : [capped ? [need, resource, dice(top + 2) - 1, dice(most)] : [need, resource, dice(top + 2) - 1]],
    ),
  );
  return problem(
    range(needs).map(() => dice(most)),
    range(resources).map(() => dice(most)),
    rows,
  );
};

describe('the optimum', () => {
  it.each<[string, TransportProblem, number]>([
    ['of nothing', problem([], [], []), 0],
    ['of needs without resources', problem([1, 2], [], []), 0],
    ['of scores that are not worth it', problem([3], [3], [[0, 0, 0]]), 0],
    ['of negative scores', problem([3], [3], [[0, 0, -5]]), 0],
    ['of one pair', problem([3], [2], [[0, 0, 7]]), 14],
    ['of one pair with its own bound', problem([3], [3], [[0, 0, 7, 1]]), 7],
    ['of a pair that may carry nothing', problem([3], [3], [[0, 0, 7, 0]]), 0],
    ['of a resource without units', problem([3], [0], [[0, 0, 7]]), 0],
    ['of a need without units', problem([0], [3], [[0, 0, 7]]), 0],
    [
      'of a pair given twice',
      problem(
        [5],
        [5],
        [
          [0, 0, 7, 1],
          [0, 0, 9, 2],
          [0, 0, 3, 5],
        ],
      ),
      18,
    ],
    [
      'of a pair given twice with one score',
      problem(
        [5],
        [5],
        [
          [0, 0, 7, 1],
          [0, 0, 7, 3],
        ],
      ),
      21,
    ],
    [
      'of a pair given twice, the higher score for no unit',
      problem(
        [5],
        [5],
        [
          [0, 0, 7, 1],
          [0, 0, 9, 0],
        ],
      ),
      7,
    ],
    [
      'that a greedy choice misses',
      problem(
        [1, 1],
        [1, 1],
        [
          [0, 0, 10],
          [0, 1, 9],
          [1, 0, 9],
        ],
      ),
      18,
    ],
    [
      'that lets the first need go',
      problem(
        [1, 1],
        [1],
        [
          [0, 0, 10],
          [1, 0, 11],
        ],
      ),
      11,
    ],
    [
      'of one need over many resources',
      problem(
        [7],
        [3, 3, 3],
        [
          [0, 0, 5],
          [0, 1, 4],
          [0, 2, 3],
        ],
      ),
      30,
    ],
    [
      'of amounts above 2^31',
      problem(
        [2_000_000_000, 2_000_000_000],
        [4_000_000_000],
        [
          [0, 0, 3],
          [1, 0, 2],
        ],
      ),
      10_000_000_000,
    ],
    ['of the largest score', problem([1], [1], [[0, 0, 2 ** 31 - 1]]), 2 ** 31 - 1],
  ])('%s is proven', (_, given, objective) => {
    expect(proven(given).objective).toBe(objective);
  });

  it('equals that of an independent method on six hundred random instances', () => {
    for (let seed = 1; seed <= 600; seed++) {
      const given = random(seed);
      expect(proven(given).objective, `seed ${seed}`).toBe(optimumByBellmanFord(given));
    }
  });

  it.each<[string, TransportProblem]>([
    [
      'equal scores, scarce',
      problem(
        range(60).map(() => 1),
        range(20).map(() => 2),
        range(1200).map((k) => [k % 60, k % 20, 5]),
      ),
    ],
    [
      'equal scores, plentiful',
      problem(
        range(60).map(() => 1),
        range(20).map(() => 4),
        range(1200).map((k) => [k % 60, k % 20, 5]),
      ),
    ],
    [
      'a chain',
      problem(
        range(300).map(() => 1),
        range(300).map(() => 1),
        range(599).map((k) => [(k + 1) >> 1, k >> 1, 1000 + (k & 1)]),
      ),
    ],
    [
      'products',
      problem(
        range(40).map(() => 1),
        range(40).map(() => 1),
        range(1600).map((k) => [k % 40, Math.floor(k / 40), ((k % 40) + 1) * (Math.floor(k / 40) + 1)]),
      ),
    ],
    [
      'one wide need',
      problem(
        [300],
        range(400).map((r) => 1 + (r % 3)),
        range(400).map((r) => [0, r, 1 + ((r * 7919) % 1000)]),
      ),
    ],
    [
      'wide needs that compete',
      problem(
        [200, 200, 200],
        range(200).map((r) => 1 + (r % 3)),
        range(600).map((k) => [k % 3, Math.floor(k / 3), 1 + ((k * 7919) % 50)]),
      ),
    ],
    [
      'one huge fund',
      problem(
        range(200).map((k) => 10_000 + k),
        [1_000_000],
        range(200).map((k) => [k, 0, 1000 + (k % 7)]),
      ),
    ],
  ])('is proven for %s', (_, given) => {
    proven(given);
  });

  it('does not depend on the order of needs, resources and pairs', () => {
    for (let seed = 1; seed <= 60; seed++) {
      const given = random(seed);
      const needs = given.needUnits.length;
      const turned = range(given.pairNeed.length).toReversed();
      const other: TransportProblem = {
        needUnits: given.needUnits.toReversed(),
        capacities: given.capacities.toReversed(),
        pairNeed: Int32Array.from(turned, (k) => needs - 1 - (given.pairNeed[k] ?? 0)),
        pairResource: Int32Array.from(turned, (k) => given.capacities.length - 1 - (given.pairResource[k] ?? 0)),
        pairScore: Int32Array.from(turned, (k) => given.pairScore[k] ?? 0),
        ...(given.pairMax ? { pairMax: Int32Array.from(turned, (k) => given.pairMax?.[k] ?? 0) } : {}),
      };
      expect(solveTransport(other).objective).toBe(solveTransport(given).objective);
    }
  });

  it('never falls when a resource gets one unit more, and rises by at most the last unit', () => {
    for (let seed = 1; seed <= 60; seed++) {
      const given = random(seed);
      const before = solveTransport(given);
      given.capacities.forEach((units: number, r: number) => {
        const capacities = Float64Array.from(given.capacities);
        capacities[r] = units + 1;
        const gain = solveTransport({ ...given, capacities }).objective - before.objective;
        expect(gain).toBeGreaterThanOrEqual(0);
        expect(gain).toBeLessThanOrEqual(before.prices[r] ?? 0);
      });
    }
  });
});

describe('the certificate', () => {
  const given = problem(
    [2, 1],
    [2],
    [
      [0, 0, 5],
      [1, 0, 4, 1],
    ],
  );

  it('shows the gap of an assignment that is not the best', () => {
    expect(checkCertificate(given, [1, 1], [4])).toMatchObject({ objective: 9, dualBound: 10, gap: 1, faults: [] });
  });

  it('names every limit that an assignment breaks', () => {
    const { faults } = checkCertificate(given, [2, 2], [-1]);
    expect(faults).toEqual([
      'Pair 1 carries 2 of at most 1 units.',
      'Need 1 has 2 of 1 units.',
      'Resource 0 gives 4 of 2 units.',
      'Resource 0 has the price -1.',
    ]);
  });
});

describe('a problem that does not fit together', () => {
  const good = problem([1], [1], [[0, 0, 1]]);
  it.each<[string, TransportProblem, RegExp]>([
    ['arrays of different lengths', { ...good, pairScore: new Int32Array(2) }, /1, 1, 2 entries/],
    ['a need that is not there', { ...good, pairNeed: Int32Array.of(1) }, /names need 1/],
    ['a resource that is not there', { ...good, pairResource: Int32Array.of(-1) }, /names resource -1/],
    ['negative units', { ...good, needUnits: Int32Array.of(-1) }, /wants -1 units/],
    ['half a capacity', { ...good, capacities: Float64Array.of(0.5) }, /has 0.5 units/],
    [
      'totals beyond 2^53',
      problem(
        [2e9, 2e9, 2e9],
        [1e10],
        [
          [0, 0, 2e9],
          [1, 0, 1],
          [2, 0, 1],
        ],
      ),
      /exceed 2\^53/,
    ],
  ])('is refused: %s', (_, wrong, words) => {
    expect(() => solveTransport(wrong)).toThrow(words);
  });
});
