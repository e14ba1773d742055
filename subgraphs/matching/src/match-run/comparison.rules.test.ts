import { expect, test } from 'vitest';
import { type ComparedRun, changesOfFigures, changesOfNeeds } from './comparison.rules.ts';
import type { RunCell } from './matchRun.entity.ts';
import type { NeedHistory } from './needAnswer.entity.ts';

const answer = (servedUnits: number, helpers = 'volunteer-time_1', units = 10) => ({ units, servedUnits, helpers });
const history = (needId: string, before: NeedHistory['before'], after: NeedHistory['after']): NeedHistory => ({
  needId,
  before,
  after,
});
const clients = new Map(['a', 'b', 'c', 'd'].map((id) => [id, `client_${id}`]));

const histories = [
  history('a', answer(2), answer(4)),
  history('b', answer(10), answer(1)),
  history('c', null, answer(10)),
  history('d', answer(5), null),
  history('e', answer(5), answer(5, 'volunteer-time_2')),
  history('f', answer(5), answer(5)),
];

test('who gains and who loses comes with the largest share of change first', () => {
  const { gaining, losing } = changesOfNeeds(histories, clients);
  expect(gaining).toEqual([
    { needId: 'c', clientId: 'client_c', before: null, after: 10 },
    { needId: 'a', clientId: 'client_a', before: 2, after: 4 },
  ]);
  expect(losing.map(({ needId, before, after }) => [needId, before, after])).toEqual([
    ['b', 10, 1],
    ['d', 5, null],
  ]);
});

test('a need whose client the viewer may not know is not listed, and one that keeps its units from others is counted', () => {
  const { gaining, losing, rearranged } = changesOfNeeds(histories, new Map([['b', 'client_b']]));
  expect([gaining, losing.map(({ needId }) => needId), rearranged]).toEqual([[], ['b'], 1]);
});

const cell = (divisionCode: string, shares: number, servedUnits: number): RunCell => ({
  divisionCode,
  category: 'ELDERLY_SUPPORT',
  unit: 'HOUR',
  needs: 1,
  met: Number(shares === 1),
  partlyMet: 0,
  wantedUnits: 4,
  servedUnits,
  shares,
});
const run = (
  policyVersion: string,
  objective: number,
  cells: readonly RunCell[],
  parts: Partial<ComparedRun> = {},
) => ({
  policyVersion,
  objective,
  met: 1,
  partlyMet: 0,
  unmet: 2,
  cells,
  groups: [],
  levels: null,
  ...parts,
});

test('points compare under one policy only', () => {
  expect(changesOfFigures(run('2', 10, []), run('2', 12, [])).objective).toEqual({ before: 10, after: 12 });
  expect(changesOfFigures(run('2', 10, []), run('3', 12, [])).objective).toBeNull();
});

test('groups of people are compared like communities, and levels point by point where both runs told them', () => {
  const shares = (...groups: readonly (readonly [string, number])[]) => ({
    groups: groups.map(([group, servedShare]) => ({ group, needs: 2, servedShare })),
  });
  const earlier = run('2', 0, [], {
    ...shares(['DIBAO', 0.5], ['ORPHAN', 1]),
    levels: [{ level: 'nearness', points: 7 }],
  });
  const later = run('2', 0, [], {
    ...shares(['DIBAO', 0.75], ['ORPHAN', 1]),
    levels: [{ level: 'nearness', points: 4 }],
  });
  expect(changesOfFigures(earlier, later)).toMatchObject({
    groups: [{ group: 'DIBAO', before: 0.5, after: 0.75 }],
    levels: [{ level: 'nearness', before: 7, after: 4 }],
  });
  expect(changesOfFigures(earlier, run('2', 0, [])).levels).toBeNull();
  expect(changesOfFigures(earlier, { ...later, policyVersion: '3' }).levels).toBeNull();
});

test('communities whose share changed are listed, the worst after it first, with those that came or went', () => {
  const earlier = [cell('1', 1, 4), cell('2', 0.5, 2), cell('3', 1, 4)];
  const later = [cell('1', 1, 4), cell('2', 0.25, 1), cell('4', 0, 0)];
  const { communities, servedUnits } = changesOfFigures(run('2', 0, earlier), run('2', 0, later));
  expect(communities).toEqual([
    { divisionCode: '4', before: null, after: 0 },
    { divisionCode: '2', before: 0.5, after: 0.25 },
    { divisionCode: '3', before: 1, after: null },
  ]);
  expect(servedUnits).toEqual([{ unit: 'HOUR', before: 10, after: 5 }]);
});
