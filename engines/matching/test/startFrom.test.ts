import { describe, expect, it } from 'vitest';
import { openTransportFrom, solveTransport } from '../src/flow/solveTransport.ts';
import { checkCertificate, type TransportProblem } from '../src/index.ts';
import { createDice } from './synthetic.ts';

type Dice = ReturnType<typeof createDice>;

const thrown = (dice: Dice): Required<TransportProblem> => {
  const [needs, resources, pairs] = [5 + dice(40), 3 + dice(20), 40 + dice(300)];
  const list = (count: number, value: () => number) => Int32Array.from({ length: count }, value);
  const units = dice(2) === 0 ? 3 : 5_000;
  return {
    needUnits: list(needs, () => dice(units)),
    capacities: list(resources, () => dice(2 * units)),
    pairNeed: list(pairs, () => dice(needs)),
    pairResource: list(pairs, () => dice(resources)),
    pairScore: list(pairs, () => dice(50)),
    pairMax: list(pairs, () => dice(units)),
  };
};

/** The same needs, resources and pairs with some other units, bounds and scores. */
const changed = (problem: Required<TransportProblem>, dice: Dice, oneOf: number): Required<TransportProblem> => {
  const some = (values: Int32Array | Float64Array) =>
    Int32Array.from(values, (value) => (dice(oneOf) === 0 ? dice(2 * value + 2) : value));
  const { needUnits, capacities, pairScore, pairMax } = problem;
  return {
    ...problem,
    needUnits: some(needUnits),
    capacities: some(capacities),
    pairScore: some(pairScore),
    pairMax: some(pairMax),
  };
};

describe('a solve that begins where another ended', () => {
  it('comes to the same optimum, however much differs', () => {
    const dice = createDice(20);
    for (let time = 0; time < 400; time++) {
      const problem = thrown(dice);
      const other = changed(problem, dice, [1, 3, 30][time % 3] ?? 1);
      const { flow, prices } = solveTransport(problem);
      const found = openTransportFrom(other, { flow, prices }).solution();
      expect(found.objective).toBe(solveTransport(other).objective);
      const { objective, dualBound, faults } = checkCertificate(other, found.flow, found.prices);
      expect([objective, dualBound, faults]).toEqual([found.objective, found.objective, []]);
    }
  });

  it('has nothing to search for where nothing differs', () => {
    const problem = thrown(createDice(21));
    const { flow, prices, objective } = solveTransport(problem);
    const again = openTransportFrom(problem, { flow, prices }).solution();
    expect([again.objective, again.searches, again.flow]).toEqual([objective, 0, flow]);
  });
});
