import type { Viewer } from '@hub/engine-policy';
import { asker, storesOfTest } from '@hub/kernel/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  community,
  type DistrictOfTest,
  district as districtCode,
  elsewhere,
  officer,
  openDistrict,
  street,
  volunteer,
} from './district.ts';

const analyst: Viewer = { ...officer, role: 'analyst', purpose: 'STATISTICS' };

const people = (prefix: string, count: number, parts: object) =>
  Array.from({ length: count }, (_, at) =>
    volunteer(`volunteer_${prefix}${at}`, null, { number: `V-${prefix}${at}`, idNumber: null, ...parts }),
  );

interface Table {
  readonly rows: readonly {
    readonly placeId: string;
    readonly total: number | null;
    readonly cells: readonly { readonly value: string; readonly count: number | null; readonly suppressed: boolean }[];
  }[];
}

describe.each(storesOfTest)('statistics of volunteers on %s', (storeName) => {
  let district: DistrictOfTest;
  let ask: ReturnType<typeof asker<Viewer>>;
  beforeAll(async () => {
    district = await openDistrict(storeName);
    ask = asker(district.subgraph);
    const young = { gender: 'FEMALE', bornOn: '2000-01-01', vettedUntil: '2026-11-20' };
    const old = { gender: 'MALE', bornOn: '1960-01-01', vettedUntil: '2026-11-21' };
    await district.subgraph.intake.load('volunteers', [
      ...people('a', 20, { ...old, divisionCode: community }),
      ...people('b', 12, { ...young, divisionCode: street }),
      ...people('c', 5, { ...old, divisionCode: street, status: 'PAUSED' }),
      ...people('d', 5, { ...old, divisionCode: street, status: 'LEFT' }),
      ...people('e', 10, { ...old, divisionCode: elsewhere }),
      ...people('f', 9, { ...young, divisionCode: elsewhere, vettedUntil: null }),
      ...people('g', 6, { ...old, divisionCode: elsewhere, status: 'PAUSED' }),
      ...people('h', 7, { ...old, divisionCode: elsewhere, status: 'LEFT' }),
      ...people('i', 9, { ...old, divisionCode: districtCode }),
    ]);
  });
  afterAll(() => district.close());

  const linesOf = async (viewer: Viewer, table: string) => {
    const { data, errors } = await ask(
      viewer,
      `{ volunteerStatistics(table: ${table}) { rows { placeId total cells { value count suppressed } } } }`,
    );
    expect(errors).toBeUndefined();
    const given = data?.volunteerStatistics as Table | undefined;
    return given?.rows.map(({ placeId, total, cells }) => [placeId, total, ...cells.map(({ count }) => count)]);
  };

  test('count each by status and by the vetting of today, and nobody who lies in no street', async () => {
    expect(await linesOf(analyst, 'STANDING')).toEqual([
      [districtCode, 74, 30, 21, 11, 12],
      [street, 42, 20, 12, 5, 5],
      ['420502002000', 32, 10, 9, 6, 7],
    ]);
  });

  test('hold back a gender that nobody has, and one more', async () => {
    expect(await linesOf(analyst, 'GENDER')).toEqual([
      [districtCode, 74, null, 53, null],
      [street, 42, null, 30, null],
      ['420502002000', 32, null, 23, null],
    ]);
  });

  test('count by the age that is reached this year', async () => {
    expect((await linesOf(analyst, 'AGE_BAND'))?.[0]).toEqual([
      districtCode,
      74,
      null,
      null,
      null,
      null,
      53,
      null,
      null,
    ]);
  });

  test('are cut to the viewer’s places, with the same numbers, and are none below the street', async () => {
    expect(await linesOf({ ...analyst, divisions: [street] }, 'STANDING')).toEqual([[street, 42, 20, 12, 5, 5]]);
    expect(await linesOf({ ...analyst, divisions: [community] }, 'STANDING')).toEqual([]);
  });

  test('are given for statistics only, and written down by the name of the table', async () => {
    const question = '{ volunteerStatistics(table: GENDER) { id threshold policyVersion asOf rows { total } } }';
    const answer = await ask(analyst, question);
    expect(answer.data?.volunteerStatistics).toMatchObject({
      id: 'VolunteerStatistics:GENDER',
      threshold: 5,
      policyVersion: 'statistics 1',
      asOf: '2026-11-21',
    });
    expect(answer.disclosures).toMatchObject([
      { type: 'StatisticsTable', id: 'VolunteerStatistics:GENDER', classes: ['AGGREGATE'] },
    ]);
    for (const viewer of [
      { ...analyst, purpose: null },
      { ...officer, role: 'station-worker' as const },
    ]) {
      const { data, withheld } = await ask(viewer, question);
      expect(data?.volunteerStatistics).toMatchObject({ rows: null });
      expect(withheld).toMatchObject([{ field: 'StatisticsTable.rows', fieldClass: 'AGGREGATE' }]);
    }
  });

  test('take three statements for all who ask until something is written', async () => {
    const statementsOf = async (viewer: Viewer) => {
      const before = district.subgraph.statements();
      await linesOf(viewer, 'STANDING');
      return district.subgraph.statements() - before;
    };
    await linesOf(analyst, 'STANDING');
    expect(await statementsOf({ ...analyst, divisions: [street] })).toBe(0);
    await district.subgraph.intake.load('volunteers', people('j', 1, { divisionCode: community, vettedUntil: null }));
    expect(await statementsOf(analyst)).toBe(3);
    expect((await linesOf(analyst, 'STANDING'))?.[0]).toEqual([districtCode, 75, 30, 22, 11, 12]);
  });
});
