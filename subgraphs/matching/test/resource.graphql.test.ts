import type { Viewer } from '@hub/engine-policy';
import type { GraphAnswer } from '@hub/kernel';
import { storesOfTest } from '@hub/kernel/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  charity,
  community,
  district,
  elsewhere,
  fund,
  goods,
  need,
  officer,
  operator,
  platform,
  socialWorker,
  stationWorker,
  street,
  volunteer,
} from './district.ts';
import { type OpenedMatching, openedMatching } from './opened.ts';

const codeOf = ({ errors }: GraphAnswer) => errors?.[0]?.extensions?.code;

describe.each(storesOfTest)('resources, shortages and runs on %s', (storeName) => {
  let opened: OpenedMatching;

  beforeAll(async () => {
    opened = await openedMatching(
      storeName,
      volunteer('volunteer_a', { skills: ['HAIRDRESSING'] }),
      volunteer('volunteer_b', { divisionCode: elsewhere }),
      fund('fund_medicine'),
      fund('fund_anything', { serviceCodes: [], regionCode: community, expiresOn: '2026-11-20', name: '社区基金' }),
      goods('goods_chairs'),
      socialWorker('worker_a'),
      need('need_1', { serviceCode: 'LEGAL_ADVICE', units: 3 }),
      need('need_2', { serviceCode: 'LEGAL_ADVICE', units: 5 }),
      need('need_3', { serviceCode: 'LEGAL_ADVICE', units: 2, divisionCode: elsewhere }),
      need('need_4', { serviceCode: 'FOOD_PARCEL', unit: 'ITEM', units: 1 }),
      need('need_5'),
    );
  });
  afterAll(() => opened.close());

  const page = async (list: string, args: string, fields: string, viewer: Viewer = stationWorker) => {
    const query = `{ ${list}${args && `(${args})`} { totalCount pageInfo { endCursor hasNextPage } edges { node { ${fields} } } } }`;
    const answer = await opened.ask(viewer, query);
    expect(answer.errors).toBeUndefined();
    return answer.data?.[list] as {
      totalCount: number;
      pageInfo: { endCursor: string; hasNextPage: boolean };
      edges: { node: Record<string, unknown> & { id: string; __typename: string; title: string } }[];
    };
  };

  describe('supply', () => {
    const time = { serviceCode: 'HAIRCUT', unit: 'HOUR', resources: 1, offeredUnits: 10 };
    const caseload = { serviceCode: 'CASE_WORK', unit: 'CASE', resources: 1, offeredUnits: 5 };
    const money = { serviceCode: 'MEDICAL_AID', unit: 'FEN', resources: 1, offeredUnits: 300_000_000_000 };
    const chairs = { serviceCode: 'WHEELCHAIR', unit: 'ITEM', resources: 1, offeredUnits: 3 };
    const told = [
      { division: { id: district }, ...money },
      { division: { id: street }, ...caseload },
      { division: { id: street }, ...chairs },
    ];
    const untold = told.map((row) => (row.unit === 'CASE' ? { ...row, offeredUnits: null } : row));
    const visits = (id: string) => ({ ...time, division: { id }, serviceCode: 'HOME_VISIT' });
    const cut = { division: { id: community }, ...time };
    test.each([
      ['an officer', officer, told, [cut, visits(community), visits(elsewhere)]],
      ['a station of the street', stationWorker, told, [cut, visits(community)]],
      ['an officer of another street', { ...officer, divisions: [elsewhere] }, untold, [visits(elsewhere)]],
      ['a platform of the district', platform, untold, [cut, visits(community), visits(elsewhere)]],
      ['a charity', charity, untold, []],
      ['an operator', operator, untold, []],
    ])('tells %s what is offered where, and only the time of whom she may see', async (_, viewer, offered, hours) => {
      const fields = 'division { id } serviceCode unit resources offeredUnits';
      const { data, errors } = await opened.ask(viewer, `{ supply { ${fields} } }`);
      expect(errors).toBeUndefined();
      const rows = data?.supply as { serviceCode: string; unit: string }[];
      expect(
        rows.filter(({ unit }) => unit !== 'HOUR').sort((a, b) => (a.serviceCode < b.serviceCode ? -1 : 1)),
      ).toEqual([...offered].sort((a, b) => (a.serviceCode < b.serviceCode ? -1 : 1)));
      const looked = rows.filter(({ serviceCode }) => serviceCode === 'HAIRCUT' || serviceCode === 'HOME_VISIT');
      expect(looked).toEqual(hours);
    });
  });

  describe('resources', () => {
    test.each([
      ['everything', '', 6],
      ['one kind', 'where: { kind: FUND }', 2],
      ['a service that is offered by skill', 'where: { serviceCode: HAIRCUT }', 1],
      ['a service that money for anything pays for, too', 'where: { serviceCode: MEDICAL_AID }', 2],
      ['what is based in a street and below', `where: { division: "${street}" }`, 4],
      ['nothing in a division that nobody knows', 'where: { division: "999999999999" }', 0],
    ])('lists %s', async (_, args, count) => {
      const resources = await page('resources', args, 'id __typename');
      expect([resources.edges.length, resources.totalCount]).toEqual([count, count]);
      const ids = resources.edges.map(({ node }) => node.id);
      expect(ids).toEqual([...ids].sort());
    });

    test('pages in stable order and ends', async () => {
      const first = await page('resources', 'first: 4', 'id');
      const second = await page('resources', `first: 4, after: "${first.pageInfo.endCursor}"`, 'id');
      expect([first.edges.length, first.pageInfo.hasNextPage]).toEqual([4, true]);
      expect([second.edges.length, second.pageInfo.hasNextPage]).toEqual([2, false]);
      expect(new Set([...first.edges, ...second.edges].map(({ node }) => node.id)).size).toBe(6);
    });

    test.each([
      ['a broken cursor', 'resources(after: "1.AAAA")'],
      ['a page of 101', 'resources(first: 101)'],
      ['the cursor of another list', 'shortages(after: "1.AAAA")'],
    ])('refuses %s', async (_, list) => {
      expect(codeOf(await opened.ask(officer, `{ ${list} { totalCount } }`))).toBe('BAD_USER_INPUT');
    });

    test('has ids that say nothing of their owners, and finds each by its id', async () => {
      const { edges } = await page('resources', '', 'id __typename title available { amount }');
      for (const { node } of edges) {
        expect(node.id).toMatch(/^(volunteer-time|fund-allocation|goods-allotment|caseload)_[0-9a-z]{24}$/);
        const one = await opened.ask(
          officer,
          `{ resource(id: "${node.id}") { id __typename title available { amount } } }`,
        );
        expect(one.data).toEqual({ resource: node });
      }
      expect((await opened.ask(officer, '{ resource(id: "fund_medicine") { id } }')).data).toEqual({ resource: null });
    });

    test('has nothing left of a fund that has expired', async () => {
      const funds = await page('resources', 'where: { kind: FUND }', 'title available { amount unit }');
      expect(funds.edges.map(({ node }) => node).sort((a, b) => (a.title < b.title ? -1 : 1))).toEqual([
        { title: '特困老人关爱', available: { amount: 300_000_000_000, unit: 'FEN' } },
        { title: '社区基金', available: { amount: 0, unit: 'FEN' } },
      ]);
    });

    test('points at the records of the owners', async () => {
      const { edges } = await page(
        'resources',
        '',
        `... on FundAllocation { fund { id } } ... on GoodsAllotment { goods { id } }
         ... on Caseload { socialWorker { id } } ... on VolunteerTime { volunteer { id } }`,
        officer,
      );
      expect(
        edges
          .flatMap(({ node }) => Object.values(node))
          .map((ref) => (ref as { id: string }).id)
          .sort(),
      ).toEqual(['fund_anything', 'fund_medicine', 'goods_chairs', 'volunteer_a', 'volunteer_b', 'worker_a']);
    });

    test('shows whose time it is only in the divisions of the viewer', async () => {
      const fields = '... on VolunteerTime { volunteer { id } }';
      const { edges } = await page('resources', 'where: { kind: VOLUNTEER_TIME }', fields, stationWorker);
      expect(edges.map(({ node }) => node.volunteer).filter((volunteer) => volunteer !== null)).toEqual([
        { id: 'volunteer_a' },
      ]);
    });

    test.each([
      ['an officer', officer, 6],
      ['a worker whose need is proposed both volunteers', stationWorker, 6],
      ['a worker of a station without needs', { ...stationWorker, organisation: 'station_b' }, 5],
      ['an operator', operator, 4],
    ])(
      "shows %s others' time only as far as she may see them or it is proposed to her need",
      async (_, viewer, count) => {
        const { totalCount, edges } = await page('resources', '', 'id', viewer);
        expect([totalCount, edges.length]).toEqual([count, count]);
      },
    );

    test('does not tell by a filter where a volunteer whom the viewer may not see is based', async () => {
      const { totalCount } = await page('resources', `where: { kind: VOLUNTEER_TIME, division: "${elsewhere}" }`, 'id');
      expect(totalCount).toBe(0);
    });

    test.each([
      ['an officer', officer, 5],
      ['a worker of the station', stationWorker, 5],
      ['a worker of another station', { ...stationWorker, organisation: 'station_b' }, null],
      ['a charity', charity, null],
    ])(
      'tells %s what is left of a caseload only if she may see the cases of that station',
      async (_, viewer, amount) => {
        const { edges } = await page('resources', 'where: { kind: CASELOAD }', 'available { amount }', viewer);
        expect(edges.map(({ node }) => node.available)).toEqual([amount === null ? null : { amount }]);
      },
    );

    test('is found by reference under its own type only', async () => {
      const { edges } = await page('resources', 'where: { kind: GOODS }', 'id title');
      const [goodsOnly] = edges.map(({ node }) => node);
      const query = `query ($all: [_Any!]!) { _entities(representations: $all) {
        ... on GoodsAllotment { id title } ... on VolunteerTime { id volunteer { id } } } }`;
      const all = ['GoodsAllotment', 'VolunteerTime'].map((__typename) => ({ __typename, id: goodsOnly?.id }));
      expect((await opened.ask(officer, query, { all })).data).toEqual({ _entities: [goodsOnly, null] });
    });

    test('takes one statement for a page, one for the count and one for all volunteers', async () => {
      const statementsOf = async (fields: string) => {
        const before = opened.subgraph.statements();
        await opened.ask(officer, `{ resources { ${fields} } }`);
        return opened.subgraph.statements() - before;
      };
      expect(await statementsOf('edges { node { title available { amount } provider { id } } }')).toBe(1);
      expect(await statementsOf('totalCount edges { node { id } }')).toBe(2);
      expect(await statementsOf('edges { node { ... on VolunteerTime { volunteer { id } } } }')).toBe(2);
    });
  });

  describe('shortages', () => {
    const fields = 'id division { id } serviceCode code text unmetNeeds unit unmetUnits';

    test('come worst first, with the cause in words', async () => {
      const { edges } = await page('shortages', 'where: { serviceCode: LEGAL_ADVICE }', fields, officer);
      const cause = { serviceCode: 'LEGAL_ADVICE', code: 'SERVICE', text: 'nobody offers the service', unit: 'HOUR' };
      expect(edges.map(({ node }) => node)).toMatchObject([
        { ...cause, division: { id: community }, unmetNeeds: 2, unmetUnits: 8 },
        { ...cause, division: { id: elsewhere }, unmetNeeds: 1, unmetUnits: 2 },
      ]);
    });

    test.each([
      ['the district', district, 3],
      ['a street', street, 2],
      ['a division that nobody knows', '999999999999', 0],
    ])('are found for %s', async (_, division, count) => {
      expect((await page('shortages', `where: { division: "${division}" }`, 'id', officer)).totalCount).toBe(count);
    });

    test.each([
      ['a worker of the station', stationWorker, 2, 2],
      ['a worker of another station', { ...stationWorker, organisation: 'station_b' }, 0, undefined],
      ['an operator', operator, 0, undefined],
    ])('count the needs that are visible to %s', async (_, viewer, shortages, unmetNeeds) => {
      const { totalCount, edges } = await page('shortages', '', 'unmetNeeds', viewer);
      expect([totalCount, edges[0]?.node.unmetNeeds]).toEqual([shortages, unmetNeeds]);
    });

    test('come to an officer of everything by what one more resource would unlock, and say that to nobody else', async () => {
      const fields = 'serviceCode division { id } unlock { capacity servedUnits metNeeds points }';
      const { edges } = await page('shortages', '', fields, officer);
      const unlocks = edges.map(({ node }) => node.unlock as { metNeeds: number; points: number });
      expect(unlocks.map(({ metNeeds }) => metNeeds)).toEqual([2, 1, 1]);
      expect(edges[0]?.node).toMatchObject({ serviceCode: 'LEGAL_ADVICE', unlock: { capacity: 10, servedUnits: 8 } });
      for (const viewer of [stationWorker, { ...officer, divisions: [street] }, charity]) {
        const seen = await page('shortages', '', fields, viewer);
        expect(seen.edges.length).toBeGreaterThan(0);
        expect(seen.edges.filter(({ node }) => node.unlock !== null)).toEqual([]);
      }
    });

    test('turn over page by page in the order of what they would unlock', async () => {
      const whole = await page('shortages', '', 'id', officer);
      const first = await page('shortages', 'first: 1', 'id', officer);
      const rest = await page('shortages', `first: 5, after: "${first.pageInfo.endCursor}"`, 'id', officer);
      expect([...first.edges, ...rest.edges].map(({ node }) => node.id)).toEqual(
        whole.edges.map(({ node }) => node.id),
      );
    });

    test.each([
      ['a rule', 'code: "SERVICE"', 3],
      ['a rule that keeps nobody away', 'code: "TIME"', 0],
      ['a category', 'category: ELDERLY_SUPPORT', 3],
      ['another category', 'category: CHILD_SUPPORT', 0],
    ])('are found by %s', async (_, where, count) => {
      const { totalCount, edges } = await page('shortages', `where: { ${where} }`, 'id', officer);
      expect([totalCount, edges.length]).toEqual([count, count]);
    });

    test('are resolved by reference', async () => {
      const { edges } = await page('shortages', 'first: 1', fields);
      const query = `query ($all: [_Any!]!) { _entities(representations: $all) { ... on Shortage { ${fields} } } }`;
      const all = [{ __typename: 'Shortage', id: edges[0]?.node.id }];
      expect((await opened.ask(platform, query, { all })).data).toEqual({ _entities: [edges[0]?.node] });
      expect((await opened.ask(charity, query, { all })).data).toEqual({ _entities: [null] });
    });
  });

  describe('runs', () => {
    const figures = 'id finishedAt policyVersion needs met partlyMet unmet resources examinedPairs objective dualBound';

    test('the last one is there with its figures, and by its id', async () => {
      const { data } = await opened.ask(operator, `{ latestMatchRun { ${figures} } }`);
      const run = data?.latestMatchRun as Readonly<Record<string, unknown>>;
      expect(run).toMatchObject({
        finishedAt: '2026-11-21T04:00:00.000Z',
        policyVersion: '4.1',
        needs: 5,
        met: 1,
        partlyMet: 0,
        unmet: 4,
        resources: 6,
      });
      expect(run.objective).toBe(run.dualBound);
      expect((await opened.ask(operator, `{ matchRun(id: "${run.id}") { ${figures} } }`)).data).toEqual({
        matchRun: run,
      });
      expect((await opened.ask(charity, '{ matchRun(id: "match-run_0") { id } }')).data).toEqual({ matchRun: null });
    });

    test.each([
      ['an officer of the street', { ...officer, divisions: [street] }, { needs: 4, met: 1, partlyMet: 0, unmet: 3 }],
      ['a worker of the station', stationWorker, { needs: 4, met: 1, partlyMet: 0, unmet: 3 }],
      ['a worker of another station', { ...stationWorker, organisation: 'station_b' }, { needs: 0, met: 0, unmet: 0 }],
    ])('the last one has for %s the figures of the needs that she may see', async (_, viewer, expected) => {
      const { data } = await opened.ask(viewer, `{ latestMatchRun { ${figures} } }`);
      const overEveryone = { resources: null, examinedPairs: null, objective: null, dualBound: null };
      expect(data?.latestMatchRun).toMatchObject({ ...expected, ...overEveryone });
    });

    test.each([
      ['an operator', operator, undefined],
      ['an officer who matches', officer, undefined],
      ['an officer on a case', { ...officer, purpose: 'CASE_SERVICE' } as Viewer, 'FORBIDDEN'],
      ['a station worker', stationWorker, 'FORBIDDEN'],
    ])('when %s starts one the error is %#', async (_, viewer, code) => {
      const answer = await opened.ask(viewer, 'mutation { startMatchRun { id needs } }');
      expect(codeOf(answer)).toBe(code);
      if (code !== undefined) return;
      const { data } = await opened.ask(viewer, '{ latestMatchRun { id needs } }');
      expect(data?.latestMatchRun).toEqual(answer.data?.startMatchRun);
    });
  });
});
