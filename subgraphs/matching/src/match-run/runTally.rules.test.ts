import type { MatchNeed } from '@hub/engine-matching';
import { describe, expect, test } from 'vitest';
import { figuresOver } from './figures.rules.ts';
import { createRunTally, type KeptNeed } from './runTally.rules.ts';

const createDice = (seed: number): ((below: number) => number) => {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
};

/** What figures are counted by. */
type CountedNeed = Pick<MatchNeed, 'community' | 'category' | 'service' | 'unit' | 'groups'>;

function thrown(dice: (below: number) => number): readonly [MatchNeed, KeptNeed] {
  const units = dice(7);
  const proposedUnits = dice(units + 1);
  const need: CountedNeed = {
    community: `42050200${dice(3)}`,
    category: ['ELDERLY_SUPPORT', 'CHILD_SUPPORT'][dice(2)] ?? '',
    service: 'HOME_VISIT',
    unit: ['HOUR', 'FEN'][dice(2)] ?? '',
    groups: ['DIBAO', 'ELDERLY', 'DIBAO'].slice(dice(4)),
  };
  const outcome: KeptNeed = {
    ...{
      needId: 'n',
      units,
      fixedUnits: 0,
      proposedUnits,
      candidates: dice(30),
      cut: dice(2) === 1,
      points: dice(999),
    },
    unmet: proposedUnits === units ? null : { units: units - proposedUnits, obstacles: ['CAPACITY'] },
    helpers: [],
  } as unknown as KeptNeed; // what an unmet need is told beside is not counted
  return [need as MatchNeed, outcome];
}

const allOf = (rows: readonly (readonly [MatchNeed, KeptNeed])[]) => {
  const tally = createRunTally();
  for (const [need, outcome] of rows) tally.count(need, outcome, 1);
  return tally;
};

const told = (tally: ReturnType<typeof createRunTally>) => ({
  cells: tally.cells(),
  text: JSON.parse(tally.cellsText()),
  groups: tally.groups(),
  shortages: tally.shortages().toSorted((one, other) => (one.words.join() < other.words.join() ? -1 : 1)),
  totals: tally.totals(),
});

describe('figures counted need by need', () => {
  test.each([1, 2, 3])('are those of a fresh count after any changes, to the last bit (%i)', (seed) => {
    const dice = createDice(seed);
    const rows = Array.from({ length: 200 }, () => thrown(dice));
    const tally = allOf(rows);
    for (let change = 0; change < 2_000; change++) {
      const at = dice(rows.length);
      for (const before of rows.splice(at, dice(2))) tally.count(...before, -1);
      if (dice(2) === 0 && rows.length > 20) continue;
      const now = thrown(dice);
      rows.splice(dice(rows.length + 1), 0, now);
      tally.count(...now, 1);
    }
    expect(rows.length).toBeGreaterThan(20);
    expect(told(tally)).toEqual(told(allOf(rows.toReversed())));
  });

  test('leave nothing of what was counted out', () => {
    const dice = createDice(4);
    const rows = Array.from({ length: 50 }, () => thrown(dice));
    const tally = allOf(rows);
    for (const row of rows) tally.count(...row, -1);
    expect(told(tally)).toEqual(told(createRunTally()));
  });

  test('say of each place, category and unit what is met, partly met and unmet', () => {
    const [need, outcome] = thrown(createDice(5));
    const met = { ...outcome, units: 4, proposedUnits: 4, unmet: null };
    const partly = { ...outcome, units: 3, proposedUnits: 1, unmet: { units: 2, obstacles: ['CAPACITY'] } };
    const tally = allOf([
      [need, met],
      [need, partly as unknown as KeptNeed],
    ]);
    expect(figuresOver(tally.cells())).toEqual({
      ...{ needs: 2, met: 1, partlyMet: 1, unmet: 0, wantedUnits: 7, servedUnits: 5, servedShare: 0.6667 },
    });
    expect(tally.shortages()).toEqual([
      { words: [need.community, need.service, need.unit, 'CAPACITY'], needs: 1, units: 2 },
    ]);
  });
});
