import type { Viewer } from '@hub/engine-policy';
import type { GraphAnswer } from '@hub/kernel';
import { storesOfTest } from '@hub/kernel/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  charity,
  community,
  elsewhere,
  fund,
  goods,
  need,
  officer,
  operator,
  platform,
  stationWorker,
  street,
  volunteer,
  withdrawn,
} from './district.ts';
import { type OpenedMatching, openedMatching } from './opened.ts';

const streetOfficer: Viewer = { ...officer, divisions: [street] };
const given = ({ data, errors }: GraphAnswer) => {
  expect(errors).toBeUndefined();
  return data ?? {};
};
const codeOf = ({ errors }: GraphAnswer) => errors?.[0]?.extensions?.code;

const records = [
  volunteer('volunteer_a', { hoursPerMonth: 6 }),
  fund('fund_medicine', { balanceFen: 100_000 }),
  goods('goods_chairs'),
  need('need_visit'),
  need('need_later', { units: 4, urgency: 'LOW' }),
  need('need_law', { serviceCode: 'LEGAL_ADVICE', groups: ['DIBAO'] }),
  need('need_money', { serviceCode: 'MEDICAL_AID', unit: 'FEN', units: 50_000, category: 'POVERTY_RELIEF' }),
  need('need_far', { serviceCode: 'LEGAL_ADVICE', divisionCode: elsewhere, ownerOrganisationId: 'station_b' }),
];

describe.each(storesOfTest)('runs and their figures on %s', (storeName) => {
  let opened: OpenedMatching;
  beforeAll(async () => {
    opened = await openedMatching(storeName, ...records);
  });
  afterAll(() => opened.close());

  const latest = async (viewer: Viewer, fields: string, language: 'zh' | 'en' = 'en') => {
    const { data, errors } = await opened.ask(viewer, `{ latestMatchRun { ${fields} } }`, {}, { language });
    expect(errors).toBeUndefined();
    return data?.latestMatchRun as Readonly<Record<string, unknown>>;
  };
  const start = async () => {
    const { startMatchRun } = given(await opened.ask(operator, 'mutation { startMatchRun { id } }'));
    return (startMatchRun as { id: string }).id;
  };
  const byUnit = 'byUnit { unit needs met partlyMet unmet wantedUnits servedUnits }';
  const byCategory = 'byCategory { category needs met partlyMet unmet servedShare }';
  const communities = 'communities { division { id } needs met servedShare }';
  const groups = 'groups { group needs servedShare }';
  const cells = 'cells { division { id } category unit needs met unmet wantedUnits servedUnits }';

  test.each([
    ['an operator', operator],
    ['an officer of all that the hub holds', officer],
  ])('tell %s how the whole went, by unit and category, with the certificate', async (_, viewer) => {
    expect(
      await latest(viewer, `${byUnit} ${byCategory} method gap fairnessPoints objective dualBound cutNeeds`),
    ).toMatchObject({
      byUnit: [
        { unit: 'FEN', needs: 1, met: 1, partlyMet: 0, unmet: 0, wantedUnits: 50_000, servedUnits: 50_000 },
        { unit: 'HOUR', needs: 4, met: 1, partlyMet: 1, unmet: 2, wantedUnits: 16, servedUnits: 6 },
      ],
      byCategory: [
        { category: 'ELDERLY_SUPPORT', needs: 4, met: 1, partlyMet: 1, unmet: 2, servedShare: 0.375 },
        { category: 'POVERTY_RELIEF', needs: 1, met: 1, partlyMet: 0, unmet: 0, servedShare: 1 },
      ],
      method: 'FLOW',
      gap: 0,
      cutNeeds: 0,
    });
  });

  test('count for an officer of a street the needs that she may see, in the same way', async () => {
    const seen = await latest(
      streetOfficer,
      `needs ${byUnit} ${communities} ${groups} objective inputDigest startedAt`,
    );
    expect(seen).toEqual({
      needs: 4,
      byUnit: [
        { unit: 'FEN', needs: 1, met: 1, partlyMet: 0, unmet: 0, wantedUnits: 50_000, servedUnits: 50_000 },
        { unit: 'HOUR', needs: 3, met: 1, partlyMet: 1, unmet: 1, wantedUnits: 12, servedUnits: 6 },
      ],
      communities: [{ division: { id: community }, needs: 4, met: 2, servedShare: 0.625 }],
      groups: [
        { group: 'DIBAO', needs: 1, servedShare: 0 },
        { group: 'ELDERLY_ALONE', needs: 3, servedShare: 0.8333 },
      ],
      objective: null,
      inputDigest: null,
      startedAt: null,
    });
  });

  test('name the worst served community and group first to an officer of everything', async () => {
    expect(await latest(officer, `${communities} ${groups}`)).toEqual({
      communities: [
        { division: { id: elsewhere }, needs: 1, met: 0, servedShare: 0 },
        { division: { id: community }, needs: 4, met: 2, servedShare: 0.625 },
      ],
      groups: [
        { group: 'DIBAO', needs: 1, servedShare: 0 },
        { group: 'ELDERLY_ALONE', needs: 4, servedShare: 0.625 },
      ],
    });
  });

  test('count each community by category and unit, of the needs that the viewer may see', async () => {
    const hours = {
      division: { id: community },
      category: 'ELDERLY_SUPPORT',
      unit: 'HOUR',
      needs: 3,
      met: 1,
      unmet: 1,
    };
    const money = { division: { id: community }, category: 'POVERTY_RELIEF', unit: 'FEN', needs: 1, met: 1, unmet: 0 };
    const far = { ...hours, division: { id: elsewhere }, needs: 1, met: 0, unmet: 1, wantedUnits: 4, servedUnits: 0 };
    const near = [
      { ...hours, wantedUnits: 12, servedUnits: 6 },
      { ...money, wantedUnits: 50_000, servedUnits: 50_000 },
    ];
    expect(await latest(streetOfficer, cells)).toEqual({ cells: near });
    const { cells: all } = await latest(officer, cells);
    expect(all).toHaveLength(3);
    expect(all).toEqual(expect.arrayContaining([...near, far]));
    expect(await latest(operator, cells)).toEqual({ cells: null });
    expect(await latest(stationWorker, cells)).toEqual({ cells: near });
  });

  test('tell an operator of no place and of no group, and a charity of no group', async () => {
    expect(await latest(operator, `${communities} ${groups}`)).toEqual({ communities: null, groups: null });
    expect(await latest(charity, `needs ${groups}`)).toEqual({ needs: 1, groups: null });
    const onConsent: Viewer = { ...charity, purpose: 'CHARITY_AID', basis: 'CONSENT' };
    expect(await latest(onConsent, `needs ${groups}`)).toEqual({ needs: 1, groups: null });
  });

  test('state the policy in the language of whoever asks, the engine and how long they took', async () => {
    const fields = 'engineVersion policy { version explanation } startedAt finishedAt durationMilliseconds';
    const run = await latest(officer, fields, 'zh');
    expect(run).toMatchObject({
      engineVersion: expect.any(String),
      policy: { version: expect.any(String), explanation: expect.stringContaining('紧急程度') },
      startedAt: '2026-11-21T04:00:00.000Z',
      durationMilliseconds: 0,
    });
    expect((await latest(officer, fields)).policy).toMatchObject({ explanation: expect.stringContaining('Urgency') });
  });

  test('say what each level of the policy earned and cost the others, to whoever may see all runs', async () => {
    const fields = 'policy { levels { level text points cost met metWithout isExact } }';
    const { levels } = (await latest(operator, fields)).policy as {
      levels: readonly Readonly<Record<string, unknown>>[];
    };
    expect(levels[0]).toMatchObject({
      level: 'urgency',
      text: expect.stringContaining('urgent'),
      met: 2,
      isExact: true,
    });
    expect(levels.map(({ level }) => level)).toEqual(expect.arrayContaining(['fairness', 'nearness', 'declined']));
    for (const { cost } of levels) expect(cost).toBeGreaterThanOrEqual(0);
    expect(levels.some(({ points }) => Number(points) > 0)).toBe(true);
    expect((await latest(streetOfficer, fields)).policy).toEqual({ levels: null });
  });

  test('give the same digests for the same needs, resources, policy and day', async () => {
    const digests = 'inputDigest answerDigest';
    const first = await latest(operator, digests);
    expect(first.inputDigest).toMatch(/^[0-9a-f]{64}$/);
    await start();
    expect(await latest(operator, digests)).toEqual(first);
  });

  test('say of each match how its score is made up, and of each unmet need the fewest obstacles', async () => {
    const query = `query ($needs: [_Any!]!) { _entities(representations: $needs) { ... on Need {
      matches(first: 1) { score components { part text points } } unmet { obstacles { code text keptAway } } } } }`;
    const all = ['need_visit', 'need_far', 'need_later'].map((id) => ({ __typename: 'Need', id }));
    const { _entities } = given(await opened.ask(officer, query, { needs: all }, { language: 'zh' }));
    const [visit, far, later] = _entities as readonly {
      matches: { score: number; components: { part: string; text: string; points: number }[] }[];
      unmet: { obstacles: unknown } | null;
    }[];
    const [best] = visit?.matches ?? [];
    expect(best?.components.reduce((sum, { points }) => sum + points, 0)).toBe(best?.score);
    expect(best?.components[0]).toEqual({ part: 'urgency', text: '按紧急程度满足尽可能多的需求', points: 3000 });
    expect(far?.unmet?.obstacles).toEqual([{ code: 'SERVICE', text: '服务项目', keptAway: 0 }]);
    expect(later?.unmet?.obstacles).toEqual([{ code: 'CAPACITY', text: '可用量', keptAway: 1 }]);
  });

  describe('say what is asked of a resource', () => {
    const asked = async (kind: string, viewer: Viewer) => {
      const fields = 'demand { needs units proposedUnits lastUnitValue }';
      const query = `{ resources(where: { kind: ${kind} }) { edges { node { ${fields} } } } }`;
      const { resources } = given(await opened.ask(viewer, query));
      return (resources as { edges: { node: { demand: unknown } }[] }).edges.map(({ node }) => node.demand);
    };
    const hours = { needs: 2, units: 8, proposedUnits: 6 };
    const money = { needs: 1, units: 50_000, proposedUnits: 50_000 };
    const none = { needs: 0, units: 0, proposedUnits: 0 };
    const whole = { lastUnitValue: expect.any(Number) };
    const own = { lastUnitValue: null };
    const elsewhereOnly: Viewer = { ...charity, divisions: [elsewhere] };
    test.each([
      ['an officer of everything, over all needs', 'VOLUNTEER_TIME', officer, { ...hours, ...whole }],
      ['the platform that dispatches it', 'VOLUNTEER_TIME', platform, { ...hours, ...own }],
      ['the charity whose fund it is', 'FUND', charity, { ...money, ...own }],
      ['the charity whose goods nobody asks for', 'GOODS', charity, { ...none, ...own }],
      [
        'a charity that may not see the needs as one that is asked for nothing',
        'FUND',
        elsewhereOnly,
        { ...none, ...own },
      ],
      ['no other charity', 'FUND', { ...charity, organisation: 'charity_b' }, null],
      ['no charity without an organisation', 'FUND', { ...charity, organisation: null }, null],
      ['no platform for what a charity gives', 'FUND', platform, null],
      ['no station that a volunteer is proposed to', 'VOLUNTEER_TIME', stationWorker, null],
      ['no officer of a street', 'VOLUNTEER_TIME', streetOfficer, null],
      ['no officer on a case', 'VOLUNTEER_TIME', { ...officer, purpose: 'CASE_SERVICE' } as Viewer, null],
      ['no operator', 'FUND', operator, null],
    ])('to %s', async (_, kind, viewer, demand) => {
      expect(await asked(kind, viewer)).toEqual([demand]);
    });
  });

  describe('of one division', () => {
    const startIn = (division: string, viewer: Viewer = officer) =>
      opened.ask(viewer, `mutation { startMatchRun(division: "${division}") { id needs met division { id } } }`);

    test('look at its needs only, and leave all others as they were', async () => {
      await start();
      const digest = async () => (await latest(operator, 'answerDigest')).answerDigest;
      const before = await digest();
      const run = given(await startIn(street)).startMatchRun;
      expect(run).toMatchObject({ needs: 4, met: 2, division: { id: street } });
      expect(await latest(streetOfficer, `needs ${communities}`)).toEqual({
        needs: 4,
        communities: [{ division: { id: community }, needs: 4, met: 2, servedShare: 0.625 }],
      });
      // The needs of the division alone: none of another division is counted, seen or not.
      expect(await latest(officer, communities)).toEqual(await latest(streetOfficer, communities));
      await start();
      expect(await digest()).toBe(before);
    });

    test('do not compare with runs of everything, but with each other', async () => {
      const whole = await start();
      const [one, two] = [given(await startIn(elsewhere)), given(await startIn(elsewhere))].map(
        ({ startMatchRun }) => (startMatchRun as { id: string }).id,
      );
      const compare = (earlier?: string, later?: string) =>
        opened.ask(
          officer,
          'query ($earlier: ID, $later: ID) { compareMatchRuns(earlier: $earlier, later: $later) { earlier { id } } }',
          {
            ...(earlier && { earlier }),
            ...(later && { later }),
          },
        );
      expect((await compare(whole, two)).errors?.[0]?.extensions).toMatchObject({ reason: 'RUNS_OF_DIFFERENT_PLACES' });
      expect(given(await compare()).compareMatchRuns).toEqual({ earlier: { id: one } });
    });

    test.each([
      ['a division that the hub does not hold', '420503000000', officer, 'REFUSED'],
      ['what is no division', 'somewhere', officer, 'BAD_USER_INPUT'],
      ['a station worker', street, stationWorker, 'FORBIDDEN'],
    ] as const)('are refused for %s', async (_, division, viewer, code) => {
      expect(codeOf(await startIn(division, viewer))).toBe(code);
    });
  });

  test('show no progress and cannot be cancelled when none is under way', async () => {
    await start();
    expect(given(await opened.ask(operator, '{ matchRunProgress { stage } }'))).toEqual({ matchRunProgress: null });
    expect(given(await opened.ask(officer, 'mutation { cancelMatchRun }'))).toEqual({ cancelMatchRun: false });
    expect(codeOf(await opened.ask(streetOfficer, 'mutation { cancelMatchRun }'))).toBe('FORBIDDEN');
    expect(codeOf(await opened.ask(stationWorker, 'mutation { cancelMatchRun }'))).toBe('FORBIDDEN');
  });

  describe('of the past', () => {
    const list = '{ matchRuns(first: 100) { totalCount edges { node { id needs objective } } } }';
    const idsFor = async (viewer: Viewer) => {
      const { data } = await opened.ask(viewer, list);
      const page = data?.matchRuns as { totalCount: number; edges: { node: { id: string } }[] };
      expect(page.edges).toHaveLength(page.totalCount);
      return page.edges.map(({ node }) => node.id);
    };

    test('are listed newest first to whoever may see all runs, and not at all to others', async () => {
      const [one, two] = [await start(), await start()];
      expect((await idsFor(operator)).slice(0, 2)).toEqual([two, one]);
      expect(await idsFor(officer)).toEqual(await idsFor(operator));
      for (const viewer of [streetOfficer, stationWorker, charity]) expect(await idsFor(viewer)).toEqual([]);
    });

    test('have no figures any more for who sees only some needs', async () => {
      const one = await start();
      await start();
      const query = `{ matchRun(id: "${one}") { needs ${byUnit} ${groups} } }`;
      expect((await opened.ask(streetOfficer, query)).data).toEqual({
        matchRun: { needs: null, byUnit: null, groups: null },
      });
      expect((await opened.ask(officer, query)).data).toMatchObject({ matchRun: { needs: 5 } });
    });

    const comparison = `earlier { id } later { id } objective { before after } met { before after } unmet { before after }
      servedUnits { unit before after } rearranged communities { division { id } before after } groups { group before after }
      gaining { need { id } before after } losing { need { id } before after }`;

    test('compare by figures, needs and communities, also over runs in between', async () => {
      const before = await start();
      await opened.departments.publish(withdrawn(volunteer('volunteer_a')));
      await expect.poll(async () => (await latest(operator, 'met')).met, { timeout: 10_000 }).toBe(1);
      const between = await start();
      await opened.departments.publish(volunteer('volunteer_a', { hoursPerMonth: 8 }));
      await expect.poll(async () => (await latest(operator, 'met')).met, { timeout: 10_000 }).toBe(3);
      const after = await start();
      const compared = async (viewer: Viewer, args: string) => {
        const answer = await opened.ask(viewer, `{ compareMatchRuns${args} { ${comparison} } }`);
        expect(answer.errors).toBeUndefined();
        return answer.data?.compareMatchRuns;
      };

      const lost = {
        earlier: { id: before },
        later: { id: between },
        met: { before: 2, after: 1 },
        unmet: { before: 2, after: 4 },
        servedUnits: [
          { unit: 'FEN', before: 50_000, after: 50_000 },
          { unit: 'HOUR', before: 6, after: 0 },
        ],
        rearranged: 0,
        communities: [{ division: { id: community }, before: 0.625, after: 0.25 }],
        groups: [{ group: 'ELDERLY_ALONE', before: 0.625, after: 0.25 }],
        gaining: [],
        losing: [
          { need: { id: 'need_visit' }, before: 4, after: 0 },
          { need: { id: 'need_later' }, before: 2, after: 0 },
        ],
      };
      expect(await compared(officer, `(earlier: "${before}", later: "${between}")`)).toMatchObject(lost);
      expect(await compared(officer, `(earlier: "${between}", later: "${before}")`)).toMatchObject(lost);
      expect(await compared(officer, `(earlier: "${before}", later: "${after}")`)).toMatchObject({
        met: { before: 2, after: 3 },
        gaining: [{ need: { id: 'need_later' }, before: 2, after: 4 }],
        losing: [],
      });
      expect(await compared(operator, `(earlier: "${before}", later: "${between}")`)).toMatchObject({
        ...lost,
        communities: null,
        groups: null,
        // Who sees no need is told of none, and of none by name in a list that is cut.
        gaining: null,
        losing: null,
      });
      expect(await compared(officer, '')).toMatchObject({ later: { id: after }, rearranged: 0, losing: [] });
    });

    test.each([
      ['an officer of a street', streetOfficer, '', 'FORBIDDEN'],
      ['an officer on a case', { ...officer, purpose: 'CASE_SERVICE' } as Viewer, '', 'FORBIDDEN'],
      ['an officer who names a run that is not there', officer, '(earlier: "match-run_0")', 'NOT_FOUND'],
      ['an officer who asks for too long a list', officer, '', 'BAD_USER_INPUT'],
    ])('do not compare for %s', async (_, viewer, args, code) => {
      const first = code === 'BAD_USER_INPUT' ? 101 : 1;
      const answer = await opened.ask(
        viewer,
        `{ compareMatchRuns${args} { rearranged gaining(first: ${first}) { before } } }`,
      );
      expect(codeOf(answer)).toBe(code);
    });
  });
});

test('another store that learns the same in another order answers with the same bytes', async () => {
  const digestsOn = async (...published: typeof records) => {
    const opened = await openedMatching('SQLite', ...published);
    const { data } = await opened.ask(operator, '{ latestMatchRun { inputDigest answerDigest } }');
    await opened.close();
    return data?.latestMatchRun;
  };
  const one = await digestsOn(...records);
  expect(await digestsOn(...records.toReversed())).toEqual(one);
  expect(await digestsOn(...records.slice(1))).not.toEqual(one);
});
