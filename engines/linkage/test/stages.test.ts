import { describe, expect, it } from 'vitest';
import { block, type Pairing, ruleKeys } from '../src/block.ts';
import { oneToOneProbabilities } from '../src/decide.ts';
import { eachPair } from '../src/eachPair.ts';
import { type Encoded, encode } from '../src/encode.ts';
import type { FileModel } from '../src/fileModel.ts';
import { modelOf } from '../src/guessModel.ts';
import { tableOf } from '../src/index.ts';
import { sequence } from './people.ts';

describe('block', () => {
  const random = sequence(5);
  const rows = Array.from({ length: 300 }, () => [
    `n${Math.floor(random() * 40)}`,
    random() < 0.1 ? '' : `t${Math.floor(random() * 9)}`,
    `s${Math.floor(random() * 60)}`,
  ]);
  const model: FileModel = {
    ...modelOf(['name', 'town', 'street'].map((column) => ({ column, kind: 'text' as const }))),
    blocking: [['name:value', 'town:value'], ['street:value'], ['name:value']],
  };
  const whole = encode([tableOf(['name', 'town', 'street'], rows)], model);
  const encoded: Encoded = { ...whole, secondFrom: 140 };

  it.each<[Pairing]>([['ACROSS'], ['AMONG_ALL']])(
    '%s: brings each pair with an equal key together, once',
    (pairing) => {
      const seen: string[] = [];
      const blocks = block(encoded, model, pairing);
      for (const part of [0, 1, 2]) {
        eachPair(blocks, pairing, { everyNth: 1, part, parts: 3 }, (left, right) => seen.push(`${left}-${right}`));
      }
      const expected = rows.flatMap(([name, town, street], l) =>
        rows.flatMap(([otherName, , otherStreet], r) => {
          const counts = pairing === 'ACROSS' ? l < 140 && r >= 140 : l < r;
          return counts && (street === otherStreet || name === otherName) && town !== undefined ? [`${l}-${r}`] : [];
        }),
      );
      expect(seen.toSorted()).toEqual(expected.toSorted());
    },
  );

  it('drops a block that is too large and says so', () => {
    const { report } = block(encoded, { ...model, maximumBlockPairs: 10 }, 'AMONG_ALL');
    const kept = block(encoded, model, 'AMONG_ALL').report;
    expect(report[2]?.droppedBlocks).toBeGreaterThan(0);
    for (const [at, rule] of report.entries()) expect(rule.pairs + rule.droppedPairs).toBe(kept[at]?.pairs);
  });

  it('holds a rule to a limit of its own', () => {
    const { report } = block(encoded, { ...model, blockLimits: { 'name:value': 10 } }, 'AMONG_ALL');
    expect(report[2]?.droppedBlocks).toBeGreaterThan(0);
    expect(report[1]?.droppedBlocks).toBe(0);
  });

  it('gives no key to a row without a part of it', () => {
    const keys = ruleKeys(encoded, [encoded.fields[1]?.at ?? 0]);
    for (const [row, [, town]] of rows.entries()) expect(keys[row] === 0).toBe(town === '');
  });

  it('refuses a rule about an unknown part', () => {
    expect(() => block(encoded, { ...model, blocking: [['name:colour']] }, 'ACROSS')).toThrow(
      'No blocking part "name:colour"',
    );
  });
});

const edgesOf = (triples: readonly (readonly [number, number, number])[]) => ({
  left: Int32Array.from(triples, ([left]) => left),
  right: Int32Array.from(triples, ([, right]) => right),
  bits: Float64Array.from(triples, ([, , bits]) => bits),
});

/** The probability of each edge by listing all one-to-one sets of edges. */
const byListing = (triples: readonly (readonly [number, number, number])[]): readonly number[] => {
  let total = 0;
  const sums = triples.map(() => 0);
  for (let set = 0; set < 2 ** triples.length; set += 1) {
    const chosen = triples.map((triple, at) => ({ triple, at })).filter(({ at }) => (set >> at) % 2 === 1);
    const ends = chosen.flatMap(({ triple: [left, right] }) => [left, right]);
    if (new Set(ends).size !== ends.length) continue;
    const weight = chosen.reduce((product, { triple: [, , bits] }) => product * 2 ** bits, 1);
    total += weight;
    for (const { at } of chosen) sums[at] = (sums[at] ?? 0) + weight;
  }
  return sums.map((sum) => sum / total);
};

describe('oneToOneProbabilities', () => {
  it('is exact on a tree of candidates', () => {
    const triples = [
      [0, 5, 3],
      [0, 6, 2.5],
      [1, 6, 4],
      [1, 7, -1],
      [2, 7, 0.5],
      [3, 7, 6],
      [4, 8, 1],
    ] as const;
    const found = oneToOneProbabilities(edgesOf(triples), 9);
    for (const [at, expected] of byListing(triples).entries()) expect(found[at]).toBeCloseTo(expected, 9);
  });

  it('accepts neither of two equal candidates', () => {
    expect(
      Math.max(
        ...oneToOneProbabilities(
          edgesOf([
            [0, 1, 40],
            [0, 2, 40],
          ]),
          3,
        ),
      ),
    ).toBeLessThanOrEqual(0.5);
  });
});
