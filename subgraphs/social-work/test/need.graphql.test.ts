import type { Viewer } from '@hub/engine-policy';
import type { GraphAnswer, Subgraph } from '@hub/kernel';
import {
  asker,
  createStoreOfTest,
  openingOfTest,
  openPlacesOfTest,
  type PlacesOfTest,
  readToHead,
  startWorkersOfTest,
  storesOfTest,
  type WorkersOfTest,
} from '@hub/kernel/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSocialWork } from '../src/index.ts';

const street = '420502001000';
const community = '420502001001';
const elsewhere = '420502002001';

const station = (id: string, divisionCode: string) => ({
  id,
  name: `${id}社工站`,
  level: 'TOWNSHIP_STATION',
  status: 'OPERATING',
  rating: null,
  divisionCode,
  openedOn: '2022-01-01',
  longitude: 111.29,
  latitude: 30.7,
});
const client = (id: string, stationId: string, divisionCode: string) => ({
  id,
  stationId,
  divisionCode,
  ownerOrganisationId: stationId,
  name: '向秀兰',
  idNumber: '420502194601012221',
  bornOn: '1946-01-01',
  gender: 'FEMALE',
  phone: '13507200000',
  address: '学院街道1号',
  groups: ['ELDERLY_ALONE'],
  registeredOn: '2024-01-01',
});
const need = (
  id: string,
  clientId: string,
  stationId: string,
  divisionCode: string,
  urgency: string,
  openedOn: string,
) => ({
  id,
  clientId,
  stationId,
  divisionCode,
  category: 'ELDERLY_SUPPORT',
  serviceCode: 'HOME_VISIT',
  units: 4,
  urgency,
  status: 'OPEN',
  openedOn,
  closedOn: null,
  skill: null,
  vettedOnly: false,
  windows: 0,
  longitude: 111.29,
  latitude: 30.7,
});

/** All that a need may ask of whoever helps. */
const richly = {
  certificate: 'NURSE',
  safeguarding: 'ENHANCED',
  genderWish: 'FEMALE',
  genderMust: true,
  languageWish: 'SOUTHWESTERN_MANDARIN',
  languageMust: false,
  helpers: 2,
  indivisible: true,
  excludedProviders: ['team_of_her_son'],
};
const weekly = { cadenceUnits: 1, cadenceTimes: 2, cadencePeriod: 'WEEK', cadencePeriods: 12 };

const worker: Viewer = {
  subject: 'worker',
  role: 'station-worker',
  divisions: [street],
  organisation: 'station_a',
  purpose: 'CASE_SERVICE',
  basis: 'STATUTORY_DUTY',
  tokenId: null,
  agreement: null,
  grant: null,
  caseReference: null,
};
const officer: Viewer = {
  ...worker,
  subject: 'officer',
  role: 'district-officer',
  divisions: ['420502000000'],
  organisation: null,
};

describe.each(storesOfTest)('needs on %s', (storeName) => {
  const stores = createStoreOfTest(storeName);
  let subgraph: Subgraph;
  let places: PlacesOfTest;
  let workers: WorkersOfTest;
  let ask: ReturnType<typeof asker<Viewer>>;

  beforeAll(async () => {
    subgraph = await openSocialWork(openingOfTest(stores.place('social-work')));
    const district = '420502000000';
    places = await openPlacesOfTest(stores.place('civil-affairs'), {
      [street]: [district],
      [community]: [street, district],
      [elsewhere]: ['420502002000', district],
    });
    await subgraph.intake.load('stations', [station('station_a', street), station('station_b', '420502002000')]);
    await subgraph.intake.load('clients', [
      client('client_a', 'station_a', community),
      client('client_b', 'station_b', elsewhere),
      { ...client('client_child', 'station_a', community), idNumber: null, bornOn: '2015-03-01', groups: ['ORPHAN'] },
    ]);
    await subgraph.intake.load('needs', [
      need('need_1', 'client_a', 'station_a', community, 'LOW', '2026-01-01'),
      need('need_2', 'client_a', 'station_a', community, 'CRITICAL', '2026-03-01'),
      { ...need('need_3', 'client_a', 'station_a', community, 'HIGH', '2026-02-01'), units: 24, ...richly, ...weekly },
      need('need_4', 'client_b', 'station_b', elsewhere, 'CRITICAL', '2026-01-15'),
    ]);
    workers = startWorkersOfTest(subgraph, { 'civil-affairs': places.feed, matching: places.feed });
    await workers.ready;
    ask = asker(subgraph);
  });

  afterAll(async () => {
    await workers.stop();
    await subgraph.close();
    await places.close();
    await stores.remove();
  });

  const list = async (viewer: Viewer, args: string) => {
    const answer = await ask(
      viewer,
      `{ needs(${args}) { totalCount pageInfo { endCursor hasNextPage } edges { cursor node { id } } } }`,
    );
    expect(answer.errors).toBeUndefined();
    return answer.data?.needs as {
      totalCount: number;
      pageInfo: { endCursor: string; hasNextPage: boolean };
      edges: { node: { id: string } }[];
    };
  };
  const idsOf = ({ edges }: { edges: { node: { id: string } }[] }) => edges.map(({ node }) => node.id);
  const codeOf = ({ errors }: GraphAnswer) => errors?.[0]?.extensions?.code;

  test.each([
    ['the most urgent first', officer, 'orderBy: URGENCY', ['need_4', 'need_2', 'need_3', 'need_1']],
    ['the oldest first', officer, 'orderBy: OPENED_ON', ['need_1', 'need_4', 'need_3', 'need_2']],
    [
      'a street and what lies in it',
      officer,
      `orderBy: OPENED_ON, where: { division: "${street}" }`,
      ['need_1', 'need_3', 'need_2'],
    ],
    ['nothing for a division that nobody knows', officer, 'where: { division: "999999999999" }', []],
    ['only her own for a station worker', worker, 'orderBy: URGENCY', ['need_2', 'need_3', 'need_1']],
    [
      'the days asked for',
      officer,
      'orderBy: OPENED_ON, where: { openedFrom: "2026-01-15", openedTo: "2026-02-01" }',
      ['need_4', 'need_3'],
    ],
  ] as const)('lists %s', async (_, viewer, args, ids) => {
    const needs = await list(viewer, args);
    expect(idsOf(needs)).toEqual(ids);
    expect(needs.totalCount).toBe(ids.length);
  });

  test('pages in stable order and ends', async () => {
    const first = await list(officer, 'orderBy: URGENCY, first: 3');
    expect([idsOf(first), first.pageInfo.hasNextPage]).toEqual([['need_4', 'need_2', 'need_3'], true]);
    const second = await list(officer, `orderBy: URGENCY, first: 3, after: "${first.pageInfo.endCursor}"`);
    expect([idsOf(second), second.pageInfo.hasNextPage, second.totalCount]).toEqual([['need_1'], false, 4]);
  });

  test.each([
    ['a broken cursor', 'orderBy: URGENCY, after: "1.AAAA"'],
    ['a page of 0', 'first: 0'],
    ['a page of 101', 'first: 101'],
    ['a day that does not exist', 'where: { openedFrom: "2026-02-30" }'],
    ['an unknown filter value', 'where: { status: LOST }'],
    ['a division that is no code', 'where: { division: "西陵区" }'],
  ])('refuses %s', async (_, args) => {
    expect(codeOf(await ask(officer, `{ needs(${args}) { totalCount } }`))).toBe('BAD_USER_INPUT');
  });

  test('refuses the cursor of another viewer or of other arguments', async () => {
    const { pageInfo } = await list(officer, 'orderBy: URGENCY, first: 1');
    const query = (orderBy: string) => `{ needs(orderBy: ${orderBy}, after: "${pageInfo.endCursor}") { totalCount } }`;
    expect(codeOf(await ask(worker, query('URGENCY')))).toBe('BAD_USER_INPUT');
    expect(codeOf(await ask(officer, query('NEWEST')))).toBe('BAD_USER_INPUT');
  });

  test('takes one statement for a page, one for the count, and one for all clients of the page', async () => {
    const statementsOf = async (fields: string) => {
      const before = subgraph.statements();
      await ask(officer, `{ needs(orderBy: URGENCY) { ${fields} } }`);
      return subgraph.statements() - before;
    };
    expect(await statementsOf('edges { node { id } }')).toBe(1);
    expect(await statementsOf('totalCount edges { node { id } }')).toBe(2);
    expect(await statementsOf('edges { node { client { displayName } station { name } } }')).toBe(3);
  });

  test('gives the same for a need that is hidden and one that is not there', async () => {
    const hidden = await ask(worker, '{ need(id: "need_4") { id category } }');
    const missing = await ask(worker, '{ need(id: "need_9") { id category } }');
    expect(hidden).toEqual(missing);
    expect(hidden.data).toEqual({ need: null });
  });

  const asked = `certificate vettedOnly safeguarding genderWish { gender must } languageWish { language must } helpers indivisible
    cadence { unitsEachTime timesAPeriod period periods } times { weekday part } excludedProviders`;
  const toldOfNeedThree = {
    certificate: 'NURSE',
    vettedOnly: true,
    safeguarding: 'ENHANCED',
    genderWish: { gender: 'FEMALE', must: true },
    languageWish: { language: 'SOUTHWESTERN_MANDARIN', must: false },
    helpers: 2,
    indivisible: true,
    cadence: { unitsEachTime: 1, timesAPeriod: 2, period: 'WEEK', periods: 12 },
    times: [],
    excludedProviders: ['team_of_her_son'],
  };

  test('tells what a need asks of whoever helps, and nothing of it without a purpose', async () => {
    const query = `{ need(id: "need_3") { ${asked} } }`;
    expect((await ask(worker, query)).data).toEqual({ need: toldOfNeedThree });
    const aimless = Object.fromEntries(Object.keys(toldOfNeedThree).map((field) => [field, null]));
    expect((await ask({ ...worker, purpose: null }, query)).data).toEqual({ need: aimless });
    const [hidden, missing] = ['need_4', 'need_9'].map((id) => ask(worker, `{ need(id: "${id}") { ${asked} } }`));
    expect(await hidden).toEqual(await missing);
  });

  test.each([
    ['an amount that its cadence does not give', { ...weekly, units: 23 }, ['units']],
    ['half a cadence', { cadencePeriod: 'WEEK' }, ['cadenceUnits', 'cadenceTimes', 'cadencePeriods', 'units']],
    [
      'words that nobody knows',
      { certificate: 'COOK', genderWish: 'UNKNOWN', languageWish: 'KLINGON', helpers: 0, safeguarding: 'MUCH' },
      ['certificate', 'safeguarding', 'genderWish', 'languageWish', 'helpers'],
    ],
    ['providers that are no ids', { excludedProviders: [7] }, ['excludedProviders']],
  ])('rejects a need from a file with %s', async (_, parts, fields) => {
    const record = { ...need('need_x', 'client_a', 'station_a', community, 'LOW', '2026-01-01'), ...parts };
    const { loaded, rejected } = await subgraph.intake.load('needs', [record]);
    expect([loaded, rejected.map(({ field }) => field)]).toEqual([0, fields]);
  });

  test('withholds what the purpose does not cover, and says what was disclosed', async () => {
    const query = '{ need(id: "need_1") { category client { displayName phone } } }';
    const matching = await ask({ ...worker, purpose: 'RESOURCE_MATCHING' }, query);
    expect(matching.data).toEqual({
      need: { category: 'ELDERLY_SUPPORT', client: { displayName: '向秀兰', phone: null } },
    });
    expect(matching.withheld).toEqual([{ field: 'Client.phone', fieldClass: 'CONTACT', needed: 'ROLE_AND_PURPOSE' }]);
    expect(matching.disclosures).toMatchObject([
      { type: 'Need', id: 'need_1', classes: ['CASE'], about: ['Client:client_a'] },
      { type: 'Client', id: 'client_a', classes: ['PERSONAL'] },
    ]);
    const aimless = await ask({ ...worker, purpose: null }, query);
    expect(aimless.data).toEqual({ need: { category: null, client: null } });
  });

  test('counts without a purpose, because nothing that is withheld is used', async () => {
    const answer = await ask({ ...officer, purpose: null }, '{ needs { totalCount } }');
    expect(answer).toMatchObject({ data: { needs: { totalCount: 4 } }, disclosures: [] });
  });

  test('refuses to filter by a class that the viewer may not see', async () => {
    expect(codeOf(await ask({ ...worker, purpose: null }, `{ needs(where: { urgency: LOW }) { totalCount } }`))).toBe(
      'FORBIDDEN',
    );
  });

  describe('changes', () => {
    const open = `mutation ($input: OpenNeedInput!) { openNeed(input: $input) { id version status unit units openedOn division { id } } }`;
    const close = `mutation ($input: CloseNeedInput!) { closeNeed(input: $input) { id version status closedOn } }`;
    const change = `mutation ($input: ChangeNeedInput!) { changeNeed(input: $input) { id version units urgency } }`;
    const input = {
      client: 'client_a',
      category: 'POVERTY_RELIEF',
      serviceCode: 'CASH_RELIEF',
      units: 300000,
      urgency: 'HIGH',
    };
    const opened = async () => (await ask(worker, open, { input })).data?.openNeed as { id: string; version: number };

    test('opens, changes and closes a need, each with the next version', async () => {
      const need = await opened();
      expect(need).toMatchObject({
        version: 1,
        status: 'OPEN',
        unit: 'FEN',
        units: 300000,
        openedOn: '2026-11-21',
        division: { id: community },
      });
      const changed = await ask(worker, change, { input: { id: need.id, version: 1, urgency: 'CRITICAL' } });
      expect(changed.data).toEqual({ changeNeed: { id: need.id, version: 2, units: 300000, urgency: 'CRITICAL' } });
      const closed = await ask(worker, close, { input: { id: need.id, version: 2, outcome: 'MET' } });
      expect(closed.data).toEqual({ closeNeed: { id: need.id, version: 3, status: 'MET', closedOn: '2026-11-21' } });
      const again = await ask(
        worker,
        close,
        { input: { id: need.id, version: 3, outcome: 'MET' } },
        { language: 'zh' },
      );
      expect(again.errors?.[0]).toMatchObject({
        message: `需求“${need.id}”的状态是 MET,不是 OPEN。`,
        extensions: { code: 'REFUSED', reason: 'NEED_NOT_OPEN' },
      });
    });

    const visits = { ...input, serviceCode: 'HOME_VISIT', units: null, cadence: toldOfNeedThree.cadence };
    const richInput = {
      ...visits,
      safeguarding: 'ENHANCED',
      certificate: 'NURSE',
      genderWish: { gender: 'FEMALE', must: true },
      languageWish: { language: 'SOUTHWESTERN_MANDARIN' },
      helpers: 2,
      indivisible: true,
      times: [{ weekday: 6, part: 'AFTERNOON' }],
      excludedProviders: ['team_of_her_son'],
    };

    test('opens a need with all that is asked of whoever helps, and takes a wish back', async () => {
      const rich = `mutation ($input: OpenNeedInput!) { openNeed(input: $input) { id unit units ${asked} } }`;
      const { openNeed } = (await ask(worker, rich, { input: richInput })).data as { openNeed: { id: string } };
      expect(openNeed).toEqual({
        ...toldOfNeedThree,
        id: openNeed.id,
        unit: 'HOUR',
        units: 24,
        times: [{ weekday: 6, part: 'AFTERNOON' }],
      });
      const { changeNeed } = (
        await ask(
          worker,
          `mutation ($input: ChangeNeedInput!) { changeNeed(input: $input) { units safeguarding genderWish { must } certificate } }`,
          { input: { id: openNeed.id, version: 1, genderWish: null, safeguarding: 'VETTED' } },
        )
      ).data as { changeNeed: unknown };
      expect(changeNeed).toEqual({ units: 24, safeguarding: 'VETTED', genderWish: null, certificate: 'NURSE' });
    });

    test('asks for enhanced vetting for a child, whatever is said', async () => {
      const child = { ...input, client: 'client_child', serviceCode: 'TUTORING', category: 'CHILD_SUPPORT', units: 4 };
      const told = `{ id version safeguarding vettedOnly }`;
      const open = `mutation ($input: OpenNeedInput!) { openNeed(input: $input) ${told} }`;
      const change = `mutation ($input: ChangeNeedInput!) { changeNeed(input: $input) ${told} }`;
      const need = (await ask(worker, open, { input: child })).data?.openNeed as { id: string };
      expect(need).toMatchObject({ safeguarding: 'ENHANCED', vettedOnly: true });
      const lowered = await ask(worker, change, { input: { id: need.id, version: 1, vettedOnly: false } });
      expect(lowered.data?.changeNeed).toMatchObject({ safeguarding: 'ENHANCED', vettedOnly: true });
    });

    test.each([
      ['an amount and a cadence', { ...visits, units: 3 }, 'AMOUNT_TWICE'],
      ['a certificate where money is needed', { ...input, certificate: 'NURSE' }, 'NO_HELPER_COMES'],
      ['no amount', { ...input, units: null }, 'NEED_WITHOUT_AMOUNT'],
    ])('refuses %s, by name', async (_, wish, reason) => {
      const { errors } = await ask(worker, open, { input: wish });
      expect(errors?.[0]?.extensions).toMatchObject({ code: 'REFUSED', reason });
    });

    test('tells a conflict to who was second', async () => {
      const need = await opened();
      await ask(worker, change, { input: { id: need.id, version: 1, units: 5 } });
      expect(codeOf(await ask(worker, change, { input: { id: need.id, version: 1, units: 6 } }))).toBe('CONFLICT');
    });

    test('opens once for one idempotency key, and tells a conflict for another input', async () => {
      const first = await ask(worker, open, { input }, { idempotencyKey: 'key-1' });
      const second = await ask(worker, open, { input }, { idempotencyKey: 'key-1' });
      expect(second.data).toEqual(first.data);
      expect(codeOf(await ask(worker, open, { input: { ...input, units: 1 } }, { idempotencyKey: 'key-1' }))).toBe(
        'CONFLICT',
      );
    });

    test.each([
      ['a client of another station', worker, { ...input, client: 'client_b' }, 'NOT_FOUND'],
      ['a client that is not there', worker, { ...input, client: 'client_z' }, 'NOT_FOUND'],
      ['nothing', worker, { ...input, units: 0 }, 'REFUSED'],
      ['for another purpose', { ...worker, purpose: 'RESOURCE_MATCHING' } as Viewer, input, 'FORBIDDEN'],
    ])('refuses to open a need of %s', async (_, viewer, wish, code) => {
      expect(codeOf(await ask(viewer, open, { input: wish }))).toBe(code);
    });
  });

  test('tells matching of a need what it must know, and another reader nothing', async () => {
    const pull = (reader: string) => readToHead(subgraph.feed, reader, ['need']);
    const { facts, classes } = await pull('matching');
    expect(facts.find(({ id }) => id === 'need_1')?.record).toMatchObject({
      groups: ['ELDERLY_ALONE'],
      longitude: 111.29,
      safeguarding: 'NONE',
      helpers: 1,
      excludedProviders: [],
    });
    expect(facts.find(({ id }) => id === 'need_3')?.record).toMatchObject({ ...richly, units: 24 });
    expect(classes).toEqual(['ASSISTANCE', 'CASE', 'CONTACT']);
    expect((await pull('volunteers')).facts).toEqual([]);
  });
});
