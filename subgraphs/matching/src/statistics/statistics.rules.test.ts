import type { Viewer } from '@hub/engine-policy';
import { expect, test } from 'vitest';
import type { Counted } from './statistics.entity.ts';
import { askFor, release, rowsFor, subjectOfStatisticsTable } from './statistics.rules.ts';

const district = '420502000000';
const streets = ['420502001000', '420502002000', '420502003000'] as const;
const above = new Map<string, readonly string[]>([
  [district, [district]],
  ...streets.map((street) => [street, [street, district]] as const),
]);
const viewer = { divisions: [district] } as unknown as Viewer;
const asked = askFor('openNeeds', 'OUTCOME', '2026-11-21');

/** Needs of a street: met, partly met and unmet ones that are open, and closed ones. */
const street = (place: string, met: number, partly: number, unmet: number, closed: number) => {
  const openNeeds: readonly Counted[] = [
    { place, values: { OUTCOME: 'MET' }, count: met },
    { place, values: { OUTCOME: 'PARTLY_MET' }, count: partly },
    { place, values: { OUTCOME: 'UNMET' }, count: unmet },
  ];
  const needs: readonly Counted[] = [
    { place, values: { STATUS: 'OPEN' }, count: met + partly + unmet },
    { place, values: { STATUS: 'MET' }, count: closed },
  ];
  return { openNeeds, needs };
};
const released = (...all: readonly ReturnType<typeof street>[]) =>
  rowsFor(
    viewer,
    release({ needs: all.flatMap(({ needs }) => needs), openNeeds: all.flatMap(({ openNeeds }) => openNeeds) }, above),
    asked,
  );

test('the table is about nobody, and a district is given with its streets', () => {
  expect(subjectOfStatisticsTable(asked)).toMatchObject({ id: 'MatchingStatistics:OUTCOME', bornOn: null });
  const rows = released(
    street(streets[0], 10, 6, 9, 20),
    street(streets[1], 8, 7, 6, 20),
    street(streets[2], 5, 5, 5, 20),
  );
  expect(rows.map(({ place, total, cells }) => [place, total, ...cells.map(({ count }) => count)])).toEqual([
    [district, 61, 23, 18, 20],
    [streets[0], 25, 10, 6, 9],
    [streets[1], 21, 8, 7, 6],
    [streets[2], 15, 5, 5, 5],
  ]);
});

test('a street whose open needs social work holds back has no row of numbers here, however many there are', () => {
  // Two closed needs of the first street would be its needs less its open ones.
  const rows = released(
    street(streets[0], 10, 6, 9, 2),
    street(streets[1], 8, 7, 6, 3),
    street(streets[2], 9, 5, 5, 20),
  );
  const first = rows.find(({ place }) => place === streets[0]);
  expect([first?.total, ...(first?.cells.map(({ count }) => count) ?? [])]).toEqual([null, null, null, null]);
});
