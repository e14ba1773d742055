import type { Viewer } from '@hub/engine-policy';
import type { GraphAnswer, Page } from '@hub/kernel';
import { asker, storesOfTest } from '@hub/kernel/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  charityPartner,
  community,
  type DistrictOfTest,
  district as districtCode,
  elsewhere,
  officer,
  openDistrict,
  partner,
  street,
  team,
  volunteer,
} from './district.ts';

describe.each(storesOfTest)('volunteers and teams on %s', (storeName) => {
  let district: DistrictOfTest;
  let ask: ReturnType<typeof asker<Viewer>>;

  beforeAll(async () => {
    district = await openDistrict(storeName);
    const { intake } = district.subgraph;
    await intake.load('volunteerTeams', [
      team('team_1'),
      team('team_2', { divisionCode: elsewhere }),
      team('team_3', { divisionCode: '420599000000' }),
    ]);
    await intake.load('volunteers', [
      volunteer('volunteer_1', 'team_1', {
        vettedFor: 'ENHANCED',
        certificates: [
          { code: 'LAWYER', until: '2027-02-01' },
          { code: 'FIRST_AID', until: null },
        ],
        languages: ['SOUTHWESTERN_MANDARIN', 'MANDARIN'],
        travelMode: 'BUS',
        travelMinutes: 25,
      }),
      volunteer('volunteer_2', 'team_1', { divisionCode: elsewhere, vettedUntil: '2026-11-21', skills: ['LAW'] }),
      volunteer('volunteer_3', 'team_2', { vettedUntil: '2026-11-20', skills: [], windows: 0 }),
      volunteer('volunteer_4', null, { vettedUntil: null, status: 'PAUSED', bornOn: '2014-01-01', idNumber: null }),
      volunteer('volunteer_5', 'team_1', { status: 'LEFT', divisionCode: '420599000000' }),
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

  test.each([
    ['all in the district for its officer', officer, '', [1, 2, 3, 4]],
    ['those in its street, of any team, for a partner', partner, '', [1, 3, 4]],
    ['nobody for a charity', charityPartner, '', []],
    ['a street and what lies in it', officer, `(where: { division: "${street}" })`, [1, 3, 4]],
    ['nobody for a division that nobody knows', officer, '(where: { division: "999999999999" })', []],
    ['nobody in a division beyond her own', officer, '(where: { division: "420599000000" })', []],
    ['a team, without who is hidden', officer, '(where: { team: "team_1" })', [1, 2]],
    ['a skill', officer, '(where: { skill: LAW })', [1, 2, 4]],
    ['who is vetted, the last day included', officer, '(where: { vetted: true })', [1, 2]],
    ['whose vetting ended or never was', officer, '(where: { vetted: false })', [3, 4]],
    ['everybody where no vetting is named', officer, '(where: { vetted: null })', [1, 2, 3, 4]],
    ['who was vetted for children', officer, '(where: { vettedFor: ENHANCED })', [1]],
    ['who was vetted at all', officer, '(where: { vettedFor: VETTED })', [1, 2, 3]],
    ['a state', officer, '(where: { status: PAUSED })', [4]],
    ['what all filters hold', partner, `(where: { division: "${community}", skill: CARE, vetted: true })`, [1]],
  ] as const)('lists %s', async (_, viewer, args, numbers) => {
    const page = await list(viewer, `volunteers${args}`);
    expect([numbersOf(page), page.totalCount]).toEqual([numbers, numbers.length]);
  });

  test.each([
    ['all teams', '', [1, 2, 3]],
    ['teams of a division', `(where: { division: "${districtCode}" })`, [1, 2]],
  ])('lists %s, the same for every viewer', async (_, args, numbers) => {
    for (const viewer of [officer, { ...charityPartner, purpose: null }]) {
      const page = await list(viewer, `volunteerTeams${args}`);
      expect([numbersOf(page), page.totalCount]).toEqual([numbers, numbers.length]);
    }
  });

  test.each([
    ['volunteers', 'vetted: true'],
    ['volunteerTeams', `division: "${street}"`],
  ])('pages %s in the order of ids, with cursors that serve only this', async (field, filter) => {
    const first = await list(officer, `${field}(first: 2)`);
    expect([numbersOf(first), first.pageInfo.hasNextPage]).toEqual([[1, 2], true]);
    const after = `after: "${first.pageInfo.endCursor}"`;
    expect(numbersOf(await list(officer, `${field}(first: 2, ${after})`))[0]).toBe(3);
    const misused = (viewer: Viewer, args: string) => ask(viewer, `{ ${field}(${args}) { totalCount } }`);
    expect(codeOf(await misused(partner, after))).toBe('BAD_USER_INPUT');
    expect(codeOf(await misused(officer, `${after}, where: { ${filter} }`))).toBe('BAD_USER_INPUT');
    expect(codeOf(await misused(officer, 'after: "1.AAAA"'))).toBe('BAD_USER_INPUT');
    expect(codeOf(await misused(officer, 'first: 0'))).toBe('BAD_USER_INPUT');
  });

  test('takes one statement for a page, one for the count, and one for each kind of record beside it', async () => {
    const statementsOf = async (question: string) => {
      const before = district.subgraph.statements();
      await ask(officer, `{ ${question} }`);
      return district.subgraph.statements() - before;
    };
    expect(await statementsOf('volunteers { edges { node { displayName availability { hoursPerMonth } } } }')).toBe(1);
    expect(await statementsOf('volunteers { totalCount edges { node { id } } }')).toBe(2);
    expect(await statementsOf('volunteers { edges { node { team { name activeMembers } } } }')).toBe(3);
    expect(await statementsOf('volunteerTeams { edges { node { name activeMembers } } }')).toBe(2);
  });

  test.each([
    ['an officer', officer, [2, 1, 0]],
    ['a partner in one street', partner, [1, 1, 0]],
    ['a charity', charityPartner, [0, 0, 0]],
  ] as const)('counts for %s the active members of a team whom she may see', async (_, viewer, counts) => {
    const { data } = await ask(viewer, '{ volunteerTeams { edges { node { id activeMembers } } } }');
    const edges = counts.map((activeMembers, at) => ({ node: { id: `team_${at + 1}`, activeMembers } }));
    expect(data?.volunteerTeams).toEqual({ edges });
  });

  test('tells an officer everything, and says what was disclosed', async () => {
    const { data, disclosures, withheld } = await ask(
      officer,
      `{ volunteer(id: "volunteer_1") { number displayName ageYears gender phone idNumber division { id }
        team { name division { id } foundedOn } skills vettedUntil vettedFor status registeredOn
        certificates { certificate validUntil } languages
        availability { hoursPerMonth radiusMetres travelMode travelMinutes times { weekday part } } } }`,
    );
    expect(data?.volunteer).toEqual({
      number: 'V-VOLUNTEER_1',
      displayName: '郑学工',
      ageYears: 76,
      gender: 'MALE',
      phone: '13907170000',
      idNumber: '11010519491231002X',
      division: { id: community },
      team: { name: 'team_1服务队', division: { id: street }, foundedOn: '2018-03-05' },
      skills: ['CARE', 'LAW'],
      vettedUntil: '2027-05-01',
      vettedFor: 'ENHANCED',
      status: 'ACTIVE',
      registeredOn: '2020-03-05',
      certificates: [
        { certificate: 'LAWYER', validUntil: '2027-02-01' },
        { certificate: 'FIRST_AID', validUntil: null },
      ],
      languages: ['SOUTHWESTERN_MANDARIN', 'MANDARIN'],
      availability: {
        hoursPerMonth: 8,
        radiusMetres: 1500,
        travelMode: 'BUS',
        travelMinutes: 25,
        times: [{ weekday: 1, part: 'MORNING' }],
      },
    });
    expect([disclosures, withheld]).toMatchObject([
      [{ type: 'Volunteer', id: 'volunteer_1', classes: ['CONTACT', 'IDENTIFIER', 'PERSONAL'] }],
      [],
    ]);
  });

  test('shows a volunteer without a team, and one who may be asked at any time', async () => {
    const { data } = await ask(
      officer,
      `{ one: volunteer(id: "volunteer_4") { team { id } idNumber }
        other: volunteer(id: "volunteer_3") { skills vettedFor certificates { certificate } languages availability { times { weekday } } } }`,
    );
    expect(data).toEqual({
      one: { team: null, idNumber: null },
      other: { skills: [], vettedFor: 'VETTED', certificates: [], languages: [], availability: { times: [] } },
    });
  });

  const fields = '{ number displayName phone idNumber skills languages }';
  test.each([
    ['a volunteer platform the ID number', partner, { phone: '13907170000', idNumber: null }],
    [
      'everybody who she is without a purpose',
      { ...partner, purpose: null },
      { number: null, displayName: null, languages: null },
    ],
  ] as const)('withholds from %s, and never what she can do', async (_, viewer, expected) => {
    const { data } = await ask(viewer, `{ volunteer(id: "volunteer_1") ${fields} }`);
    expect(data?.volunteer).toMatchObject({ ...expected, skills: ['CARE', 'LAW'] });
  });

  test('withholds a child of twelve where the basis is plain consent', async () => {
    const { data, withheld } = await ask(partner, '{ volunteer(id: "volunteer_4") { number } }');
    expect([data, withheld]).toEqual([
      { volunteer: { number: null } },
      [{ field: 'Volunteer.number', fieldClass: 'PERSONAL', needed: 'GUARDIAN_CONSENT' }],
    ]);
  });

  test('gives the same for somebody who is hidden and somebody who is not there', async () => {
    const one = (id: string) => ask(partner, `{ volunteer(id: "${id}") ${fields} }`);
    const referred = (id: string) =>
      ask(partner, 'query ($of: [_Any!]!) { _entities(representations: $of) { ... on Volunteer { id } } }', {
        of: [{ __typename: 'Volunteer', id }],
      });
    expect(await one('volunteer_2')).toEqual(await one('volunteer_9'));
    expect(await referred('volunteer_2')).toEqual(await referred('volunteer_9'));
    expect((await one('volunteer_2')).data).toEqual({ volunteer: null });
  });
});
