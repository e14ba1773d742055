import type { Viewer } from '@hub/engine-policy';
import { storesOfTest } from '@hub/kernel/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  charity,
  elsewhere,
  fund,
  goods,
  need,
  north,
  officer,
  platform,
  socialWorker,
  stationWorker,
  volunteer,
} from './district.ts';
import { type OpenedMatching, openedMatching } from './opened.ts';

const ofNeeds = (fields: string) =>
  `query ($needs: [_Any!]!) { _entities(representations: $needs) { ... on Need { id ${fields} } } }`;
const matchFields = `standing score units regret distanceMetres reasons { code text }
  resource { __typename id title available { amount unit } provider { __typename id } }`;

interface MatchGiven {
  readonly standing: string;
  readonly units: number;
  readonly regret: number;
  readonly distanceMetres: number | null;
  readonly reasons: readonly { readonly code: string; readonly text: string }[];
  readonly resource: { readonly __typename: string; readonly title: string } & Record<string, unknown>;
}
interface NeedGiven {
  readonly matches: readonly MatchGiven[] | null;
  readonly unmet: { readonly code: string; readonly text: string } | null;
}

describe.each(storesOfTest)('matches on %s', (storeName) => {
  let opened: OpenedMatching;

  beforeAll(async () => {
    opened = await openedMatching(
      storeName,
      volunteer('volunteer_near'),
      volunteer('volunteer_next', { ...north(1200), teamId: null, teamName: null }),
      volunteer('volunteer_unvetted', { ...north(10), vettedUntil: null }),
      volunteer('volunteer_paused', { ...north(20), status: 'PAUSED' }),
      fund('fund_old_age'),
      fund('fund_schools', { serviceCodes: ['SCHOOL_AID'], beneficiaryGroups: ['ORPHAN'], name: '金秋助学' }),
      fund('fund_tomorrow', { startsOn: '2026-11-22', name: '明日基金' }),
      goods('goods_chairs'),
      socialWorker('worker_a'),
      need('need_visit', { safeguarding: 'VETTED', urgency: 'HIGH' }),
      need('need_money', { serviceCode: 'MEDICAL_AID', unit: 'FEN', units: 150_000 }),
      need('need_school', { serviceCode: 'SCHOOL_AID', unit: 'FEN', units: 50_000 }),
      need('need_signs', { serviceCode: 'ESCORT_TO_CLINIC', skill: 'SIGN_LANGUAGE' }),
      need('need_law', { serviceCode: 'LEGAL_ADVICE' }),
      need('need_chair', {
        serviceCode: 'WHEELCHAIR',
        unit: 'ITEM',
        units: 1,
        divisionCode: elsewhere,
        ownerOrganisationId: 'station_b',
      }),
      need('need_case', { serviceCode: 'CASE_WORK', unit: 'CASE', units: 1, safeguarding: 'VETTED' }),
      need('need_met', { status: 'MET' }),
    );
  });
  afterAll(() => opened.close());

  const askNeeds = (viewer: Viewer, ids: readonly string[], fields: string, language: 'zh' | 'en' = 'en') =>
    opened.ask(viewer, ofNeeds(fields), { needs: ids.map((id) => ({ __typename: 'Need', id })) }, { language });
  const given = async (viewer: Viewer, id: string, fields: string, language: 'zh' | 'en' = 'en') => {
    const answer = await askNeeds(viewer, [id], fields, language);
    expect(answer.errors).toBeUndefined();
    const [need] = (answer.data?._entities ?? []) as readonly NeedGiven[];
    return need as NeedGiven;
  };

  test('proposes the vetted volunteer who is nearest, and says why in both languages', async () => {
    const { matches } = await given(officer, 'need_visit', `matches { ${matchFields} }`);
    expect(matches?.map(({ standing, units }) => [standing, units])).toEqual([
      ['PROPOSED', 4],
      ['ALTERNATIVE', 0],
    ]);
    expect(matches?.[0]).toMatchObject({
      regret: 0,
      distanceMetres: 300,
      resource: {
        __typename: 'VolunteerTime',
        title: 'Volunteer time of 学院街道红马甲志愿服务队',
        available: { amount: 10, unit: 'HOUR' },
        provider: { __typename: 'VolunteerTeam', id: 'team_a' },
      },
    });
    expect(matches?.[0]?.reasons).toContainEqual({
      code: 'NEAR',
      text: 'It is about 300 metres away, within its reach of 3000 metres.',
    });
    expect(matches?.[1]?.regret).toBeGreaterThan(0);
    expect(matches?.[1]?.resource).toMatchObject({ title: 'Volunteer time', provider: null });

    const chinese = await given(officer, 'need_visit', `matches(first: 1) { reasons { code text } }`, 'zh');
    expect(chinese.matches).toHaveLength(1);
    expect(chinese.matches?.[0]?.reasons).toEqual(
      expect.arrayContaining([
        { code: 'URGENT', text: '需求紧急程度：紧急。' },
        { code: 'VETTED', text: '已通过审核，有效期至 2027-06-30。' },
      ]),
    );
  });

  test('takes money from a fund that its donor restricted to such people, and does not tell who they are', async () => {
    const { matches } = await given(officer, 'need_money', `matches { ${matchFields} }`, 'zh');
    expect(matches).toHaveLength(1);
    expect(matches?.[0]).toMatchObject({
      standing: 'PROPOSED',
      units: 150_000,
      distanceMetres: null,
      resource: {
        __typename: 'FundAllocation',
        title: '特困老人关爱',
        available: { amount: 3_000_000_000_00, unit: 'FEN' },
        provider: { __typename: 'CharityOrganisation', id: 'charity_a' },
      },
    });
    const codes = matches?.[0]?.reasons.map(({ code }) => code);
    expect(codes).toEqual(expect.arrayContaining(['GROUP_FITS', 'IN_REGION', 'RESTRICTED_FIRST']));
    expect(JSON.stringify(matches)).not.toContain('ELDERLY_ALONE');
  });

  test.each([
    ['need_chair', 'GoodsAllotment', '轮椅', 900],
    ['need_case', 'Caseload', '学院街道社工站的个案名额', 500],
  ])('meets %s by a %s', async (id, type, title, metres) => {
    const { matches, unmet } = await given(officer, id, `matches { ${matchFields} } unmet { code }`, 'zh');
    expect(matches?.[0]).toMatchObject({ standing: 'PROPOSED', resource: { __typename: type, title } });
    expect(Math.abs((matches?.[0]?.distanceMetres ?? 0) - metres)).toBeLessThanOrEqual(50);
    expect(unmet).toBeNull();
  });

  test.each([
    ['need_signs', 'NONE_WITH_SKILL', '其他条件都相符的资源均不具备所需技能：手语。', 'SKILL', '缺少具备所需技能的人'],
    [
      'need_law',
      'NO_RESOURCE_OF_SERVICE',
      '目前没有任何资源提供该服务：法律援助咨询。',
      'SERVICE',
      '没有资源提供该服务',
    ],
    [
      'need_school',
      'NONE_FOR_THE_GROUP',
      '其他条件都相符的资源均限定用于其他帮扶对象。',
      'GROUP',
      '缺少可用于这类对象的资源',
    ],
  ])('says in Chinese why %s is not met, and of which shortage it is part', async (id, code, text, rule, cause) => {
    const fields = 'matches { score } unmet { code text units shortage { code text unmetNeeds division { id } } }';
    const { matches, unmet } = await given(officer, id, fields, 'zh');
    expect(matches).toEqual([]);
    expect(unmet).toMatchObject({ code, text, shortage: { code: rule, text: cause, unmetNeeds: 1 } });
  });

  test.each(['zh', 'en'] as const)('leaves no gap and no bare code in a sentence in %s', async (language) => {
    const ids = ['need_visit', 'need_money', 'need_school', 'need_signs', 'need_law', 'need_chair', 'need_case'];
    const fields = 'matches { reasons { text } resource { title } } unmet { text shortage { text } }';
    const { data } = await askNeeds(officer, ids, fields, language);
    const sentences = [...JSON.stringify(data).matchAll(/"(?:text|title)":"([^"]*)"/g)].map(([, sentence]) => sentence);
    expect(sentences.length).toBeGreaterThan(20);
    for (const sentence of sentences) expect(sentence).not.toMatch(/[—{}]|[A-Z]{2,}/);
  });

  test('has nothing to say about a need that is met', async () => {
    expect(await given(officer, 'need_met', 'matches { score } unmet { code }')).toMatchObject({
      matches: [],
      unmet: null,
    });
  });

  test.each([
    [0, 'BAD_USER_INPUT'],
    [21, 'BAD_USER_INPUT'],
    [20, undefined],
    ['null', undefined],
  ])('asked for the first %s matches the error is %s', async (first, code) => {
    const answer = await askNeeds(officer, ['need_visit'], `matches(first: ${first}) { score }`);
    expect(answer.errors?.[0]?.extensions?.code).toBe(code);
  });

  test('gives the same for a need that is hidden and one that is not there', async () => {
    const fields = 'matches { score } unmet { code }';
    const hidden = await given(stationWorker, 'need_chair', fields);
    const missing = await given(stationWorker, 'need_nowhere', fields);
    expect(hidden).toEqual({ ...missing, id: 'need_chair' });
    expect(hidden).toMatchObject({ matches: null, unmet: null });
    expect((await given(stationWorker, 'need_case', fields)).matches).toHaveLength(1);
  });

  test('gives the volunteer only to who may see her at the registry', async () => {
    const fields = 'matches(first: 1) { resource { ... on VolunteerTime { volunteer { id } } } }';
    expect((await given(officer, 'need_visit', fields)).matches).toEqual([
      { resource: { volunteer: { id: 'volunteer_near' } } },
    ]);
    const far: Viewer = { ...officer, divisions: [elsewhere] };
    expect((await given(far, 'need_visit', fields)).matches).toBeNull();
    const withheld = await askNeeds(platform, ['need_visit'], fields);
    expect(withheld.data).toMatchObject({ _entities: [{ matches: [{ resource: { volunteer: null } }] }] });
    expect(withheld.withheld).toMatchObject([{ field: 'VolunteerTime.volunteer', fieldClass: 'REFERENCE' }]);
  });

  test.each([
    ['a volunteer platform', platform, ['need_law', 'need_signs', 'need_visit']],
    ['a charity', charity, ['need_chair', 'need_money', 'need_school']],
    [
      'an officer',
      officer,
      ['need_case', 'need_chair', 'need_law', 'need_money', 'need_school', 'need_signs', 'need_visit'],
    ],
  ] as const)('tells %s of those needs only that it can meet', async (_, viewer, seen) => {
    const all = ['need_case', 'need_chair', 'need_law', 'need_money', 'need_school', 'need_signs', 'need_visit'];
    const { data } = await askNeeds(viewer, all, 'matches { score } unmet { code }');
    const given = (data?._entities ?? []) as readonly (NeedGiven & { readonly id: string })[];
    const told = given.filter(({ matches, unmet }) => matches !== null || unmet !== null);
    expect(told.map(({ id }) => id)).toEqual(seen);
  });

  test('tells of a group only who may know what assistance people have', async () => {
    const fields = 'matches { reasons { code } } unmet { code text shortage { id } }';
    const codesFor = async (viewer: Viewer) =>
      (await given(viewer, 'need_money', fields)).matches?.[0]?.reasons.map(({ code }) => code);
    expect(await codesFor(officer)).toContain('GROUP_FITS');
    expect(await codesFor(charity)).toEqual((await codesFor(officer))?.filter((code) => code !== 'GROUP_FITS'));

    expect((await given(officer, 'need_school', fields)).unmet).toMatchObject({
      code: 'NONE_FOR_THE_GROUP',
      shortage: { id: expect.any(String) },
    });
    expect((await given(charity, 'need_school', fields)).unmet).toEqual({
      code: 'NONE_FITS',
      text: 'Nothing that is offered fits all conditions of this need.',
      shortage: null,
    });
    const causesFor = async (viewer: Viewer) =>
      JSON.stringify((await opened.ask(viewer, '{ shortages { totalCount edges { node { code } } } }')).data);
    expect(await causesFor(officer)).toContain('GROUP');
    expect(await causesFor(charity)).not.toContain('GROUP');
  });

  test('withholds matches without a purpose, and says what was disclosed with one', async () => {
    const fields = 'matches(first: 1) { score reasons { text } } unmet { code }';
    const aimless = await askNeeds({ ...officer, purpose: null }, ['need_visit'], fields);
    expect(aimless.data).toEqual({ _entities: [{ id: 'need_visit', matches: null, unmet: null }] });
    expect(aimless.withheld).toContainEqual({ field: 'Need.matches', fieldClass: 'CASE', needed: 'PURPOSE' });
    const unmet = await askNeeds(officer, ['need_law'], 'unmet { code }');
    expect(unmet.disclosures).toContainEqual(
      expect.objectContaining({ type: 'Unmet', about: ['Client:client_of_need_law'] }),
    );
    const { disclosures } = await askNeeds(officer, ['need_visit'], fields);
    expect(disclosures).toMatchObject([
      { type: 'Need', id: 'need_visit', classes: ['CASE'] },
      { type: 'Match', id: 'need_visit', classes: ['CASE'], about: ['Client:client_of_need_visit'] },
      { type: 'Reason', id: 'need_visit', classes: ['CASE'], about: ['Client:client_of_need_visit'] },
    ]);
  });

  test.each([
    ['matches', 'matches { score reasons { text } }', 1],
    ['matches with their resources', 'matches { resource { title provider { id } } }', 2],
    ['what is unmet with its shortages', 'unmet { code shortage { unmetNeeds } }', 2],
    ['volunteers behind resources', 'matches { resource { ... on VolunteerTime { volunteer { id } } } }', 3],
    ['three matches and one', 'matches { score } best: matches(first: 1) { score }', 2],
  ])('takes a fixed number of statements for %s of all needs of a page', async (_, fields, statements) => {
    const before = opened.subgraph.statements();
    await askNeeds(officer, ['need_visit', 'need_money', 'need_signs', 'need_law', 'need_chair'], fields);
    expect(opened.subgraph.statements() - before).toBe(statements);
  });
});
