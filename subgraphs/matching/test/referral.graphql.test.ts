import type { Viewer } from '@hub/engine-policy';
import { readToHead, storesOfTest } from '@hub/kernel/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  charity,
  elsewhere,
  fund,
  keyOf,
  need,
  north,
  officer,
  platform,
  socialWorker,
  stationWorker,
  volunteer,
  volunteerTeam,
} from './district.ts';
import { type OpenedMatching, openedMatching } from './opened.ts';

const worker: Viewer = { ...stationWorker, purpose: 'CASE_SERVICE' };
const otherStation: Viewer = { ...worker, subject: 'other', organisation: 'station_b' };
const dispatcher: Viewer = { ...platform, purpose: 'VOLUNTEER_DISPATCH' };
const almoner: Viewer = { ...charity, purpose: 'CHARITY_AID' };

interface Given {
  readonly id: string;
  readonly version: number;
  readonly state: string;
  readonly units: number;
  readonly dueOn: string | null;
}

const terms = {
  serviceCodes: ['SCHOOL_AID'],
  beneficiaryGroups: [],
  balanceFen: 900_000,
  charityOrganisationId: 'charity_terms',
};
const schooling = { serviceCode: 'SCHOOL_AID', unit: 'FEN', units: 400_000, clientId: 'client_pupil' };

describe.each(storesOfTest)('referrals on %s', (storeName) => {
  let opened: OpenedMatching;
  const resources = new Map<string, string>();

  beforeAll(async () => {
    opened = await openedMatching(
      storeName,
      volunteer('volunteer_a', { hoursPerMonth: 6 }),
      volunteer('volunteer_herself', { ...north(5) }),
      volunteer('volunteer_unvetted', { vettedUntil: null, teamId: 'team_unvetted' }),
      volunteerTeam('team_crowd', { together: 3 }),
      volunteerTeam('team_pair', north(5)),
      volunteerTeam('team_name_only', { together: null }),
      need('need_crowd', { serviceCode: 'HOUSEWORK', helpers: 3, units: 4, urgency: 'HIGH' }),
      fund('fund_a', { balanceFen: 300_000 }),
      socialWorker('worker_a'),
      ...['1', '2', '3', '4', '5', '6', '7'].map((id) => need(`need_${id}`, { urgency: 'HIGH', windows: 0b10 })),
      need('need_weekly', { serviceCode: 'COUNSELLING', units: 24, unitsAMonth: 9, urgency: 'HIGH' }),
      volunteer('volunteer_weekly', { hoursPerMonth: 8, skills: ['COUNSELLING'] }),
      volunteer('volunteer_monthly', { ...north(900), hoursPerMonth: 5, skills: ['COUNSELLING'] }),
      fund('fund_capped', { ...terms, perPersonCapFen: 150_000 }),
      fund('fund_yearly', { ...terms, perPersonYearCapFen: 120_000 }),
      fund('fund_least', { ...terms, leastGrantFen: 100_000 }),
      fund('fund_beside', { ...terms, matchGives: 1, matchForEach: 2 }),
      fund('fund_charity_a', { ...terms, charityOrganisationId: 'charity_wide', charityYearCapFen: 200_000 }),
      fund('fund_charity_b', { ...terms, charityOrganisationId: 'charity_wide', charityYearCapFen: 200_000 }),
      fund('fund_excluded', { ...terms, charityOrganisationId: 'charity_kin' }),
      need('need_school', { ...schooling, excludedProviders: ['charity_kin'] }),
      need('need_school_b', { ...schooling, units: 300_000 }),
      need('need_vetted', { safeguarding: 'VETTED' }),
      need('need_money', { serviceCode: 'MEDICAL_AID', unit: 'FEN', units: 200_000 }),
      need('need_money_b', { serviceCode: 'MEDICAL_AID', unit: 'FEN', units: 200_000 }),
      need('need_twin', { ownerOrganisationId: 'station_b', stationId: 'station_b', clientId: 'client_twin' }),
      need('need_out', { divisionCode: elsewhere, ownerOrganisationId: 'station_b' }),
      need('need_met', { status: 'MET' }),
      keyOf('client', 'client_of_need_1', 'person_1'),
      keyOf('client', 'client_twin', 'person_1'),
      keyOf('client', 'client_of_need_7', 'person_7'),
      keyOf('volunteerKey', 'volunteer_herself', 'person_7'),
    );
    for (const { id, ownerId } of await resourceIds()) resources.set(ownerId, id);
  });
  afterAll(() => opened.close());

  async function resourceIds() {
    const { data } = await opened.ask(
      officer,
      `{ resources(first: 50) { edges { node { id ... on VolunteerTime { volunteer { id } }
        ... on TeamTime { team { id } }
        ... on FundAllocation { fund { id } } ... on Caseload { socialWorker { id } } } } } }`,
    );
    const { edges } = (data?.resources ?? {}) as {
      readonly edges: readonly { readonly node: Record<string, unknown> }[];
    };
    return edges.map(({ node }) => ({
      id: node.id as string,
      ownerId: ((node.volunteer ?? node.team ?? node.fund ?? node.socialWorker) as { readonly id: string }).id,
    }));
  }
  const resource = (ownerId: string): string => resources.get(ownerId) ?? 'none';
  const leftOf = async (ownerId: string): Promise<number> => {
    const { data } = await opened.ask(officer, 'query ($id: ID!) { resource(id: $id) { available { amount } } }', {
      id: resource(ownerId),
    });
    return ((data?.resource ?? {}) as { readonly available: { readonly amount: number } }).available.amount;
  };

  const fields = 'id version state units dueOn';
  const run = async (viewer: Viewer, name: string, input: object, key: string | null = null) => {
    const type = typeOfInput[name] ?? 'ReferralStepInput';
    const { data, errors } = await opened.ask(
      viewer,
      `mutation ($input: ${type}!) { done: ${name}(input: $input) { ${fields} } }`,
      { input },
      { idempotencyKey: key },
    );
    const [error] = errors ?? [];
    return { given: data?.done as Given | null, error: error?.extensions, message: error?.message };
  };
  const done = async (viewer: Viewer, name: string, input: object): Promise<Given> => {
    const { given, error } = await run(viewer, name, input);
    expect(error).toBeUndefined();
    return given as Given;
  };
  const proposed = (needId: string, ownerId: string, more: object = {}) =>
    done(worker, 'proposeReferral', { need: needId, resource: resource(ownerId), ...more });
  const sent = async (needId: string, ownerId: string, more: object = {}) => {
    const { id, version } = await proposed(needId, ownerId, more);
    return done(worker, 'sendReferral', { id, version });
  };
  const asked = async (viewer: Viewer, id: string, what: string, language: 'zh' | 'en' = 'en') => {
    const { data } = await opened.ask(
      viewer,
      `query ($id: ID!) { referral(id: $id) { ${what} } }`,
      { id },
      { language },
    );
    return data?.referral as Record<string, unknown> | null;
  };

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
    const pair = await run(worker, 'proposeReferral', { need: 'need_crowd', resource: resource('team_pair') });
    expect(pair.error).toMatchObject({ reason: 'REFERRAL_BREAKS_RULES' });
    const { id, units } = await sent('need_crowd', 'team_crowd');
    expect(units).toBe(4);
    await done(dispatcher, 'acceptReferral', { id, version: 2 });
    expect(await leftOf('team_crowd')).toBe(6);
    await done(dispatcher, 'startReferral', { id, version: 3 });
    await done(dispatcher, 'completeReferral', { id, version: 4, outcome: 'SERVED' });
    expect(await leftOf('team_crowd')).toBe(6);
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

    const { id, units } = await sent('need_weekly', 'volunteer_weekly');
    expect(units).toBe(21);
    await done(dispatcher, 'acceptReferral', { id, version: 2 });
    expect(await leftOf('volunteer_weekly')).toBe(0);
    const rest = await sent('need_weekly', 'volunteer_monthly');
    expect(await asked(worker, rest.id, 'units unitsAMonth')).toEqual({ units: 3, unitsAMonth: 1 });
    await done(dispatcher, 'startReferral', { id, version: 3 });
    await done(dispatcher, 'completeReferral', { id, version: 4, outcome: 'SERVED' });
    expect(await asked(worker, id, 'servedUnits unitsAMonth commitments { kind units }')).toEqual({
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
    await expect.poll(() => leftOf('volunteer_weekly'), { timeout: 5000 }).toBe(0);
  });

  test('goes the whole way from a draft to its outcome, and the ledger says what became of each unit', async () => {
    const draft = await proposed('need_1', 'volunteer_a', { units: 4 });
    expect(draft).toMatchObject({ version: 1, state: 'PROPOSED', units: 4, dueOn: '2026-11-24' });
    expect(await asked(dispatcher, draft.id, 'id')).toBeNull();
    const offered = await done(worker, 'sendReferral', { id: draft.id, version: 1 });
    expect(offered).toMatchObject({ version: 2, state: 'SENT', dueOn: '2026-11-24' });
    expect(await leftOf('volunteer_a')).toBe(6);
    const accepted = await done(dispatcher, 'acceptReferral', { id: draft.id, version: 2 });
    expect(accepted).toMatchObject({ state: 'ACCEPTED', dueOn: '2026-11-25' });
    expect(await leftOf('volunteer_a')).toBe(2);
    await done(dispatcher, 'startReferral', { id: draft.id, version: 3 });
    const completed = await done(dispatcher, 'completeReferral', {
      id: draft.id,
      version: 4,
      outcome: 'PARTLY_SERVED',
      servedUnits: 3,
    });
    expect(completed).toMatchObject({ version: 5, state: 'COMPLETED', dueOn: null });
    expect(await leftOf('volunteer_a')).toBe(3);
    const whole = await asked(
      worker,
      draft.id,
      'outcome servedUnits steps { command party organisationId } commitments { kind units } resource { id }',
    );
    expect(whole).toEqual({
      outcome: 'PARTLY_SERVED',
      servedUnits: 3,
      resource: { id: resource('volunteer_a') },
      steps: [
        { command: 'propose', party: 'STATION', organisationId: 'station_a' },
        { command: 'send', party: 'STATION', organisationId: 'station_a' },
        { command: 'accept', party: 'PROVIDER', organisationId: 'platform_a' },
        { command: 'start', party: 'PROVIDER', organisationId: 'platform_a' },
        { command: 'complete', party: 'PROVIDER', organisationId: 'platform_a' },
      ],
      commitments: [
        { kind: 'RESERVE', units: 4 },
        { kind: 'SPEND', units: 3 },
        { kind: 'RELEASE', units: 1 },
      ],
    });
  });

  test('is declined with a reason that is told in both languages', async () => {
    const { id, version } = await sent('need_2', 'volunteer_a');
    await done(dispatcher, 'declineReferral', { id, version, reason: 'NO_TIME' });
    expect(await asked(worker, id, 'times')).toEqual({ times: 'Monday afternoon' });
    expect(await asked(worker, id, 'state reason { code text }')).toEqual({
      state: 'DECLINED',
      reason: { code: 'NO_TIME', text: 'The times do not suit.' },
    });
    expect(await asked(worker, id, 'reason { text }', 'zh')).toEqual({ reason: { text: '时间不合。' } });
  });

  test('is logged by the station for a helper who is not on line, with the day on which it happened', async () => {
    const live = await sent('need_3', 'volunteer_a', { units: 1 });
    expect((await run(worker, 'acceptReferral', live0(live))).error).toMatchObject({ reason: 'REFERRAL_NOT_YOURS' });
    const logged = await done(worker, 'reassignReferral', {
      ...live0(live),
      reason: 'RECORDED_IN_ERROR',
      resource: resource('volunteer_a'),
      units: 1,
      mode: 'LOGGED',
    });
    expect(await asked(worker, logged.id, 'mode reassignedFrom')).toEqual({ mode: 'LOGGED', reassignedFrom: live.id });
    expect(await asked(worker, live.id, 'state')).toEqual({ state: 'CANCELLED' });
    await done(worker, 'sendReferral', live0(logged));
    const early = await run(worker, 'acceptReferral', { id: logged.id, version: 2, happenedOn: '2026-11-20' });
    expect(early.error).toMatchObject({ reason: 'REFERRAL_DAY_TOO_EARLY' });
    const late = await run(worker, 'acceptReferral', { id: logged.id, version: 2, happenedOn: '2026-11-22' });
    expect(late.error).toMatchObject({ reason: 'REFERRAL_DAY_TO_COME' });
    await done(worker, 'acceptReferral', { id: logged.id, version: 2, happenedOn: '2026-11-21' });
    const taken = await done(worker, 'unacceptReferral', { id: logged.id, version: 3, reason: 'HELPER_UNAVAILABLE' });
    expect(taken).toMatchObject({ state: 'SENT', dueOn: '2026-11-24' });
    await done(worker, 'cancelReferral', { id: logged.id, version: 4, reason: 'NO_LONGER_NEEDED' });
    expect(await leftOf('volunteer_a')).toBe(3);
  });

  test.each([
    ['to the same resource twice', 'need_4', 'volunteer_a', 'REFERRAL_ALREADY_OPEN'],
    ['of a need that is met', 'need_met', 'volunteer_a', 'NEED_NOT_OPEN'],
    ['to somebody who is not vetted where that is asked', 'need_vetted', 'volunteer_unvetted', 'REFERRAL_BREAKS_RULES'],
    ['to the person herself', 'need_7', 'volunteer_herself', 'REFERRAL_BREAKS_RULES'],
    ['of hours to money', 'need_5', 'fund_a', 'REFERRAL_BREAKS_RULES'],
  ])('is refused %s', async (_, needId, ownerId, reason) => {
    if (reason === 'REFERRAL_ALREADY_OPEN') await proposed(needId, ownerId, { units: 1 });
    const { error } = await run(worker, 'proposeReferral', { need: needId, resource: resource(ownerId) });
    expect(error).toMatchObject({ code: 'REFUSED', reason });
  });

  describe('of money is held to the terms of its fund, as a run is:', () => {
    const giver: Viewer = { ...almoner, organisation: 'charity_terms' };
    const reasonOf = async (needId: string, ownerId: string, units?: number) => {
      const { error, given, message } = await run(worker, 'proposeReferral', {
        ...{ need: needId, resource: resource(ownerId), units },
      });
      if (given) await done(worker, 'cancelReferral', { ...live0(given), reason: 'RECORDED_IN_ERROR' });
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
      const first = await sent('need_school_b', 'fund_charity_a', { units: 150_000 });
      await done({ ...giver, organisation: 'charity_wide' }, 'acceptReferral', live0(first));
      expect(await reasonOf('need_school', 'fund_charity_b', 60_000)).toEqual(['REFERRAL_BREAKS_RULES', 'PERSON_CAP']);
      expect(await reasonOf('need_school', 'fund_charity_b')).toBe(50_000);
      expect(await reasonOf('need_school_b', 'fund_beside')).toBe(75_000);
    });

    test('also when it is accepted, if others were accepted since', async () => {
      const one = await sent('need_school', 'fund_capped', { units: 100_000 });
      const other = await sent('need_school_b', 'fund_capped', { units: 100_000 });
      await done(giver, 'acceptReferral', live0(one));
      expect((await run(giver, 'acceptReferral', live0(other))).error).toMatchObject({
        reason: 'REFERRAL_BREAKS_RULES',
      });
    });
  });

  test('follows a person to her record at another station', async () => {
    await proposed('need_1', 'volunteer_herself', { units: 1 });
    const input = { need: 'need_twin', resource: resource('volunteer_herself') };
    expect((await run(otherStation, 'proposeReferral', input)).error).toMatchObject({
      reason: 'REFERRAL_OPEN_FOR_PERSON',
    });
    await opened.departments.publish(keyOf('client', 'client_twin', 'person_2'));
    await expect
      .poll(async () => (await run(otherStation, 'proposeReferral', input)).error?.reason, { timeout: 5000 })
      .toBeUndefined();
  });

  test('of two that were open when two records turned out to be one person, neither goes on before the other is over', async () => {
    const one = await proposed('need_5', 'volunteer_herself', { units: 1 });
    const other = await proposed('need_6', 'volunteer_herself', { units: 1 });
    await opened.departments.publish(
      ...['3', '5', '6'].map((id) => keyOf('client', `client_of_need_${id}`, 'person_5')),
    );
    const input = { need: 'need_3', resource: resource('volunteer_herself'), units: 1 };
    const mergeIsRead = async () => {
      const { given, error } = await run(worker, 'proposeReferral', input);
      if (given) await done(worker, 'cancelReferral', { ...live0(given), reason: 'RECORDED_IN_ERROR' });
      return error?.reason;
    };
    await expect.poll(mergeIsRead, { timeout: 5000 }).toBe('REFERRAL_OPEN_FOR_PERSON');
    const reasonFor = async (referral: Given) => (await run(worker, 'sendReferral', live0(referral))).error?.reason;
    expect(await reasonFor(one)).toBe('REFERRAL_OPEN_FOR_PERSON');
    expect(await reasonFor(other)).toBe('REFERRAL_OPEN_FOR_PERSON');
    await done(worker, 'cancelReferral', { ...live0(other), reason: 'NO_LONGER_NEEDED' });
    expect(await done(worker, 'sendReferral', live0(one))).toMatchObject({ state: 'SENT' });
    await done(worker, 'cancelReferral', { id: one.id, version: 2, reason: 'NO_LONGER_NEEDED' });
  });

  test('is worked on by its own two sides, and seen by the street', async () => {
    const money = await sent('need_money', 'fund_a');
    const streetWorker: Viewer = { ...officer, role: 'street-worker', purpose: 'CASE_SERVICE' };
    const stranger: Viewer = { ...almoner, organisation: 'charity_b' };
    for (const viewer of [otherStation, dispatcher, stranger]) {
      expect(await asked(viewer, money.id, 'id')).toBeNull();
      expect((await run(viewer, 'acceptReferral', live0(money))).error).toMatchObject({ code: 'NOT_FOUND' });
    }
    expect(await asked(streetWorker, money.id, 'state')).toEqual({ state: 'SENT' });
    expect((await run(streetWorker, 'acceptReferral', live0(money))).error).toMatchObject({ code: 'FORBIDDEN' });
    expect((await run({ ...almoner, purpose: null }, 'acceptReferral', live0(money))).error).toMatchObject({
      code: 'FORBIDDEN',
    });
    expect((await run(worker, 'completeReferral', { ...live0(money), outcome: 'SERVED' })).error).toMatchObject({
      reason: 'REFERRAL_STATE',
    });
    expect((await run(almoner, 'acceptReferral', { id: money.id, version: 1 })).error).toMatchObject({
      code: 'CONFLICT',
    });
    expect(await done(almoner, 'acceptReferral', live0(money))).toMatchObject({ state: 'ACCEPTED' });
    expect(await leftOf('fund_a')).toBe(100_000);
  });

  test('promises no more than there is, and says so where an owner takes back what was promised', async () => {
    const second = await sent('need_money_b', 'fund_a', { units: 100_000 });
    await done(almoner, 'acceptReferral', live0(second));
    expect(await leftOf('fund_a')).toBe(0);
    const queue = async (viewer: Viewer) => {
      const { data } = await opened.ask(
        viewer,
        '{ overcommitments { edges { node { offered committed excess referrals { id } } } } }',
      );
      const { edges } = (data?.overcommitments ?? {}) as { readonly edges: readonly { readonly node: object }[] };
      return edges.map(({ node }) => node);
    };
    expect(await queue(officer)).toEqual([]);
    await opened.departments.publish(fund('fund_a', { balanceFen: 250_000 }));
    await expect
      .poll(() => queue(almoner), { timeout: 5000 })
      .toMatchObject([{ offered: 250_000, committed: 300_000, excess: 50_000 }]);
    expect(await queue({ ...almoner, organisation: 'charity_b' })).toEqual([]);
    expect(await queue(worker)).toEqual([]);
    await done(almoner, 'unacceptReferral', { id: second.id, version: 3, reason: 'OVERCOMMITTED' });
    expect(await queue(almoner)).toEqual([]);
    expect((await run(almoner, 'acceptReferral', { id: second.id, version: 4 })).error).toMatchObject({
      reason: 'RESOURCE_EXHAUSTED',
    });
  });

  test('lets no run move what is accepted, nor propose a pair that is referred', async () => {
    const matchesOf = async (needId: string) => {
      const { data } = await opened.ask(
        worker,
        `query ($needs: [_Any!]!) { _entities(representations: $needs) { ... on Need { id
          matches(first: 20) { standing units resource { id } } referrals { state units } } } }`,
        { needs: [{ __typename: 'Need', id: needId }] },
      );
      const [given] = (data?._entities ?? []) as readonly Readonly<Record<string, unknown>>[];
      return given;
    };
    await opened.ask(officer, 'mutation { startMatchRun { id } }');
    // All that need_money wants is accepted.
    expect(await matchesOf('need_money')).toMatchObject({
      matches: [],
      referrals: [{ state: 'ACCEPTED', units: 200_000 }],
    });
    // Of what the fund has left besides, the other one gets its part, but not by the pair that is being asked.
    expect(await matchesOf('need_money_b')).toMatchObject({ matches: [] });
    const first = await matchesOf('need_1');
    expect(JSON.stringify(first?.matches)).not.toContain(resource('volunteer_herself'));
  });

  test('a key makes a step once', async () => {
    const input = { need: 'need_6', resource: resource('volunteer_a'), units: 1 };
    const first = await run(worker, 'proposeReferral', input, 'key-1');
    const again = await run(worker, 'proposeReferral', input, 'key-1');
    expect(again.given).toEqual(first.given);
    expect((await run(worker, 'proposeReferral', { ...input, units: 2 }, 'key-1')).error).toMatchObject({
      code: 'CONFLICT',
    });
  });

  test('lists those that are overdue', async () => {
    const overdue = async (now: string, flag: boolean) => {
      const { data } = await opened.ask(
        worker,
        'query ($flag: Boolean) { referrals(where: { overdue: $flag, open: true, need: "need_6" }) { totalCount } }',
        { flag },
        { now },
      );
      return ((data?.referrals ?? {}) as { readonly totalCount: number }).totalCount;
    };
    expect([await overdue('2026-11-24T04:00:00.000Z', true), await overdue('2026-11-25T04:00:00.000Z', true)]).toEqual([
      0, 1,
    ]);
    expect([
      await overdue('2026-11-24T04:00:00.000Z', false),
      await overdue('2026-11-25T04:00:00.000Z', false),
    ]).toEqual([1, 0]);
  });
});

const live0 = ({ id, version }: Given) => ({ id, version });

const typeOfInput: Readonly<Record<string, string>> = {
  proposeReferral: 'ProposeReferralInput',
  sendReferral: 'SendReferralInput',
  declineReferral: 'DeclineReferralInput',
  completeReferral: 'CompleteReferralInput',
  unacceptReferral: 'EndReferralInput',
  cancelReferral: 'EndReferralInput',
  reassignReferral: 'ReassignReferralInput',
};
