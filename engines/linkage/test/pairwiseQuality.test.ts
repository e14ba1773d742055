import { describe, expect, it } from 'vitest';
import { type Pair, pairwiseQuality } from '../src/index.ts';

const pairs = (count: number, prefix: string): readonly Pair[] =>
  Array.from({ length: count }, (_, at) => [`${prefix}${at}`, `${prefix}${at}'`] as const);

describe('pairwiseQuality', () => {
  it('counts pairs in either order once', () => {
    const quality = pairwiseQuality(
      [
        ['b', 'a'],
        ['a', 'b'],
        ['c', 'd'],
      ],
      [
        ['a', 'b'],
        ['e', 'f'],
      ],
    );
    expect(quality).toMatchObject({ truePositives: 1, falsePositives: 1, falseNegatives: 1 });
    expect(quality.f1.value).toBeCloseTo(0.5, 12);
  });

  it('gives the published Wilson interval of 81 in 263', () => {
    // Newcombe 1998, Statistics in Medicine 17, table I: 0.2553 to 0.3662.
    const { precision } = pairwiseQuality([...pairs(81, 'x'), ...pairs(182, 'y')], pairs(81, 'x'));
    expect(precision.low).toBeCloseTo(0.2553, 4);
    expect(precision.high).toBeCloseTo(0.3662, 4);
  });

  it('never leaves the unit interval', () => {
    const { precision, recall, f1 } = pairwiseQuality(pairs(20, 'x'), pairs(20, 'x'));
    for (const { value, low, high } of [precision, recall, f1]) {
      expect([value, high]).toEqual([1, 1]);
      expect(low).toBeGreaterThan(0.8);
    }
  });

  it('knows nothing from nothing', () => {
    expect(pairwiseQuality([], []).precision).toEqual({ value: 1, low: 0, high: 1 });
  });
});
