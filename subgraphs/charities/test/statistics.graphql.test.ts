import type { Viewer } from '@hub/engine-policy';
import { asker, storesOfTest } from '@hub/kernel/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  beneficiary,
  charity,
  community,
  type DistrictOfTest,
  district as districtCode,
  elsewhere,
  officer,
  openDistrict,
  street,
} from './district.ts';

const analyst: Viewer = { ...officer, role: 'analyst', purpose: 'STATISTICS' };

const people = (prefix: string, count: number, parts: object) =>
  Array.from({ length: count }, (_, at) =>
    beneficiary(`beneficiary_${prefix}${at}`, 'charity_statistics', { idNumber: null, ...parts }),
  );

describe.each(storesOfTest)('statistics of beneficiaries on %s', (storeName) => {
  let district: DistrictOfTest;
  beforeAll(async () => {
    district = await openDistrict(storeName);
    const { intake } = district.subgraph;
    await intake.load('charityOrganisations', [charity('charity_statistics')]);
    await intake.load('beneficiaries', [
      ...people('a', 20, { divisionCode: community, gender: 'FEMALE', bornOn: '1946-01-01' }),
      ...people('b', 10, { divisionCode: community, gender: 'MALE', bornOn: '2014-01-01' }),
      ...people('c', 30, { divisionCode: elsewhere, gender: 'FEMALE', bornOn: '1946-01-01' }),
      ...people('d', 15, { divisionCode: elsewhere, gender: 'MALE', bornOn: null }),
    ]);
  });
  afterAll(() => district.close());

  test.each([
    [
      'GENDER',
      [
        [districtCode, 75, 50, null, null],
        [street, 30, 20, null, null],
        ['420502002000', 45, 30, null, null],
      ],
    ],
    [
      'AGE_BAND',
      [
        [districtCode, 75, null, null, null, null, null, 50, 15],
        [street, 30, null, null, null, null, null, 20, null],
        ['420502002000', 45, null, null, null, null, null, 30, null],
      ],
    ],
  ])('by %s', async (table, lines) => {
    const { data, errors } = await asker<Viewer>(district.subgraph)(
      analyst,
      `{ beneficiaryStatistics(table: ${table}) { rows { placeId division { id } total suppressed cells { count } } } }`,
    );
    expect(errors).toBeUndefined();
    const given = data?.beneficiaryStatistics as
      | {
          rows: readonly {
            placeId: string;
            division: unknown;
            total: number;
            cells: readonly { count: number | null }[];
          }[];
        }
      | undefined;
    expect(
      given?.rows.map(({ placeId, total, cells }) => [placeId, total, ...cells.map(({ count }) => count)]),
    ).toEqual(lines);
    expect(given?.rows[0]).toMatchObject({ division: { id: districtCode }, suppressed: false });
  });
});
