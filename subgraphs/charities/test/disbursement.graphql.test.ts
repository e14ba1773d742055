import type { Viewer } from '@hub/engine-policy';
import { asker, readToHead, storesOfTest } from '@hub/kernel/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { charity, community, type DistrictOfTest, fund, goods, officer, openDistrict, partner } from './district.ts';

const given = (resourceOwnerId: string, parts: object = {}) => ({
  state: 'COMPLETED',
  resourceKind: 'FUND',
  resourceOwnerId,
  divisionCode: community,
  serviceCode: 'MEDICAL_AID',
  unit: 'FEN',
  servedUnits: 200_000,
  endedOn: '2026-11-20',
  ...parts,
});

describe.each(storesOfTest)('disbursements on %s', (storeName) => {
  let district: DistrictOfTest;
  beforeAll(async () => {
    district = await openDistrict(storeName);
    const { intake } = district.subgraph;
    await intake.load('charityOrganisations', [charity('charity_a')]);
    await intake.load('funds', [fund('fund_a', 'charity_a', { balanceFen: 500_000 })]);
    await intake.load('goodsStocks', [goods('goods_a', 'charity_a')]);
  });
  afterAll(() => district.close());

  const ask = async (viewer: Viewer, where = '') => {
    const { data } = await asker<Viewer>(district.subgraph)(
      viewer,
      `{ disbursements${where} { edges { node { amount unit givenOn serviceCode fund { id } goods { id } charityOrganisation { id } referral { id } } } } }`,
    );
    const { edges } = (data?.disbursements ?? { edges: [] }) as {
      readonly edges: readonly { readonly node: object }[];
    };
    return edges.map(({ node }) => node);
  };
  const offerOf = async (kind: string, id: string) => {
    const { facts } = await readToHead(district.subgraph.feed, 'matching', [kind]);
    const { balanceFen, quantity, bookedUnits } = facts.find((fact) => fact.id === id)?.record ?? {};
    return [balanceFen ?? quantity, bookedUnits];
  };
  const becomes = (kind: string, id: string, expected: readonly unknown[]) =>
    expect.poll(() => offerOf(kind, id), { timeout: 5000 }).toEqual(expected);

  test('lower the balance once, however often a referral is told, and say so with it', async () => {
    await district.referrals.publish(
      'referral_1',
      given('fund_a', { state: 'ACCEPTED', servedUnits: 0, endedOn: null }),
    );
    await district.referrals.publish('referral_1', given('fund_a'));
    await becomes('fund', 'fund_a', [300_000, 200_000]);
    await district.referrals.publish('referral_1', given('fund_a'));
    await district.referrals.beginEpoch('restored');
    await district.referrals.publish(
      'referral_2',
      given('goods_a', { resourceKind: 'GOODS', unit: 'ITEM', servedUnits: 2, serviceCode: 'WHEELCHAIR' }),
    );
    await becomes('goodsStock', 'goods_a', [10, 2]);
    await becomes('fund', 'fund_a', [300_000, 200_000]);
    expect(await ask(officer, '(where: { fund: "fund_a" })')).toEqual([
      {
        amount: 200_000,
        unit: 'FEN',
        givenOn: '2026-11-20',
        serviceCode: 'MEDICAL_AID',
        fund: { id: 'fund_a' },
        goods: null,
        charityOrganisation: { id: 'charity_a' },
        referral: { id: 'referral_1' },
      },
    ]);
    expect(await ask(officer, '(where: { goods: "goods_a" })')).toMatchObject([
      { amount: 2, goods: { id: 'goods_a' } },
    ]);
  });

  test('are seen by the charity that gave, and by nobody of another', async () => {
    expect(await ask(partner)).toHaveLength(2);
    expect(await ask({ ...partner, organisation: 'charity_b' })).toEqual([]);
    expect(await ask({ ...officer, role: 'analyst', purpose: 'STATISTICS' })).toEqual([]);
  });

  test('of more than there is leave nothing, and a record that cannot be read holds up no other', async () => {
    await district.referrals.publish('referral_bad', given('fund_a', { servedUnits: -1 }));
    await district.referrals.publish('referral_3', given('fund_a', { servedUnits: 400_000 }));
    await becomes('fund', 'fund_a', [0, 600_000]);
  });

  test('outlive what a charity tells anew of its fund', async () => {
    await district.subgraph.intake.load('funds', [fund('fund_a', 'charity_a', { balanceFen: 900_000 })]);
    expect(await offerOf('fund', 'fund_a')).toEqual([900_000, 600_000]);
  });
});
