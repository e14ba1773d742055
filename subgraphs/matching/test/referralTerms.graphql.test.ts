import type { Viewer } from '@hub/engine-policy';
import { readToHead, storesOfTest } from '@hub/kernel/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fund, need, north, volunteer, volunteerTeam } from './district.ts';
import { type OpenedMatching, openedMatching } from './opened.ts';
import { almoner, createReferring, dispatcher, type Referring, versionOf, worker } from './referring.ts';

const terms = {
  serviceCodes: ['SCHOOL_AID'],
  beneficiaryGroups: [],
  balanceFen: 900_000,
  charityOrganisationId: 'charity_terms',
};
const schooling = { serviceCode: 'SCHOOL_AID', unit: 'FEN', units: 400_000, clientId: 'client_pupil' };

describe.each(storesOfTest)('what a referral by hand is held to, on %s:', (storeName) => {
  let opened: OpenedMatching;
  let referring: Referring;

  beforeAll(async () => {
    opened = await openedMatching(
      storeName,
      volunteerTeam('team_crowd', { together: 3 }),
      volunteerTeam('team_pair', north(5)),
      volunteerTeam('team_name_only', { together: null }),
      need('need_crowd', { serviceCode: 'HOUSEWORK', helpers: 3, units: 4, urgency: 'HIGH' }),
      need('need_weekly', { serviceCode: 'COUNSELLING', units: 24, unitsAMonth: 9, urgency: 'HIGH' }),
      volunteer('volunteer_weekly', { hoursPerMonth: 8, skills: ['COUNSELLING'] }),
      volunteer('volunteer_monthly', { ...north(900), hoursPerMonth: 5, skills: ['COUNSELLING'] }),
      fund('fund_capped', { ...terms, perPersonCapFen: 150_000 }),
      fund('fund_yearly', { ...terms, perPersonYearCapFen: 120_000 }),
      fund('fund_least', { ...terms, leastGrantFen: 100_000 }),
      fund('fund_beside', { ...terms, matchGives: 1, matchForEach: 2 }),
      fund('fund_charity_a', { ...terms, charityOrganisationId: 'charity_wide', charityYearCapFen: 200_000 }),
      fund('fund_charity_b', { ...terms, charityOrganisationId: 'charity_wide', charityYearCapFen: 200_000 }),
      fund('fund_both_a', { ...terms, charityOrganisationId: 'charity_both', charityYearCapFen: 150_000 }),
      fund('fund_both_b', { ...terms, charityOrganisationId: 'charity_both', charityYearCapFen: 150_000 }),
      fund('fund_excluded', { ...terms, charityOrganisationId: 'charity_kin' }),
      need('need_school', { ...schooling, excludedProviders: ['charity_kin'] }),
      need('need_moved', { ...schooling, units: 50_000, clientId: 'client_first' }),
      need('need_school_b', { ...schooling, units: 300_000 }),
    );
    referring = await createReferring(opened);
  });
  afterAll(() => opened.close());

  test('a need for three goes to a team that can send three, and what it gave is told to its registry', async () => {
    const matches = `query { _entities(representations: [{ __typename: "Need", id: "need_crowd" }]) { ... on Need {
      matches { standing reasons { code text } resource { __typename title provider { id } } } } } }`;
    const { data } = await opened.ask(worker, matches);
    const [{ matches: told }] = (data?._entities ?? []) as [{ matches: { reasons: unknown }[] }];
    expect(told).toMatchObject([
      {
        standing: 'PROPOSED',
        resource: { __typename: 'TeamTime', provider: { id: 'team_crowd' } },
      },
    ]);
    expect(told[0]?.reasons).toContainEqual(expect.objectContaining({ code: 'ENOUGH_HELPERS' }));
    const pair = await referring.run(worker, 'proposeReferral', {
      need: 'need_crowd',
      resource: referring.resource('team_pair'),
    });
    expect(pair.error).toMatchObject({ reason: 'REFERRAL_BREAKS_RULES' });
    const { id, units } = await referring.sent('need_crowd', 'team_crowd');
    expect(units).toBe(4);
    await referring.done(dispatcher, 'acceptReferral', { id, version: 2 });
    expect(await referring.leftOf('team_crowd')).toBe(6);
    await referring.done(dispatcher, 'startReferral', { id, version: 3 });
    await referring.done(dispatcher, 'completeReferral', { id, version: 4, outcome: 'SERVED' });
    expect(await referring.leftOf('team_crowd')).toBe(6);
    const { facts } = await readToHead(opened.subgraph.feed, 'volunteers', ['referral']);
    expect(facts.find((fact) => fact.id === id)?.record).toMatchObject({
      state: 'COMPLETED',
      resourceKind: 'TEAM',
      resourceOwnerId: 'team_crowd',
      servedUnits: 4,
    });
  });

  test('help that is given week after week takes of each month what falls in it, and is booked whole', async () => {
    const matches = `query { _entities(representations: [{ __typename: "Need", id: "need_weekly" }]) { ... on Need {
      matches { units unitsAMonth resource { ... on VolunteerTime { volunteer { id } } } } } } }`;
    const { data } = await opened.ask(worker, matches);
    const [told] = (data?._entities ?? []) as { matches: { units: number; unitsAMonth: number }[] }[];
    const proposals = (told?.matches ?? []).filter(({ units }) => units > 0);
    expect(proposals.reduce((sum, { unitsAMonth }) => sum + unitsAMonth, 0)).toBe(9);
    expect(proposals.reduce((sum, { units }) => sum + units, 0)).toBe(24);
    expect(Math.max(...proposals.map(({ unitsAMonth }) => unitsAMonth))).toBeLessThanOrEqual(8);

    const { id, units } = await referring.sent('need_weekly', 'volunteer_weekly');
    expect(units).toBe(21);
    await referring.done(dispatcher, 'acceptReferral', { id, version: 2 });
    expect(await referring.leftOf('volunteer_weekly')).toBe(0);
    const rest = await referring.sent('need_weekly', 'volunteer_monthly');
    expect(await referring.asked(worker, rest.id, 'units unitsAMonth')).toEqual({ units: 3, unitsAMonth: 1 });
    await referring.done(dispatcher, 'startReferral', { id, version: 3 });
    await referring.done(dispatcher, 'completeReferral', { id, version: 4, outcome: 'SERVED' });
    expect(await referring.asked(worker, id, 'servedUnits unitsAMonth commitments { kind units }')).toEqual({
      servedUnits: 21,
      unitsAMonth: 8,
      commitments: [
        { kind: 'RESERVE', units: 8 },
        { kind: 'RESERVE', units: 13 },
        { kind: 'SPEND', units: 21 },
      ],
    });
    // Until its registry has booked what was given, and told what of it falls in this month.
    await opened.departments.publish(
      volunteer('volunteer_weekly', {
        ...{ hoursPerMonth: 8, skills: ['COUNSELLING'] },
        ...{ usedMonth: '2026-11', usedHours: 8, bookedUnits: 21 },
      }),
    );
    await expect.poll(() => referring.leftOf('volunteer_weekly'), { timeout: 5000 }).toBe(0);
  });

  describe('of money is held to the terms of its fund, as a run is:', () => {
    const giver: Viewer = { ...almoner, organisation: 'charity_terms' };
    const reasonOf = async (needId: string, ownerId: string, units?: number) => {
      const { error, given, message } = await referring.run(worker, 'proposeReferral', {
        ...{ need: needId, resource: referring.resource(ownerId), units },
      });
      if (given) await referring.done(worker, 'cancelReferral', { ...versionOf(given), reason: 'RECORDED_IN_ERROR' });
      return error ? [error.reason, message?.match(/broken: (.*)\.$/)?.[1]] : given?.units;
    };
    test.each([
      ['what it gives one person', 'fund_capped', 160_000, 'PERSON_CAP'],
      ['what it gives one person in a year', 'fund_yearly', 130_000, 'PERSON_CAP'],
      ['what its charity gives one person in a year', 'fund_charity_a', 210_000, 'PERSON_CAP'],
      ['the least that it gives', 'fund_least', 90_000, 'LEAST_AMOUNT'],
      ['giving only beside others', 'fund_beside', 10_000, 'BESIDE_OTHERS'],
      ['who is to be avoided', 'fund_excluded', 10_000, 'EXCLUDED'],
    ])('%s', async (_, ownerId, units, rule) => {
      expect(await reasonOf('need_school', ownerId, units)).toEqual(['REFERRAL_BREAKS_RULES', rule]);
    });

    test('as much as they allow, and counted over all needs of one person', async () => {
      expect(await reasonOf('need_school', 'fund_capped')).toBe(150_000);
      const first = await referring.sent('need_school_b', 'fund_charity_a', { units: 150_000 });
      await referring.done({ ...giver, organisation: 'charity_wide' }, 'acceptReferral', versionOf(first));
      expect(await reasonOf('need_school', 'fund_charity_b', 60_000)).toEqual(['REFERRAL_BREAKS_RULES', 'PERSON_CAP']);
      expect(await reasonOf('need_school', 'fund_charity_b')).toBe(50_000);
      expect(await reasonOf('need_school_b', 'fund_beside')).toBe(75_000);
    });

    test('also when two are accepted at the same moment', async () => {
      const both = [
        await referring.sent('need_school', 'fund_both_a', { units: 100_000 }),
        await referring.sent('need_school', 'fund_both_b', { units: 100_000 }),
      ];
      const answers = await Promise.all(
        both.map((one) => referring.run({ ...giver, organisation: 'charity_both' }, 'acceptReferral', versionOf(one))),
      );
      expect(answers.filter(({ given }) => given?.state === 'ACCEPTED')).toHaveLength(1);
      expect(answers.flatMap(({ error }) => error?.reason ?? [])).toEqual(['REFERRAL_BREAKS_RULES']);
    });

    test('also where its need was put under another record of somebody after it was referred', async () => {
      const one = await referring.sent('need_moved', 'fund_capped', { units: 50_000 });
      await opened.departments.publish(need('need_moved', { ...schooling, clientId: 'client_other' }));
      await expect.poll(() => reasonOf('need_moved', 'fund_yearly'), { timeout: 5000 }).toBe(120_000);
      expect(await referring.done(giver, 'acceptReferral', versionOf(one))).toMatchObject({ state: 'ACCEPTED' });
    });

    test('also when it is accepted, if others were accepted since', async () => {
      const one = await referring.sent('need_school', 'fund_capped', { units: 100_000 });
      const other = await referring.sent('need_school_b', 'fund_capped', { units: 100_000 });
      await referring.done(giver, 'acceptReferral', versionOf(one));
      expect((await referring.run(giver, 'acceptReferral', versionOf(other))).error).toMatchObject({
        reason: 'REFERRAL_BREAKS_RULES',
      });
    });
  });
});
