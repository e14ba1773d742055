import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readToHead, storesOfTest } from '@hub/kernel/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  beneficiary,
  charity,
  community,
  creditCode,
  type DistrictOfTest,
  district as districtCode,
  fund,
  goods,
  grant,
  openDistrict,
  street,
} from './district.ts';

describe.each(storesOfTest)('intake and feed of the charities on %s', (storeName) => {
  let district: DistrictOfTest;

  beforeAll(async () => {
    district = await openDistrict(storeName);
  });

  afterAll(() => district.close());

  const load = (kind: string, ...records: unknown[]) => district.subgraph.intake.load(kind, records);
  const pull = (reader: string, kind: string, after: Awaited<ReturnType<typeof head>> | null = null) =>
    readToHead(district.subgraph.feed, reader, [kind], after);
  const head = () => district.subgraph.feed.head();
  const wrong = (code: string) => `${code.slice(0, -1)}${code.endsWith('0') ? '1' : '0'}`;

  test.each([
    ['with a wrong check sign', wrong(creditCode(1)), 'a check sign by GB 32100-2015'],
    ['that is too short', '5342', '18 signs of 0-9 and A-Y without I, O, S and V'],
    ['that is missing', null, '18 signs of 0-9 and A-Y without I, O, S and V'],
    ['that is a number', 53420502, '18 signs of 0-9 and A-Y without I, O, S and V'],
  ])('rejects a credit code %s, with its place and what was expected', async (_, code, expected) => {
    expect(
      await load('charityOrganisations', charity('charity_a'), charity('charity_z', { creditCode: code })),
    ).toMatchObject({
      loaded: 1,
      rejected: [{ index: 1, id: 'charity_z', field: 'creditCode', params: { field: 'creditCode', expected } }],
    });
  });

  test.each([
    ['written with spaces and small letters', ` ${creditCode(31 ** 7).toLowerCase()} `],
    ['whose authority is unknown, which is a warning', creditCode(3, 'Q')],
  ])('takes a credit code %s', async (_, code) => {
    expect(await load('charityOrganisations', charity('charity_y', { creditCode: code }))).toEqual({
      loaded: 1,
      rejected: [],
    });
  });

  test.each([
    ['beneficiaries', beneficiary('bad_1', 'charity_a', { gender: 'F', groups: ['RICH'] }), ['gender', 'groups']],
    ['funds', fund('bad_2', 'charity_a', { balanceFen: -1, serviceCodes: 'ANY' }), ['serviceCodes', 'balanceFen']],
    ['funds', fund('bad_3', 'charity_a', { perPersonCapFen: 0, restricted: 'yes' }), ['restricted', 'perPersonCapFen']],
    ['funds', fund('bad_6', 'charity_a', { leastGrantFen: 2 ** 31, matchForEach: 2 }), ['leastGrantFen', 'matchGives']],
    ['funds', fund('bad_7', 'charity_a', { matchTier: 'STATE', matchBeside: 'fund_a' }), ['matchTier', 'matchBeside']],
    ['charityOrganisations', charity('bad_8', { perPersonYearCapFen: 0 }), ['perPersonYearCapFen']],
    ['matchGrants', grant('bad_4', 'fund_a', { tier: 'STATE', amountFen: 1.5 }), ['tier', 'amountFen']],
    ['goodsStocks', goods('bad_5', 'charity_a', { quantity: 2 ** 31, latitude: 91 }), ['quantity', 'latitude']],
  ])('rejects bad %s with every bad field', async (kind, record, fields) => {
    const { loaded, rejected } = await load(kind, record);
    expect([loaded, rejected.map(({ field }) => field)]).toEqual([0, fields]);
  });

  test('loads the same record again in place of the earlier one', async () => {
    await load('funds', fund('fund_a', 'charity_a'));
    await load('funds', fund('fund_a', 'charity_a', { balanceFen: 7 }));
    expect(await district.subgraph.intake.count('funds')).toBe(1);
    const { facts } = await pull('matching', 'fund');
    expect(facts.find(({ id }) => id === 'fund_a')?.record).toMatchObject({ balanceFen: 7 });
  });

  describe('the feed', () => {
    beforeAll(async () => {
      await load('charityOrganisations', charity('charity_a', { perPersonYearCapFen: 600_000 }));
      await load('beneficiaries', beneficiary('beneficiary_a', 'charity_a'));
      const terms = { perPersonYearCapFen: 20_000, matchGives: 1, matchForEach: 2, matchBeside: ['fund_b'] };
      await load('funds', fund('fund_a', 'charity_a', terms));
      await load('goodsStocks', goods('goods_a', 'charity_a'));
    });

    test('tells linkage of a beneficiary what it compares', async () => {
      expect(await pull('linkage', 'beneficiary')).toMatchObject({
        classes: ['CONTACT', 'IDENTIFIER', 'PERSONAL'],
        facts: [
          {
            id: 'beneficiary_a',
            record: {
              name: '向秀兰',
              idNumber: '420502194601012221',
              bornOn: '1946-01-01',
              gender: 'FEMALE',
              phone: '13507200000',
              address: '学院街道1号',
              divisionCode: community,
              ownerOrganisationId: 'charity_a',
            },
          },
        ],
      });
    });

    test('tells matching of funds and goods what decides whom they can help', async () => {
      const funds = await pull('matching', 'fund');
      expect([funds.classes, funds.facts[0]?.record]).toEqual([
        [],
        {
          name: 'fund_a基金',
          charityOrganisationId: 'charity_a',
          charityName: 'charity_a基金会',
          serviceCodes: ['HOME_ADAPTATION', 'MEDICAL_AID'],
          beneficiaryGroups: ['ELDERLY_ALONE'],
          restricted: true,
          regionCode: districtCode,
          balanceFen: 300_000_000_000,
          perPersonCapFen: 50_000,
          perPersonYearCapFen: 20_000,
          leastGrantFen: null,
          matchGives: 1,
          matchForEach: 2,
          matchBeside: ['fund_b'],
          charityYearCapFen: 600_000,
          startsOn: '2024-01-01',
          expiresOn: '2027-12-31',
          bookedUnits: 0,
        },
      ]);
      const stocks = await pull('matching', 'goodsStock');
      expect([stocks.classes, stocks.facts[0]?.record]).toEqual([
        [],
        {
          name: '铝合金轮椅',
          serviceCode: 'WHEELCHAIR',
          charityOrganisationId: 'charity_a',
          charityName: 'charity_a基金会',
          beneficiaryGroups: ['DISABLED'],
          divisionCode: street,
          quantity: 12,
          longitude: 111.3,
          latitude: 30.71,
          expiresOn: null,
          bookedUnits: 0,
        },
      ]);
    });

    test('tells of funds and goods again when their charity changes', async () => {
      const before = await head();
      await load('charityOrganisations', charity('charity_a', { name: '新名基金会' }));
      for (const kind of ['fund', 'goodsStock']) {
        const { facts } = await pull('matching', kind, before);
        expect(facts.map(({ record }) => record?.charityName)).toEqual(['新名基金会']);
      }
    });

    test.each([
      ['matching', 'beneficiary'],
      ['volunteers', 'beneficiary'],
      ['linkage', 'fund'],
      ['linkage', 'charityOrganisation'],
    ])('tells %s nothing of a %s', async (reader, kind) => {
      expect((await pull(reader, kind)).facts).toEqual([]);
    });
  });
});

test('keeps nothing personal in plain in the files of a store', async () => {
  const { subgraph, location, close } = await openDistrict('SQLite');
  await subgraph.intake.load('beneficiaries', [beneficiary('beneficiary_a', 'charity_a')]);
  const folder = location.dialect === 'sqlite' ? dirname(location.file) : '';
  const bytes = Buffer.concat(readdirSync(folder).map((file) => readFileSync(join(folder, file))));
  expect(bytes.includes('beneficiary_a')).toBe(true);
  for (const personal of ['向秀兰', '420502194601012221', '1946-01-01', '13507200000', '学院街道1号'])
    expect(bytes.includes(personal)).toBe(false);
  await close();
});
