import { describe, expect, test } from 'vitest';
import { type ProtectedUnit, protectUnit, threshold, type Unit } from '../src/index.ts';
import { everyValue, givenNumbers, highest, puzzleOf, truthOf } from './attacker.ts';

/** Numbers in [0, 1) that are the same on every machine (mulberry32). */
function numbersFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** People with a street and one value in each table, drawn so that some values and streets are rare. */
function randomUnit(seed: number, most: { streets: number; values: number; tables: number; people: number }): Unit {
  const next = numbersFrom(seed);
  const upTo = (limit: number) => 1 + Math.floor(next() * limit);
  const skewed = (limit: number) => Math.floor(limit * next() ** 2);
  const streets = Array.from({ length: upTo(most.streets) }, (_, at) => `street ${at}`);
  const tables = Array.from({ length: upTo(most.tables) }, (_, at) => {
    const values = Array.from({ length: upTo(most.values) }, (_value, place) => `value ${place}`);
    return { name: `table ${at}`, values, counts: streets.map(() => values.map(() => 0)) };
  });
  for (let person = Math.floor(next() * most.people); person > 0; person--) {
    const street = skewed(streets.length);
    for (const { values, counts } of tables) {
      const row = counts[street] as number[];
      const value = skewed(values.length);
      row[value] = (row[value] ?? 0) + 1;
    }
  }
  return { id: 'district', streets, tables };
}

const unitOf = (...tables: readonly (readonly (readonly number[])[])[]): Unit => ({
  id: 'district',
  streets: (tables[0] ?? []).map((_, at) => `street ${at}`),
  tables: tables.map((counts, at) => ({
    name: `table ${at}`,
    values: (counts[0] ?? []).map((_, value) => `value ${value}`),
    counts,
  })),
});

const given = ({ tables }: ProtectedUnit) => tables.flatMap(givenNumbers);

/** Names under the threshold that are proven to be under it, by a linear programme over all that is given. */
function brokenIn(unit: Unit): string[] {
  const puzzle = puzzleOf(protectUnit(unit, threshold));
  const truth = truthOf(unit.tables, unit.streets);
  return puzzle.unknowns.filter(
    (name) => (truth.get(name) ?? 0) < threshold && highest(puzzle, name) < threshold - 1e-6,
  );
}

test('gives nothing that is under the threshold, and all that it gives is true', () => {
  for (let seed = 0; seed < 400; seed++) {
    const unit = randomUnit(seed, { streets: 8, values: 8, tables: 4, people: 300 });
    const truth = truthOf(unit.tables, unit.streets);
    const { tables } = protectUnit(unit, threshold);
    for (const { name, values, streets, margin } of tables)
      for (const { place, cells, total } of [...streets, ...(margin ? [margin] : [])]) {
        const of = place === 'district' ? '' : place;
        const pairs = [
          [total, truth.get(of || 'all')] as const,
          ...cells.map((cell, at) => [cell, truth.get(`${name}/${of}/${values[at]}`)] as const),
        ];
        for (const [number, exact] of pairs)
          if (number !== null) expect([number, number >= threshold]).toEqual([exact, true]);
      }
  }
});

test('leaves no number under the threshold that a linear programme over all tables proves to be under it', () => {
  for (let seed = 0; seed < 250; seed++)
    expect([seed, brokenIn(randomUnit(seed, { streets: 5, values: 5, tables: 3, people: 120 }))]).toEqual([seed, []]);
});

test('would be broken if only what is small were missing', () => {
  const counts = [
    [3, 20, 30],
    [12, 25, 35],
  ];
  const unit = unitOf(counts);
  const margin = { place: 'district', cells: [15, 45, 65], total: 125 };
  const streets = unit.streets.map((place, at) => ({
    place,
    cells: (counts[at] ?? []).map((count) => (count < threshold ? null : count)),
    total: (counts[at] ?? []).reduce((all, one) => all + one, 0),
  }));
  const naive = { id: 'district', tables: unit.tables.map((table) => ({ ...table, streets, margin })) };
  expect(highest(puzzleOf(naive), 'table 0/street 0/value 0')).toBeCloseTo(3);
});

test('leaves none either when all solutions in whole numbers are tried', () => {
  for (let seed = 0; seed < 60; seed++) {
    const unit = randomUnit(seed + 10_000, { streets: 3, values: 2, tables: 2, people: 15 });
    const released = protectUnit(unit, threshold);
    const truth = truthOf(unit.tables, unit.streets);
    const all = truth.get('all') ?? 0;
    if (all < threshold) {
      expect(given(released).every((number) => number === null)).toBe(true);
      continue;
    }
    for (const [name, values] of everyValue(puzzleOf(released), all))
      if ((truth.get(name) ?? 0) < threshold)
        expect([seed, name, Math.max(...values) >= threshold]).toEqual([seed, name, true]);
  }
});

test('gives the same to whoever asks, again and again', () => {
  const unit = randomUnit(7, { streets: 8, values: 8, tables: 3, people: 200 });
  expect(protectUnit(unit, threshold)).toEqual(protectUnit(structuredClone(unit), threshold));
});

describe('what is lost', () => {
  test('is nothing where nothing is under the threshold', () => {
    expect(
      given(
        protectUnit(
          unitOf([
            [10, 20],
            [30, 40],
          ]),
          threshold,
        ),
      ),
    ).not.toContain(null);
  });

  test('is four cells for one that is rare, and no margin', () => {
    const released = protectUnit(
      unitOf([
        [3, 20, 30],
        [12, 25, 35],
        [50, 60, 70],
      ]),
      threshold,
    );
    expect(given(released).filter((number) => number === null)).toHaveLength(4);
    expect(released.tables[0]?.margin).toMatchObject({ cells: [65, 105, 135], total: 305 });
  });

  test('is a street and one more where a street is small', () => {
    const [table] = protectUnit(
      unitOf([
        [1, 2],
        [10, 20],
        [100, 200],
      ]),
      threshold,
    ).tables;
    expect(table?.streets.map(({ total }) => total)).toEqual([null, null, 300]);
    expect(table?.margin?.total).toBe(333);
  });

  test('is a value and one more where nobody has the value', () => {
    const [table] = protectUnit(
      unitOf([
        [0, 30, 60],
        [0, 40, 50],
      ]),
      threshold,
    ).tables;
    expect(table?.margin).toMatchObject({ cells: [null, null, 110], total: 180 });
    expect(table?.streets[0]).toMatchObject({ cells: [null, null, 60], total: 90 });
  });

  test('is everything where the whole is small', () => {
    expect(
      new Set(
        given(
          protectUnit(
            unitOf([
              [1, 0],
              [2, 1],
            ]),
            threshold,
          ),
        ),
      ),
    ).toEqual(new Set([null]));
  });

  test('is less than a fifth of what may be given, in a district like those that are', () => {
    let lost = 0;
    let might = 0;
    for (let seed = 0; seed < 20; seed++) {
      const unit = randomUnit(seed + 500, { streets: 7, values: 7, tables: 3, people: 3000 });
      const truth = truthOf(unit.tables, unit.streets);
      might += [...truth].filter(([, count]) => count >= threshold).length;
      lost += puzzleOf(protectUnit(unit, threshold)).unknowns.filter(
        (name) => (truth.get(name) ?? 0) >= threshold,
      ).length;
    }
    expect(lost / might).toBeLessThan(0.2);
  });
});

test('is not misled by tables that do not count the same people', () => {
  expect(() => protectUnit(unitOf([[5, 5]], [[5, 6]]), threshold)).toThrow(
    'Tables table 0 and table 1 do not count the same people.',
  );
});
