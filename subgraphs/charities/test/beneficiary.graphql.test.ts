import type { Viewer } from '@hub/engine-policy';
import type { GraphAnswer, Page } from '@hub/kernel';
import { asker, storesOfTest } from '@hub/kernel/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  beneficiary,
  charity,
  community,
  type DistrictOfTest,
  elsewhere,
  officer,
  openDistrict,
  partner,
  street,
  streetWorker,
  volunteerPartner,
} from './district.ts';

describe.each(storesOfTest)('beneficiaries on %s', (storeName) => {
  let district: DistrictOfTest;
  let ask: ReturnType<typeof asker<Viewer>>;

  beforeAll(async () => {
    district = await openDistrict(storeName);
    const { intake } = district.subgraph;
    await intake.load('charityOrganisations', [charity('charity_a'), charity('charity_b')]);
    await intake.load('beneficiaries', [
      beneficiary('beneficiary_1', 'charity_a'),
      beneficiary('beneficiary_2', 'charity_a', { divisionCode: elsewhere, groups: ['ELDERLY'], bornOn: null }),
      beneficiary('beneficiary_3', 'charity_b', { groups: [] }),
      beneficiary('beneficiary_4', 'charity_b', { bornOn: '2018-03-01', groups: ['ORPHAN'] }),
    ]);
    ask = asker(district.subgraph);
  });

  afterAll(() => district.close());

  type Beneficiaries = Pick<Page<{ readonly id: string }>, 'edges' | 'pageInfo'> & { readonly totalCount: number };
  const list = async (viewer: Viewer, args: string) => {
    const { data, errors } = await ask(
      viewer,
      `{ beneficiaries(${args}) { totalCount pageInfo { endCursor hasNextPage } edges { node { id } } } }`,
    );
    expect(errors).toBeUndefined();
    return data?.beneficiaries as Beneficiaries;
  };
  const numbersOf = ({ edges }: Beneficiaries) => edges.map(({ node }) => Number(node.id.at(-1)));
  const codeOf = ({ errors }: GraphAnswer) => errors?.[0]?.extensions?.code;

  test.each([
    ['all in the district for its officer', officer, 'first: 20', [1, 2, 3, 4]],
    ['those in her street for a street worker', streetWorker, 'first: 20', [1, 3, 4]],
    ['its own for a charity', partner, 'first: 20', [1, 2]],
    ['its own in its divisions for a charity', { ...partner, divisions: [street] }, 'first: 20', [1]],
    ['nobody for a charity without a name', { ...partner, organisation: null }, 'first: 20', []],
    ['nobody for a volunteer partner', volunteerPartner, 'first: 20', []],
    ['a street and what lies in it', officer, `where: { division: "${street}" }`, [1, 3, 4]],
    ['one community', officer, `where: { division: "${elsewhere}" }`, [2]],
    ['nobody for a division that nobody knows', officer, 'where: { division: "999999999999" }', []],
    ['one charity', officer, 'where: { charityOrganisation: "charity_b" }', [3, 4]],
    ['nobody of a charity that is hidden', partner, 'where: { charityOrganisation: "charity_b" }', []],
    ['a group, and not one whose name begins alike', officer, 'where: { group: ELDERLY }', [1, 2]],
    ['what all filters hold', officer, `where: { division: "${community}", group: ORPHAN }`, [4]],
  ] as const)('lists %s', async (_, viewer, args, numbers) => {
    const page = await list(viewer, args);
    expect([numbersOf(page), page.totalCount]).toEqual([numbers, numbers.length]);
  });

  test('pages in the order of ids and ends', async () => {
    const first = await list(officer, 'first: 3');
    expect([numbersOf(first), first.pageInfo.hasNextPage]).toEqual([[1, 2, 3], true]);
    const second = await list(officer, `first: 3, after: "${first.pageInfo.endCursor}"`);
    expect([numbersOf(second), second.pageInfo.hasNextPage]).toEqual([[4], false]);
  });

  test('refuses a cursor that was broken, lent, or used with other arguments', async () => {
    const { endCursor } = (await list(officer, 'first: 1')).pageInfo;
    const next = (viewer: Viewer, args: string) => ask(viewer, `{ beneficiaries(${args}) { totalCount } }`);
    expect(codeOf(await next(officer, `after: "x${endCursor}"`))).toBe('BAD_USER_INPUT');
    expect(codeOf(await next(streetWorker, `after: "${endCursor}"`))).toBe('BAD_USER_INPUT');
    expect(codeOf(await next(officer, `after: "${endCursor}", where: { group: ORPHAN }`))).toBe('BAD_USER_INPUT');
  });

  test.each(['first: 0', 'first: 101', 'where: { group: RICH }'])('refuses %s', async (args) => {
    expect(codeOf(await ask(officer, `{ beneficiaries(${args}) { totalCount } }`))).toBe('BAD_USER_INPUT');
  });

  test('takes one statement for a page, one for the count, and one for all charities of the page', async () => {
    const statementsOf = async (fields: string) => {
      const before = district.subgraph.statements();
      await ask(officer, `{ beneficiaries { ${fields} } }`);
      return district.subgraph.statements() - before;
    };
    expect(await statementsOf('edges { node { displayName } }')).toBe(1);
    expect(await statementsOf('totalCount edges { node { id } }')).toBe(2);
    expect(await statementsOf('edges { node { charityOrganisation { name } } }')).toBe(2);
  });

  test('tells an officer everything, and says what was disclosed', async () => {
    const { data, disclosures, withheld } = await ask(
      officer,
      `{ beneficiary(id: "beneficiary_1") { displayName ageYears gender groups phone address idNumber
        division { id } charityOrganisation { name } registeredOn } }`,
    );
    expect(data?.beneficiary).toEqual({
      displayName: '向秀兰',
      ageYears: 80,
      gender: 'FEMALE',
      groups: ['ELDERLY', 'ELDERLY_ALONE'],
      phone: '13507200000',
      address: '学院街道1号',
      idNumber: '420502194601012221',
      division: { id: community },
      charityOrganisation: { name: 'charity_a基金会' },
      registeredOn: '2024-01-01',
    });
    expect([disclosures, withheld]).toMatchObject([
      [{ type: 'Beneficiary', id: 'beneficiary_1', classes: ['ASSISTANCE', 'CONTACT', 'IDENTIFIER', 'PERSONAL'] }],
      [],
    ]);
  });

  test.each([
    ['a charity the ID number', partner, { displayName: '向秀兰', phone: '13507200000', idNumber: null }],
    ['everybody everything without a purpose', { ...officer, purpose: null }, { displayName: null, phone: null }],
    [
      'an officer who matches how to reach her',
      { ...officer, purpose: 'RESOURCE_MATCHING' },
      { displayName: '向秀兰', phone: null },
    ],
  ] as const)('withholds from %s', async (_, viewer, expected) => {
    const { data } = await ask(viewer, '{ beneficiary(id: "beneficiary_1") { displayName phone idNumber } }');
    expect(data?.beneficiary).toMatchObject(expected);
  });

  test('withholds a child of eight where the basis is plain consent', async () => {
    const query = '{ beneficiary(id: "beneficiary_4") { displayName } }';
    const ofB = { ...partner, organisation: 'charity_b' };
    const { data, withheld } = await ask(ofB, query);
    expect([data, withheld]).toEqual([
      { beneficiary: { displayName: null } },
      [{ field: 'Beneficiary.displayName', fieldClass: 'PERSONAL', needed: 'GUARDIAN_CONSENT' }],
    ]);
    const consented = { ...ofB, basis: 'GUARDIAN_CONSENT' } as const;
    expect((await ask(consented, query)).withheld).toMatchObject([{ needed: 'MINOR_APPROVAL' }]);
    const approved = { ...consented, grant: { id: 'grant_1', kind: 'APPROVAL', approver: 'a', records: [] } } as const;
    expect((await ask(approved, query)).data).toEqual({ beneficiary: { displayName: '向秀兰' } });
  });

  test('refuses to filter by a class that the viewer may not see', async () => {
    const question = '{ beneficiaries(where: { group: ORPHAN }) { totalCount } }';
    expect(codeOf(await ask({ ...officer, purpose: null }, question))).toBe('FORBIDDEN');
  });

  test('gives the same for somebody who is hidden and somebody who is not there', async () => {
    const one = (id: string) => ask(partner, `{ beneficiary(id: "${id}") { id displayName } }`);
    const referred = (id: string) =>
      ask(partner, 'query ($of: [_Any!]!) { _entities(representations: $of) { ... on Beneficiary { id } } }', {
        of: [{ __typename: 'Beneficiary', id }],
      });
    expect(await one('beneficiary_3')).toEqual(await one('beneficiary_9'));
    expect(await referred('beneficiary_3')).toEqual(await referred('beneficiary_9'));
    expect((await one('beneficiary_3')).data).toEqual({ beneficiary: null });
  });
});
