import type { Viewer } from '@hub/engine-policy';
import type { GraphAnswer } from '@hub/kernel';
import { storesOfTest } from '@hub/kernel/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { community, elsewhere, fund, need, officer, operator, stationWorker, street, volunteer } from './district.ts';
import { type OpenedMatching, openedMatching } from './opened.ts';

const codeOf = ({ errors }: GraphAnswer) => errors?.[0]?.extensions?.code;
const given = ({ data, errors }: GraphAnswer) => {
  expect(errors).toBeUndefined();
  return data ?? {};
};
const question = `query ($input: WhatIfInput!) { whatIf(input: $input) { method gap comparison {
    earlier { id } objective { before after } met { before after } unmet { before after } servedUnits { unit before after }
    rearranged communities { division { id } before after } groups { group before after } levels { level before after }
    gaining { need { id } before after } losing { need { id } before after } } } }`;

describe.each(storesOfTest)('what would be if, on %s', (storeName) => {
  let opened: OpenedMatching;
  beforeAll(async () => {
    opened = await openedMatching(
      storeName,
      volunteer('volunteer_a', { hoursPerMonth: 4 }),
      fund('fund_schools', { serviceCodes: ['SCHOOL_AID'], beneficiaryGroups: ['ORPHAN'] }),
      need('need_visit'),
      need('need_later', { urgency: 'LOW' }),
      need('need_school', { serviceCode: 'SCHOOL_AID', unit: 'FEN', units: 50_000 }),
      need('need_far', { divisionCode: elsewhere, ownerOrganisationId: 'station_b', urgency: 'HIGH' }),
    );
  });
  afterAll(() => opened.close());

  const ask = (viewer: Viewer, suppositions: readonly object[], division: string | null = null) =>
    opened.ask(viewer, question, { input: { suppositions, division } });
  const resourceId = async (kind: string): Promise<string> => {
    const { resources } = given(
      await opened.ask(officer, `{ resources(where: { kind: ${kind} }) { edges { node { id } } } }`),
    );
    return (resources as { edges: { node: { id: string } }[] }).edges[0]?.node.id ?? '';
  };
  const moreVolunteers = (divisions: readonly string[]) => ({
    moreResources: { count: 2, serviceCode: 'HOME_VISIT', unitsEach: 4, divisions },
  });

  test('ends when whoever asked no longer waits, and makes room for the next', async () => {
    const variables = { input: { suppositions: [moreVolunteers([street])] } };
    const leaving = new AbortController();
    const left = [1, 2].map(() => opened.ask(officer, question, variables, { withdrawn: leaving.signal }));
    leaving.abort();
    for (const answer of await Promise.all(left))
      expect(answer.errors?.[0]?.extensions?.reason).toBe('MATCH_RUN_CANCELLED');
    expect(given(await opened.ask(officer, question, variables)).whatIf).toBeDefined();
  });

  test('volunteers more came to a street, its needs gain, and nothing is stored', async () => {
    const before = given(await opened.ask(officer, '{ latestMatchRun { id answerDigest } matchRuns { totalCount } }'));
    const { whatIf } = given(await ask(officer, [moreVolunteers([street])]));
    expect(whatIf).toMatchObject({
      method: 'FLOW',
      gap: 0,
      comparison: {
        earlier: null,
        met: { before: 1, after: 3 },
        unmet: { before: 3, after: 1 },
        servedUnits: [
          { unit: 'FEN', before: 0, after: 0 },
          { unit: 'HOUR', before: 4, after: 12 },
        ],
        communities: [{ division: { id: community }, before: 0, after: 0.6667 }],
        groups: [{ group: 'ELDERLY_ALONE', before: 0.25, after: 0.75 }],
        levels: expect.arrayContaining([{ level: 'declined', before: 0, after: 0 }]),
        gaining: [
          { need: { id: 'need_later' }, before: 0, after: 4 },
          { need: { id: 'need_visit' }, before: 0, after: 4 },
        ],
        losing: [],
      },
    });
    expect(given(await opened.ask(officer, '{ latestMatchRun { id answerDigest } matchRuns { totalCount } }'))).toEqual(
      before,
    );
  });

  test("a fund's restriction were lifted, a resource withdrawn, or more of it given", async () => {
    const [schools, volunteers] = [await resourceId('FUND'), await resourceId('VOLUNTEER_TIME')];
    const comparedBy = async (supposition: object) =>
      (given(await ask(officer, [supposition])).whatIf as { comparison: Readonly<Record<string, unknown>> }).comparison;
    expect(await comparedBy({ liftRestriction: schools })).toMatchObject({
      gaining: [{ need: { id: 'need_school' }, before: 0, after: 50_000 }],
    });
    expect(await comparedBy({ withdraw: volunteers })).toMatchObject({
      losing: [{ need: { id: 'need_far' }, before: 4, after: 0 }],
    });
    expect(await comparedBy({ moreUnits: { resource: volunteers, units: 4 } })).toMatchObject({
      gaining: [{ need: { id: 'need_visit' }, before: 0, after: 4 }],
      losing: [],
    });
  });

  test('another policy were followed, whose points do not compare', async () => {
    const policy = { urgencyLow: 9000, urgencyMedium: 3000, urgencyHigh: 5000 };
    expect(given(await ask(officer, [{ policy }])).whatIf).toMatchObject({
      comparison: {
        objective: null,
        gaining: [{ need: { id: 'need_later' }, before: 0, after: 4 }],
        losing: [{ need: { id: 'need_far' }, before: 4, after: 0 }],
      },
    });
  });

  test('it were about one division, what others are proposed is held fixed', async () => {
    const { whatIf } = given(await ask(officer, [{ policy: { urgencyMedium: 90_000 } }], street));
    expect(whatIf).toMatchObject({ comparison: { gaining: [], losing: [] } });
  });

  test('an operator is told figures, and of no need and no place', async () => {
    expect(given(await ask(operator, [moreVolunteers([street])])).whatIf).toMatchObject({
      comparison: { met: { before: 1, after: 3 }, gaining: null, losing: null, communities: null, groups: null },
    });
  });

  test('a resource that the viewer may not see cannot be supposed about, as one that is not there', async () => {
    const hidden = await ask(operator, [{ withdraw: await resourceId('VOLUNTEER_TIME') }]);
    expect(hidden).toEqual(await ask(operator, [{ withdraw: 'volunteer-time_0' }]));
    expect(codeOf(hidden)).toBe('NOT_FOUND');
  });

  test.each([
    ['an officer of a street', { ...officer, divisions: [street] }, [{ withdraw: 'x' }], 'FORBIDDEN'],
    ['a station worker', stationWorker, [{ withdraw: 'x' }], 'FORBIDDEN'],
    ['an officer on a case', { ...officer, purpose: 'CASE_SERVICE' } as Viewer, [{ withdraw: 'x' }], 'FORBIDDEN'],
    ['nothing supposed', officer, [], 'BAD_USER_INPUT'],
    ['two parts in one', officer, [{ withdraw: 'x', policy: {} }], 'BAD_USER_INPUT'],
    ['volunteers nowhere', officer, [moreVolunteers(['420503000000'])], 'REFUSED'],
    ['volunteers in no place at all', officer, [moreVolunteers(['here'])], 'BAD_USER_INPUT'],
  ])('is refused for %s', async (_, viewer, suppositions, code) => {
    expect(codeOf(await ask(viewer, suppositions))).toBe(code);
  });

  test('more than two at once are refused', async () => {
    const answers = await Promise.all([1, 2, 3].map(() => ask(officer, [moreVolunteers([street])])));
    expect(answers.map((answer) => answer.errors?.[0]?.extensions?.reason).filter(Boolean)).toEqual(['WHAT_IF_BUSY']);
    expect(codeOf(await ask(officer, [moreVolunteers([street])]))).toBeUndefined();
  });
});
