import { describe, expect, test } from 'vitest';
import { type Count, partReleaseOf, releaseOf, threshold } from '../src/index.ts';
import { givenNumbers, highest, type Puzzle, puzzleOf } from './attacker.ts';

const district = '420502000000';
const street = (at: number) => `420502${String(at + 1).padStart(3, '0')}000`;
const whole = {
  population: 'Needs',
  version: '1',
  tables: [{ name: 'STATUS', values: ['OPEN', 'MET', 'WITHDRAWN'] }],
};
const part = {
  population: 'OpenNeeds',
  version: '1',
  tables: [{ name: 'OUTCOME', values: ['SERVED', 'PARTLY', 'UNSERVED'] }],
};

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

interface Need {
  readonly street: string;
  readonly status: string;
  readonly outcome: string;
}

function needsOf(seed: number): { readonly streets: readonly string[]; readonly needs: readonly Need[] } {
  const next = numbersFrom(seed);
  const pick = (values: readonly string[]) => values[Math.floor(values.length * next() ** 2)] ?? '';
  const streets = Array.from({ length: 1 + Math.floor(next() * 5) }, (_, at) => street(at));
  const most = 1 + Math.floor(next() * 140);
  const needs = Array.from({ length: most }, () => ({
    street: pick(streets),
    status: pick(['OPEN', 'MET', 'WITHDRAWN']),
    outcome: pick(['UNSERVED', 'SERVED', 'PARTLY']),
  }));
  return { streets, needs };
}

const placesAbove = (streets: readonly string[]) =>
  new Map<string, readonly string[]>([
    [district, [district]],
    ...streets.map((one) => [one, [one, district]] as const),
  ]);

const counted = (needs: readonly Need[], valuesOf: (need: Need) => Count['values']): readonly Count[] =>
  needs.map((need) => ({ place: need.street, values: valuesOf(need), count: 1 }));

function releasesOf({ streets, needs }: ReturnType<typeof needsOf>) {
  const above = placesAbove(streets);
  const ofWhole = releaseOf(
    whole,
    counted(needs, ({ status }) => ({ STATUS: status })),
    above,
  );
  const ofPart = partReleaseOf(
    part,
    counted(
      needs.filter(({ status }) => status === 'OPEN'),
      ({ outcome }) => ({ OUTCOME: outcome }),
    ),
    above,
    { whole: ofWhole, table: 'STATUS', value: 'OPEN' },
  );
  return { ofWhole, ofPart };
}

/** What a reader of both releases can write down: the total of a street in the part is its cell in the whole. */
function joined(seed: number): { readonly puzzle: Puzzle; readonly truth: ReadonlyMap<string, number> } {
  const world = needsOf(seed);
  const { ofWhole, ofPart } = releasesOf(world);
  const [one, other] = [ofWhole.units[0], ofPart.units[0]];
  if (!one || !other) throw new Error('There is no district.');
  const puzzles = [puzzleOf(one), renamed(puzzleOf(other), (name) => (name.includes('/') ? name : `part ${name}`))];
  const known = (name: string): number | undefined => numbersIn(ofWhole).get(name) ?? numbersIn(ofPart).get(name);
  const links = [...world.streets, ''].map((place) => [`STATUS/${place}/OPEN`, `part ${place || 'all'}`] as const);
  const equations = links.map(([left, right]) => {
    const terms = new Map<string, number>();
    let constant = 0;
    for (const [name, sign] of [
      [left, 1],
      [right, -1],
    ] as const) {
      const value = known(name);
      if (value === undefined) terms.set(name, sign);
      else constant -= sign * value;
    }
    return { terms, constant };
  });
  const all = [...puzzles.flatMap((puzzle) => puzzle.equations), ...equations];
  return {
    puzzle: { unknowns: [...new Set(all.flatMap(({ terms }) => [...terms.keys()]))], equations: all },
    truth: truthOf(world.needs),
  };
}

const renamed = (puzzle: Puzzle, name: (old: string) => string): Puzzle => ({
  unknowns: puzzle.unknowns.map(name),
  equations: puzzle.equations.map(({ terms, constant }) => ({
    terms: new Map([...terms].map(([old, factor]) => [name(old), factor])),
    constant,
  })),
});

function numbersIn(release: ReturnType<typeof releaseOf>): ReadonlyMap<string, number> {
  const numbers = new Map<string, number>();
  const note = (name: string, value: number | null) => {
    if (value !== null) numbers.set(name, value);
  };
  for (const { name, values, streets, margin } of release.units.flatMap(({ tables }) => tables))
    for (const { place, cells, total } of [...streets, ...(margin ? [{ ...margin, place: '' }] : [])]) {
      note(name === 'OUTCOME' ? `part ${place || 'all'}` : place || 'all', total);
      for (const [at, value] of values.entries()) note(`${name}/${place}/${value}`, cells[at] ?? null);
    }
  return numbers;
}

function truthOf(needs: readonly Need[]): ReadonlyMap<string, number> {
  const truth = new Map<string, number>();
  const add = (name: string) => void truth.set(name, (truth.get(name) ?? 0) + 1);
  for (const { street: place, status, outcome } of needs)
    for (const at of [place, '']) {
      add(at || 'all');
      add(`STATUS/${at}/${status}`);
      if (status === 'OPEN') add(`part ${at || 'all'}`);
      if (status === 'OPEN') add(`OUTCOME/${at}/${outcome}`);
    }
  return truth;
}

const seeds = Array.from({ length: 300 }, (_, seed) => seed);

test('a part gives what is true and not under the threshold, and the total of a street exactly where the whole gives its cell', () => {
  let given = 0;
  for (const seed of seeds) {
    const world = needsOf(seed);
    const { ofWhole, ofPart } = releasesOf(world);
    const truth = truthOf(world.needs);
    for (const [name, value] of numbersIn(ofPart)) expect([seed, name, value]).toEqual([seed, name, truth.get(name)]);
    const numbers = ofPart.units.flatMap(({ tables }) => tables.flatMap(givenNumbers)).filter((one) => one !== null);
    expect(numbers.filter((one) => one < threshold)).toEqual([]);
    given += numbers.length;
    for (const place of [...world.streets, ''])
      expect([seed, place, numbersIn(ofPart).get(`part ${place || 'all'}`)]).toEqual([
        seed,
        place,
        numbersIn(ofWhole).get(`STATUS/${place}/OPEN`),
      ]);
  }
  expect(given).toBeGreaterThan(seeds.length);
});

test('nobody who reads the part beside the whole proves a number of either to be under the threshold', () => {
  const broken = seeds.flatMap((seed) => {
    const { puzzle, truth } = joined(seed);
    return puzzle.unknowns
      .filter((name) => (truth.get(name) ?? 0) < threshold && highest(puzzle, name) < threshold - 1e-6)
      .map((name) => `${seed}: ${name}`);
  });
  expect(broken).toEqual([]);
});

describe('the same attack', () => {
  test('breaks a part that is protected as if it stood alone', () => {
    const broken = seeds.some((seed) => {
      const world = needsOf(seed);
      const { ofWhole } = releasesOf(world);
      const open = world.needs.filter(({ status }) => status === 'OPEN');
      const above = placesAbove(world.streets);
      const alone = releaseOf(
        part,
        counted(open, ({ outcome }) => ({ OUTCOME: outcome })),
        above,
      );
      // A street whose open needs the whole holds back is told by the part.
      return world.streets.some(
        (place) =>
          numbersIn(alone).has(`part ${place}`) &&
          !numbersIn(ofWhole).has(`STATUS/${place}/OPEN`) &&
          numbersIn(ofWhole).has(place),
      );
    });
    expect(broken).toBe(true);
  });

  test('refuses a whole that counts other streets', () => {
    const { ofWhole } = releasesOf(needsOf(1));
    const above = new Map([[street(8), [street(8), district]]]);
    expect(() => partReleaseOf(part, [], above, { whole: ofWhole, table: 'STATUS', value: 'OPEN' })).toThrow('streets');
    expect(() => partReleaseOf(part, [], above, { whole: ofWhole, table: 'STATUS', value: 'LOST' })).toThrow('LOST');
  });
});
