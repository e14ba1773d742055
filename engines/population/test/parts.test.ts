import { expect, it } from 'vitest';
import { openNumberBook } from '../src/numberBook.ts';
import { openRandom, tableOf } from '../src/random.ts';
import { recordIdsOf } from '../src/recordIds.ts';
import { isOneOf, shareOut, startsOf } from '../src/shares.ts';

it.each([
  [10, [1, 1, 1], [4, 3, 3]],
  [7, [0, 2, 5], [0, 2, 5]],
  [3, [0, 0], [2, 1]],
  [0, [], []],
  [1, [0, 1e-9], [0, 1]],
])('shares %i by %o as %o', (total, weights, parts) => {
  expect(shareOut(total, weights)).toEqual(parts);
});

it('shares every total exactly, whatever the weights', () => {
  const random = openRandom('shares');
  for (let round = 0; round < 500; round++) {
    const weights = Array.from({ length: random.between(1, 40) }, () => random.next() ** 3);
    const total = random.below(1_000_000_000);
    const parts = shareOut(total, weights);
    expect(parts.reduce((all, part) => all + part, 0)).toBe(total);
    expect(parts.every((part) => part >= 0)).toBe(true);
  }
});

it('refuses to share what cannot be shared', () => {
  expect(() => shareOut(1, [])).toThrow('Met no parts');
  expect(() => shareOut(-1, [1])).toThrow('Met -1');
  expect(() => shareOut(1.5, [1])).toThrow('Met 1.5');
});

it('tells where parts start, and spreads some of many evenly', () => {
  expect(startsOf([3, 0, 2])).toEqual([0, 3, 3, 5]);
  const chosen = Array.from({ length: 10 }, (_, ordinal) => isOneOf(ordinal, 3, 10));
  expect(chosen.filter(Boolean)).toHaveLength(3);
});

it('repeats a stream for the same keys only', () => {
  const draw = (...keys: string[]) => Array.from({ length: 5 }, openRandom(...keys).next);
  expect(draw('a', 'b')).toEqual(draw('a', 'b'));
  expect(draw('a', 'b')).not.toEqual(draw('ab'));
  expect(draw('a', 'b')).not.toEqual(draw('b', 'a'));
});

it('draws evenly, and by weight', () => {
  const random = openRandom('even');
  const counts = [0, 0, 0, 0, 0, 0, 0, 0];
  for (let round = 0; round < 80_000; round++) {
    const place = random.below(8);
    counts[place] = (counts[place] ?? 0) + 1;
  }
  // Seven degrees of freedom: beyond 24.3 once in a thousand seeds.
  expect(counts.reduce((sum, count) => sum + (count - 10_000) ** 2 / 10_000, 0)).toBeLessThan(24.3);
  const table = tableOf([
    ['never', 0],
    ['seldom', 1],
    ['often', 3],
  ] as const);
  const drawn = Array.from({ length: 8000 }, () => random.from(table));
  expect(drawn).not.toContain('never');
  expect(drawn.filter((value) => value === 'often').length / 8000).toBeCloseTo(0.75, 1);
});

it('refuses an empty list and a table without weight', () => {
  expect(() => openRandom('a').pick([])).toThrow('Met an empty list');
  expect(() => tableOf([['a', 0]])).toThrow('total weight 0');
});

it('never gives one id twice, within a slot or across slots', () => {
  const ids = recordIdsOf('ids');
  const met = new Set<string>();
  for (let slot = 0; slot < 100; slot++) {
    for (let index = 0; index < 400; index++) met.add(ids('need', slot * 97, index));
  }
  expect(met.size).toBe(40_000);
});

it('shows neither order nor kind in an id, and depends on the seed', () => {
  const ids = recordIdsOf('ids');
  const neighbours = Array.from({ length: 1000 }, (_, index) => ids('need', 1, index));
  expect(neighbours).not.toEqual(neighbours.toSorted());
  expect(new Set(neighbours.map((id) => id.slice(5, 7))).size).toBeGreaterThan(500);
  expect(ids('case', 1, 1).slice(5)).not.toBe(ids('need', 1, 1).slice(5));
  expect(recordIdsOf('other')('need', 1, 1)).not.toBe(ids('need', 1, 1));
  expect(() => ids('need', 0, 2 ** 20)).toThrow('Met index 1048576');
});

it('deals births to communities so that no two people share one', () => {
  const communities = 300;
  const wrong: number[] = [];
  const met = new Set<string>();
  for (let community = 0; community < communities; community++) {
    const births = openNumberBook(community, communities, '2025-11-21');
    const random = openRandom('births', community);
    for (let person = 0; person < 60; person++) {
      const { bornOn, sequence } = births(random, person % 2 === 0 ? 'MALE' : 'FEMALE', 70, 71);
      met.add(`${bornOn} ${sequence}`);
      if (sequence % 2 === person % 2) wrong.push(sequence);
    }
  }
  expect(met.size).toBe(communities * 60);
  expect(wrong).toEqual([]);
});
