import { describe, expect, test } from 'vitest';
import { kappaOf, qualityOf, shareOf } from './linkRun.rules.ts';

describe('figures of links', () => {
  test('a share has its Wilson interval, and none of nothing', () => {
    expect(shareOf(0, 0)).toBeNull();
    // Wilson's interval of 81 of 263, as in Newcombe 1998, table I.
    const share = shareOf(81, 263);
    expect([share?.low.toFixed(4), share?.high.toFixed(4)]).toEqual(['0.2553', '0.3662']);
  });

  test("kappa is Cohen's, and tells nothing where there is nothing to tell", () => {
    const pairs = (count: number, one: 'SAME' | 'DIFFERENT', other: 'SAME' | 'DIFFERENT') =>
      Array.from({ length: count }, () => [one, other] as const);
    const twice = [
      ...pairs(20, 'SAME', 'SAME'),
      ...pairs(5, 'SAME', 'DIFFERENT'),
      ...pairs(10, 'DIFFERENT', 'SAME'),
      ...pairs(15, 'DIFFERENT', 'DIFFERENT'),
    ];
    expect(kappaOf(twice)).toBeCloseTo(0.4, 9);
    expect(kappaOf([])).toBeNull();
    expect(kappaOf(pairs(3, 'SAME', 'SAME'))).toBeNull();
  });

  test('recall counts what waits by how much of it reviewers found to be one person', () => {
    const quality = qualityOf({
      sampled: { same: 99, different: 1 },
      unsure: { same: 8, different: 2 },
      links: 1000,
      waiting: 50,
      twice: [],
    });
    expect(quality.precision?.value).toBe(0.99);
    expect(quality.recall?.value).toBeCloseTo(990 / 1030, 9);
    expect(quality.recall?.low).toBeLessThan(990 / 1030);
    expect(
      qualityOf({
        sampled: { same: 0, different: 0 },
        unsure: { same: 1, different: 0 },
        links: 5,
        waiting: 1,
        twice: [],
      }).recall,
    ).toBeNull();
  });
});
