import { describe, expect, it } from 'vitest';
import { solveInThreads } from '../src/files/index.ts';
import { createAnswer, findParts, putPart, readAnswer, takePart } from '../src/flow/parts.ts';
import type { TransportSolution } from '../src/flow/solveTransport.ts';
import { checkCertificate, solveTransport, type TransportProblem } from '../src/index.ts';
import { createDice } from './synthetic.ts';

type Pair = readonly [need: number, resource: number];
const problem = (needs: number, resources: number, pairs: readonly Pair[]): TransportProblem => ({
  needUnits: new Int32Array(needs).fill(1),
  capacities: new Float64Array(resources).fill(1),
  pairNeed: Int32Array.from(pairs, ([need]) => need),
  pairResource: Int32Array.from(pairs, ([, resource]) => resource),
  pairScore: new Int32Array(pairs.length).fill(1),
});
const towns = (count: number, size: number): readonly Pair[] =>
  Array.from({ length: count * size * size }, (_, k) => {
    const town = k % count; // pairs of all towns in turn
    const within = Math.floor(k / count);
    return [town * size + Math.floor(within / size), town * size + (within % size)];
  });

/** Several towns without a road between them, some pairs given twice, some people and places without any. */
const random = (seed: number): TransportProblem => {
  const dice = createDice(seed);
  const [count, size] = [1 + dice(5), 2 + dice(9)];
  const top = [1, 3, 50, 100_000][dice(4)] ?? 1;
  const most = [2, 5, 1000][dice(3)] ?? 2;
  const pairs = Array.from({ length: count * size * 4 }, (): Pair => {
    const town = dice(count);
    return [town * size + dice(size), town * size + dice(size)];
  });
  return {
    ...problem(count * size, count * size, pairs),
    needUnits: Int32Array.from({ length: count * size }, () => dice(most)),
    capacities: Float64Array.from({ length: count * size }, () => dice(most)),
    pairScore: Int32Array.from(pairs, () => dice(top + 2) - 1),
    ...(dice(2) === 0 ? { pairMax: Int32Array.from(pairs, () => dice(most)) } : {}),
  };
};

describe('the parts of a problem', () => {
  it.each<[string, TransportProblem]>([
    ['nothing at all', problem(0, 0, [])],
    ['needs alone', problem(3, 0, [])],
    ['resources alone', problem(0, 3, [])],
    ['no pair', problem(3, 3, [])],
    ['one component', problem(4, 4, towns(1, 4))],
    ['one component, joined by its last pair', problem(4, 4, [...towns(2, 2), [3, 0]])],
    ['a component of nearly all pairs', problem(12, 12, [...towns(1, 10), [10, 10], [11, 11]])],
  ])('are not made of %s', (_, given) => {
    expect(findParts(given, 0)).toBeNull();
  });

  it('are not made below 200,000 pairs', () => {
    expect(findParts(problem(630, 630, towns(2, 315)))).toBeNull();
    expect(findParts(problem(640, 640, towns(2, 320)))).not.toBeNull();
  });

  it('hold whole components, the largest by themselves and small ones together', () => {
    const given = problem(100, 100, towns(5, 20));
    const parts = findParts(given, 0);
    expect(parts?.ofNeed).toEqual(parts?.ofResource);
    expect([...(parts?.sizes ?? [])]).toEqual([400, 400, 400, 400, 400]);
    for (let i = 0; i < 100; i++) expect(parts?.ofNeed[i]).toBe(Math.floor(i / 20));
    const small = findParts(problem(100, 100, towns(50, 2)), 0);
    expect([...(small?.sizes ?? [])]).toEqual([20, 20, 20, 20, 20, 20, 20, 20, 20, 20]);
  });

  it('lead to the objective of the whole, proven, on three hundred random instances', () => {
    let split = 0;
    for (let seed = 1; seed <= 300; seed++) {
      const given = random(seed);
      const parted = solveAlone(given);
      if (parted === null) continue;
      split++;
      const { objective } = solveTransport(given);
      expect(parted, `seed ${seed}`).toMatchObject({ objective, dualBound: objective, gap: 0 });
      expect(checkCertificate(given, parted.flow, parted.prices), `seed ${seed}`).toEqual({
        objective,
        dualBound: objective,
        gap: 0,
        assignedUnits: parted.assignedUnits,
        faults: [],
      });
      expect(parted.worths).toHaveLength(given.needUnits.length);
    }
    expect(split).toBeGreaterThan(150);
  });
});

/** All parts one after the other in this thread; `null` where there is one only. */
const solveAlone = (given: TransportProblem): TransportSolution | null => {
  const parts = findParts(given, 0);
  if (parts === null) return null;
  const answer = createAnswer(given, parts);
  for (const part of parts.sizes.keys()) putPart(answer, parts, part, solveTransport(takePart(given, parts, part)));
  return readAnswer(answer);
};

describe('two threads', () => {
  it('give the same answer as one that solves all parts', async () => {
    for (let seed = 1; seed <= 12; seed++) {
      const given = random(seed);
      const found = await solveInThreads(given, undefined, 0);
      expect(found, `seed ${seed}`).toEqual(solveAlone(given) ?? solveTransport(given));
    }
  });

  it('refuse a problem that does not fit together as one thread does', async () => {
    const given = problem(2, 2, [
      [0, 0],
      [1, 2],
    ]);
    await expect(solveInThreads(given, undefined, 0)).rejects.toThrow(
      new RangeError('Pair 1 names resource 2 when expected 0 to 1.'),
    );
  });

  it('refuse totals that only all parts together put beyond 2^53', async () => {
    const given = {
      ...problem(2, 2, [
        [0, 0],
        [1, 1],
      ]),
      needUnits: Int32Array.of(2 ** 31 - 1, 2 ** 31 - 1),
      capacities: Float64Array.of(2 ** 32, 2 ** 32),
      pairScore: Int32Array.of(2 ** 22, 2 ** 22),
    };
    await expect(solveInThreads(given, undefined, 0)).rejects.toThrow(/exceed 2\^53/);
  });
});
