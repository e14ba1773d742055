import type { Viewer } from '@hub/engine-policy';
import { expect, test } from 'vitest';
import { askFor, divisionOf, release, rowsFor, subjectOfStatisticsTable } from './statistics.rules.ts';

const [district, street, community] = ['420502000000', '420502001000', '420502001001'];
const above = new Map([
  [district, [district]],
  [street, [street, district]],
  [community, [community, street, district]],
]);
const counted = (place: string, stage: string, count: number) => ({
  place,
  values: { STAGE: stage, DEPTH: 'DEEP' },
  count,
});

test('a table is named by its population, and is about nobody', () => {
  const asked = askFor('caseFiles', 'STAGE', '2026-11-21');
  expect(asked).toMatchObject({ id: 'CaseFileStatistics:STAGE', threshold: 5, asOf: '2026-11-21' });
  expect(subjectOfStatisticsTable(asked)).toMatchObject({ id: asked.id, divisionCode: null, bornOn: null });
});

test.each([
  ['a district', [district], [district, street]],
  ['a street', [street], [street]],
  ['a community', [community], []],
  ['nowhere', [], []],
])('a viewer of %s gets the rows of her places', (_, divisions, places) => {
  const released = release('caseFiles', [counted(community, 'INTAKE', 8), counted(street, 'CLOSURE', 9)], above);
  const rows = rowsFor({ divisions } as unknown as Viewer, released, askFor('caseFiles', 'STAGE', '2026-11-21'));
  expect(rows.map(({ place }) => place)).toEqual(places);
  for (const { total } of rows) expect(total).toBe(17);
});

test('a value that nobody declared is not counted in silence', () => {
  expect(() => release('caseFiles', [counted(street, 'LOST', 1)], above)).toThrow('Table STAGE of CaseFileStatistics');
});

test('the division of a row is none when a zone runs the streets', () => {
  expect([divisionOf(street), divisionOf('zone_1')]).toEqual([street, null]);
});
