import type { Viewer } from '@hub/engine-policy';
import type { GraphAnswer, Page } from '@hub/kernel';
import { asker, storesOfTest } from '@hub/kernel/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  charity,
  community,
  creditCode,
  type DistrictOfTest,
  district as districtCode,
  elsewhere,
  fund,
  goods,
  grant,
  officer,
  openDistrict,
  street,
  streetWorker,
  volunteerPartner,
} from './district.ts';

describe.each(storesOfTest)('charities, funds and goods on %s', (storeName) => {
  let district: DistrictOfTest;
  let ask: ReturnType<typeof asker<Viewer>>;

  beforeAll(async () => {
    district = await openDistrict(storeName);
    const { intake } = district.subgraph;
    await intake.load('charityOrganisations', [
      charity('charity_1', { perPersonYearCapFen: 500_000 }),
      charity('charity_2', { kind: 'SOCIAL_ASSOCIATION', divisionCode: elsewhere, creditCode: creditCode(2) }),
    ]);
    await intake.load('funds', [
      fund('fund_1', 'charity_1', { startsOn: '2025-01-01' }),
      fund('fund_2', 'charity_1', {
        ...{ regionCode: community, programme: '五社联动', startsOn: '2023-01-01' },
        ...{ perPersonYearCapFen: 30_000, leastGrantFen: 10_000 },
        ...{ matchGives: 1, matchForEach: 2, matchTier: 'CITY', matchBeside: ['fund_3', 'fund_9', 'fund_1'] },
      }),
      fund('fund_3', 'charity_2', {
        regionCode: elsewhere,
        restricted: false,
        serviceCodes: [],
        beneficiaryGroups: [],
        perPersonCapFen: null,
        expiresOn: null,
      }),
    ]);
    await intake.load('matchGrants', [
      grant('grant_1', 'fund_1'),
      grant('grant_2', 'fund_1', { tier: 'PROVINCE', grantedOn: '2025-02-01' }),
      grant('grant_3', 'fund_2'),
    ]);
    await intake.load('goodsStocks', [
      goods('goods_1', 'charity_1'),
      goods('goods_2', 'charity_2', { serviceCode: 'FOOD_PARCEL', divisionCode: elsewhere, beneficiaryGroups: [] }),
    ]);
    ask = asker(district.subgraph);
  });

  afterAll(() => district.close());

  type Listed = Pick<Page<{ readonly id: string }>, 'edges' | 'pageInfo'> & { readonly totalCount: number };
  const list = async (viewer: Viewer, question: string) => {
    const { data, errors } = await ask(
      viewer,
      `{ list: ${question} { totalCount pageInfo { endCursor hasNextPage } edges { node { id } } } }`,
    );
    expect(errors).toBeUndefined();
    return data?.list as Listed;
  };
  const numbersOf = ({ edges }: Listed) => edges.map(({ node }) => Number(node.id.at(-1)));
  const codeOf = ({ errors }: GraphAnswer) => errors?.[0]?.extensions?.code;
  const aimless: Viewer = { ...volunteerPartner, purpose: null };

  test.each([
    ['all charities', 'charityOrganisations', [1, 2]],
    ['charities of a division', `charityOrganisations(where: { division: "${street}" })`, [1]],
    ['charities of a kind', 'charityOrganisations(where: { kind: SOCIAL_ASSOCIATION })', [2]],
    ['all funds', 'funds', [1, 2, 3]],
    ['funds for a division and its parts', `funds(where: { division: "${districtCode}" })`, [1, 2, 3]],
    ['funds for a street and its parts', `funds(where: { division: "${street}" })`, [2]],
    ['funds of a charity', 'funds(where: { charityOrganisation: "charity_1" })', [1, 2]],
    ['funds of a programme', 'funds(where: { programme: "五社联动" })', [2]],
    ['unrestricted funds', 'funds(where: { restricted: false })', [3]],
    ['restricted funds', 'funds(where: { restricted: true, charityOrganisation: null })', [1, 2]],
    ['funds that expire by a day', 'funds(where: { restricted: true, expiresTo: "2027-12-31" })', [1, 2]],
    ['no fund that expires later or never', 'funds(where: { expiresTo: "2026-11-22" })', []],
    ['all goods', 'goodsStocks', [1, 2]],
    ['goods in a division', `goodsStocks(where: { division: "${elsewhere}" })`, [2]],
    ['goods of a kind', 'goodsStocks(where: { serviceCode: WHEELCHAIR })', [1]],
    ['no goods where nobody knows the division', 'goodsStocks(where: { division: "999999999999" })', []],
  ] as const)('lists %s, the same for every viewer', async (_, question, numbers) => {
    for (const viewer of [officer, aimless]) {
      const page = await list(viewer, question);
      expect([numbersOf(page), page.totalCount]).toEqual([numbers, numbers.length]);
    }
  });

  test.each([
    ['charityOrganisations', 'kind: FOUNDATION'],
    ['funds', 'restricted: false'],
    ['goodsStocks', 'serviceCode: WHEELCHAIR'],
  ])('pages %s in the order of ids, with cursors that serve only this', async (field, filter) => {
    const first = await list(officer, `${field}(first: 1)`);
    expect([numbersOf(first), first.pageInfo.hasNextPage]).toEqual([[1], true]);
    const after = `after: "${first.pageInfo.endCursor}"`;
    expect(numbersOf(await list(officer, `${field}(first: 1, ${after})`))).toEqual([2]);
    const misused = (viewer: Viewer, args: string) => ask(viewer, `{ ${field}(${args}) { totalCount } }`);
    expect(codeOf(await misused(streetWorker, after))).toBe('BAD_USER_INPUT');
    expect(codeOf(await misused(officer, `${after}, where: { ${filter} }`))).toBe('BAD_USER_INPUT');
    expect(codeOf(await misused(officer, 'first: 101'))).toBe('BAD_USER_INPUT');
  });

  test('shows a charity with its funds, oldest first, and their grants, oldest first', async () => {
    const { data, disclosures } = await ask(
      aimless,
      `{ charityOrganisation(id: "charity_1") { name creditCode kind division { id } registeredOn
        funds { id matchGrants { id tier amountFen grantedOn } } } }`,
    );
    expect(data?.charityOrganisation).toEqual({
      name: 'charity_1基金会',
      creditCode: creditCode(1),
      kind: 'FOUNDATION',
      division: { id: street },
      registeredOn: '2015-05-05',
      funds: [
        { id: 'fund_2', matchGrants: [{ id: 'grant_3', tier: 'CITY', amountFen: 100_000, grantedOn: '2025-06-01' }] },
        {
          id: 'fund_1',
          matchGrants: [
            { id: 'grant_2', tier: 'PROVINCE', amountFen: 100_000, grantedOn: '2025-02-01' },
            { id: 'grant_1', tier: 'CITY', amountFen: 100_000, grantedOn: '2025-06-01' },
          ],
        },
      ],
    });
    expect(disclosures).toEqual([]);
  });

  test('shows a fund with amounts beyond 32 bits, and the limits of one who has none as empty', async () => {
    const fields = `name serviceCodes beneficiaryGroups restricted region { id } raisedFen balanceFen perPersonCapFen
      startsOn expiresOn matchGrants { id } charityOrganisation { id }`;
    const { data } = await ask(
      aimless,
      `{ one: fund(id: "fund_1") { ${fields} } other: fund(id: "fund_3") { ${fields} } }`,
    );
    expect(data?.one).toMatchObject({
      serviceCodes: ['HOME_ADAPTATION', 'MEDICAL_AID'],
      beneficiaryGroups: ['ELDERLY_ALONE'],
      restricted: true,
      region: { id: districtCode },
      raisedFen: 900_000_000_000,
      balanceFen: 300_000_000_000,
      perPersonCapFen: 50_000,
    });
    expect(data?.other).toMatchObject({
      serviceCodes: [],
      beneficiaryGroups: [],
      restricted: false,
      perPersonCapFen: null,
      expiresOn: null,
      matchGrants: [],
      charityOrganisation: { id: 'charity_2' },
    });
  });

  test('shows on what terms a fund gives, and those of its charity', async () => {
    const fields = `perPersonYearCapFen leastGrantFen matchGiving { tier gives forEach besideFunds { id } }
      charityOrganisation { perPersonYearCapFen }`;
    const { data } = await ask(
      aimless,
      `{ terms: fund(id: "fund_2") { ${fields} } none: fund(id: "fund_3") { ${fields} } }`,
    );
    expect(data).toEqual({
      terms: {
        perPersonYearCapFen: 30_000,
        leastGrantFen: 10_000,
        // A fund that nobody knows is left out.
        matchGiving: { tier: 'CITY', gives: 1, forEach: 2, besideFunds: [{ id: 'fund_3' }, { id: 'fund_1' }] },
        charityOrganisation: { perPersonYearCapFen: 500_000 },
      },
      none: {
        perPersonYearCapFen: null,
        leastGrantFen: null,
        matchGiving: null,
        charityOrganisation: { perPersonYearCapFen: null },
      },
    });
  });

  test('shows goods with what is left of them', async () => {
    const fields = 'name serviceCode quantity beneficiaryGroups division { id } charityOrganisation { name } expiresOn';
    const { data } = await ask(aimless, `{ goodsStocks(first: 1) { edges { node { ${fields} } } } }`);
    expect(data?.goodsStocks).toEqual({
      edges: [
        {
          node: {
            name: '铝合金轮椅',
            serviceCode: 'WHEELCHAIR',
            quantity: 12,
            beneficiaryGroups: ['DISABLED'],
            division: { id: street },
            charityOrganisation: { name: 'charity_1基金会' },
            expiresOn: null,
          },
        },
      ],
    });
  });

  test('takes one statement for each kind of record in a question, whatever their number', async () => {
    const statementsOf = async (question: string) => {
      const before = district.subgraph.statements();
      await ask(officer, `{ ${question} }`);
      return district.subgraph.statements() - before;
    };
    expect(await statementsOf('charityOrganisations { edges { node { funds { matchGrants { id } } } } }')).toBe(3);
    expect(await statementsOf('funds { totalCount edges { node { charityOrganisation { name } } } }')).toBe(3);
    expect(await statementsOf('goodsStocks { edges { node { charityOrganisation { name } } } }')).toBe(2);
  });

  test('resolves references of other subgraphs, and nothing for an unknown one', async () => {
    const of = ['CharityOrganisation', 'Fund', 'MatchGrant', 'GoodsStock'].flatMap((__typename, place) =>
      [1, 9].map((number) => ({ __typename, id: `${['charity', 'fund', 'grant', 'goods'][place]}_${number}` })),
    );
    const { data } = await ask(
      aimless,
      'query ($of: [_Any!]!) { _entities(representations: $of) { __typename ... on Fund { balanceFen } } }',
      { of },
    );
    expect(data?._entities).toEqual([
      { __typename: 'CharityOrganisation' },
      null,
      { __typename: 'Fund', balanceFen: 300_000_000_000 },
      null,
      { __typename: 'MatchGrant' },
      null,
      { __typename: 'GoodsStock' },
      null,
    ]);
  });
});
