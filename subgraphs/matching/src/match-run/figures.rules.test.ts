import { expect, test } from 'vitest';
import { byCategory, byCommunity, byGroup, byUnit, figuresOver } from './figures.rules.ts';
import type { RunCell } from './matchRun.entity.ts';

const cell = (parts: Partial<RunCell>): RunCell => ({
  divisionCode: '420502001001',
  category: 'ELDERLY_SUPPORT',
  unit: 'HOUR',
  needs: 1,
  met: 1,
  partlyMet: 0,
  wantedUnits: 4,
  servedUnits: 4,
  shares: 1,
  ...parts,
});
const half = { met: 0, partlyMet: 1, servedUnits: 2, shares: 0.5 };
const nothing = { met: 0, partlyMet: 0, servedUnits: 0, shares: 0 };

test('cells add up, and what is neither met nor partly met is unmet', () => {
  expect(figuresOver([cell({}), cell(half), cell(nothing)])).toEqual({
    needs: 3,
    met: 1,
    partlyMet: 1,
    unmet: 1,
    wantedUnits: 12,
    servedUnits: 6,
    servedShare: 0.5,
  });
});

test('of no needs all is served', () => {
  expect(figuresOver([])).toMatchObject({ needs: 0, servedShare: 1 });
});

test('units are never added to each other', () => {
  const cells = [cell({}), cell({ unit: 'FEN', wantedUnits: 10_000, servedUnits: 5_000, ...{ met: 0, partlyMet: 1 } })];
  expect(byUnit(cells).map(({ unit, wantedUnits, servedUnits }) => [unit, wantedUnits, servedUnits])).toEqual([
    ['FEN', 10_000, 5_000],
    ['HOUR', 4, 4],
  ]);
});

test('communities come worst served first, each need counting once however much it wants', () => {
  const cells = [
    cell({ divisionCode: '420502001002' }),
    cell({ divisionCode: '420502001001', ...nothing, wantedUnits: 1 }),
    cell({ divisionCode: '420502001001', unit: 'FEN', wantedUnits: 1_000_000, servedUnits: 1_000_000 }),
  ];
  expect(byCommunity(cells).map(({ divisionCode, servedShare }) => [divisionCode, servedShare])).toEqual([
    ['420502001001', 0.5],
    ['420502001002', 1],
  ]);
});

test('categories come in the order of their codes', () => {
  const cells = [cell({ category: 'POVERTY_RELIEF' }), cell({ category: 'CHILD_SUPPORT', ...nothing })];
  expect(byCategory(cells).map(({ category, unmet }) => [category, unmet])).toEqual([
    ['CHILD_SUPPORT', 1],
    ['POVERTY_RELIEF', 0],
  ]);
});

test('a need counts in each of its groups, and once in a group that is named twice', () => {
  expect(
    byGroup([
      { groups: ['DIBAO', 'ELDERLY', 'DIBAO'], needs: 2, shares: 1 },
      { groups: ['ELDERLY'], needs: 1, shares: 1 },
      { groups: [], needs: 5, shares: 0 },
    ]),
  ).toEqual([
    { group: 'DIBAO', needs: 2, servedShare: 0.5 },
    { group: 'ELDERLY', needs: 3, servedShare: 0.6667 },
  ]);
});
