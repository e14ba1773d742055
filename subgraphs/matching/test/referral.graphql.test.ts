import type { Viewer } from '@hub/engine-policy';
import { storesOfTest } from '@hub/kernel/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { elsewhere, fund, keyOf, need, north, officer, socialWorker, volunteer } from './district.ts';
import { type OpenedMatching, openedMatching } from './opened.ts';
import {
  almoner,
  createReferring,
  dispatcher,
  type Given,
  otherStation,
  type Referring,
  versionOf,
  worker,
} from './referring.ts';

describe.each(storesOfTest)('referrals on %s', (storeName) => {
  let opened: OpenedMatching;
  let referring: Referring;

  beforeAll(async () => {
    opened = await openedMatching(
      storeName,
      volunteer('volunteer_a', { hoursPerMonth: 6 }),
      volunteer('volunteer_herself', { ...north(5) }),
      volunteer('volunteer_daughter', { ...north(5) }),
      volunteer('volunteer_unvetted', { vettedUntil: null, teamId: 'team_unvetted' }),
      fund('fund_a', { balanceFen: 300_000 }),
      socialWorker('worker_a'),
      ...['1', '2', '3', '4', '5', '6', '7'].map((id) => need(`need_${id}`, { urgency: 'HIGH', windows: 0b10 })),
      need('need_vetted', { safeguarding: 'VETTED' }),
      need('need_money', { serviceCode: 'MEDICAL_AID', unit: 'FEN', units: 200_000 }),
      need('need_money_b', { serviceCode: 'MEDICAL_AID', unit: 'FEN', units: 200_000 }),
      need('need_twin', { ownerOrganisationId: 'station_b', stationId: 'station_b', clientId: 'client_twin' }),
      need('need_out', { divisionCode: elsewhere, ownerOrganisationId: 'station_b' }),
      need('need_met', { status: 'MET' }),
      keyOf('client', 'client_of_need_1', 'person_1'),
      keyOf('client', 'client_twin', 'person_1'),
      keyOf('client', 'client_of_need_7', 'person_7', ['family_7']),
      keyOf('volunteerKey', 'volunteer_herself', 'person_7', ['family_7']),
      keyOf('volunteerKey', 'volunteer_daughter', 'person_8', ['family_8', 'family_7']),
    );
    referring = await createReferring(opened);
  });
  afterAll(() => opened.close());

  test('goes the whole way from a draft to its outcome, and the ledger says what became of each unit', async () => {
    const draft = await referring.proposed('need_1', 'volunteer_a', { units: 4 });
    expect(draft).toMatchObject({ version: 1, state: 'PROPOSED', units: 4, dueOn: '2026-11-24' });
    expect(await referring.asked(dispatcher, draft.id, 'id')).toBeNull();
    const offered = await referring.done(worker, 'sendReferral', { id: draft.id, version: 1 });
    expect(offered).toMatchObject({ version: 2, state: 'SENT', dueOn: '2026-11-24' });
    expect(await referring.leftOf('volunteer_a')).toBe(6);
    const accepted = await referring.done(dispatcher, 'acceptReferral', { id: draft.id, version: 2 });
    expect(accepted).toMatchObject({ state: 'ACCEPTED', dueOn: '2026-11-25' });
    expect(await referring.leftOf('volunteer_a')).toBe(2);
    await referring.done(dispatcher, 'startReferral', { id: draft.id, version: 3 });
    const completed = await referring.done(dispatcher, 'completeReferral', {
      id: draft.id,
      version: 4,
      outcome: 'PARTLY_SERVED',
      servedUnits: 3,
    });
    expect(completed).toMatchObject({ version: 5, state: 'COMPLETED', dueOn: null });
    expect(await referring.leftOf('volunteer_a')).toBe(3);
    const whole = await referring.asked(
      worker,
      draft.id,
      'outcome servedUnits steps { command party organisationId } commitments { kind units } resource { id }',
    );
    expect(whole).toEqual({
      outcome: 'PARTLY_SERVED',
      servedUnits: 3,
      resource: { id: referring.resource('volunteer_a') },
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
    const { id, version } = await referring.sent('need_2', 'volunteer_a');
    await referring.done(dispatcher, 'declineReferral', { id, version, reason: 'NO_TIME' });
    expect(await referring.asked(worker, id, 'times')).toEqual({ times: 'Monday afternoon' });
    expect(await referring.asked(worker, id, 'state reason { code text }')).toEqual({
      state: 'DECLINED',
      reason: { code: 'NO_TIME', text: 'The times do not suit.' },
    });
    expect(await referring.asked(worker, id, 'reason { text }', 'zh')).toEqual({ reason: { text: '时间不合。' } });
  });

  test('is logged by the station for a helper who is not on line, with the day on which it happened', async () => {
    const live = await referring.sent('need_3', 'volunteer_a', { units: 1 });
    expect((await referring.run(worker, 'acceptReferral', versionOf(live))).error).toMatchObject({
      reason: 'REFERRAL_NOT_YOURS',
    });
    const logged = await referring.done(worker, 'reassignReferral', {
      ...versionOf(live),
      reason: 'RECORDED_IN_ERROR',
      resource: referring.resource('volunteer_a'),
      units: 1,
      mode: 'LOGGED',
    });
    expect(await referring.asked(worker, logged.id, 'mode reassignedFrom')).toEqual({
      mode: 'LOGGED',
      reassignedFrom: live.id,
    });
    expect(await referring.asked(worker, live.id, 'state')).toEqual({ state: 'CANCELLED' });
    await referring.done(worker, 'sendReferral', versionOf(logged));
    const early = await referring.run(worker, 'acceptReferral', {
      id: logged.id,
      version: 2,
      happenedOn: '2026-11-20',
    });
    expect(early.error).toMatchObject({ reason: 'REFERRAL_DAY_TOO_EARLY' });
    const late = await referring.run(worker, 'acceptReferral', { id: logged.id, version: 2, happenedOn: '2026-11-22' });
    expect(late.error).toMatchObject({ reason: 'REFERRAL_DAY_TO_COME' });
    await referring.done(worker, 'acceptReferral', { id: logged.id, version: 2, happenedOn: '2026-11-21' });
    const taken = await referring.done(worker, 'unacceptReferral', {
      id: logged.id,
      version: 3,
      reason: 'HELPER_UNAVAILABLE',
    });
    expect(taken).toMatchObject({ state: 'SENT', dueOn: '2026-11-24' });
    await referring.done(worker, 'cancelReferral', { id: logged.id, version: 4, reason: 'NO_LONGER_NEEDED' });
    expect(await referring.leftOf('volunteer_a')).toBe(3);
  });

  test.each([
    ['to the same resource twice', 'need_4', 'volunteer_a', 'REFERRAL_ALREADY_OPEN'],
    ['of a need that is met', 'need_met', 'volunteer_a', 'NEED_NOT_OPEN'],
    ['to somebody who is not vetted where that is asked', 'need_vetted', 'volunteer_unvetted', 'REFERRAL_BREAKS_RULES'],
    ['to the person herself', 'need_7', 'volunteer_herself', 'REFERRAL_BREAKS_RULES'],
    ['to her family', 'need_7', 'volunteer_daughter', 'REFERRAL_BREAKS_RULES'],
    ['of hours to money', 'need_5', 'fund_a', 'REFERRAL_BREAKS_RULES'],
  ])('is refused %s', async (_, needId, ownerId, reason) => {
    if (reason === 'REFERRAL_ALREADY_OPEN') await referring.proposed(needId, ownerId, { units: 1 });
    const { error } = await referring.run(worker, 'proposeReferral', {
      need: needId,
      resource: referring.resource(ownerId),
    });
    expect(error).toMatchObject({ code: 'REFUSED', reason });
  });

  test('follows a person to her record at another station', async () => {
    await referring.proposed('need_1', 'volunteer_herself', { units: 1 });
    const input = { need: 'need_twin', resource: referring.resource('volunteer_herself') };
    expect((await referring.run(otherStation, 'proposeReferral', input)).error).toMatchObject({
      reason: 'REFERRAL_OPEN_FOR_PERSON',
    });
    await opened.departments.publish(keyOf('client', 'client_twin', 'person_2'));
    await expect
      .poll(async () => (await referring.run(otherStation, 'proposeReferral', input)).error?.reason, { timeout: 5000 })
      .toBeUndefined();
  });

  test('of two that were open when two records turned out to be one person, neither goes on before the other is over', async () => {
    const one = await referring.proposed('need_5', 'volunteer_herself', { units: 1 });
    const other = await referring.proposed('need_6', 'volunteer_herself', { units: 1 });
    await opened.departments.publish(
      ...['3', '5', '6'].map((id) => keyOf('client', `client_of_need_${id}`, 'person_5')),
    );
    const input = { need: 'need_3', resource: referring.resource('volunteer_herself'), units: 1 };
    const mergeIsRead = async () => {
      const { given, error } = await referring.run(worker, 'proposeReferral', input);
      if (given) await referring.done(worker, 'cancelReferral', { ...versionOf(given), reason: 'RECORDED_IN_ERROR' });
      return error?.reason;
    };
    await expect.poll(mergeIsRead, { timeout: 5000 }).toBe('REFERRAL_OPEN_FOR_PERSON');
    const reasonFor = async (referral: Given) =>
      (await referring.run(worker, 'sendReferral', versionOf(referral))).error?.reason;
    expect(await reasonFor(one)).toBe('REFERRAL_OPEN_FOR_PERSON');
    expect(await reasonFor(other)).toBe('REFERRAL_OPEN_FOR_PERSON');
    await referring.done(worker, 'cancelReferral', { ...versionOf(other), reason: 'NO_LONGER_NEEDED' });
    expect(await referring.done(worker, 'sendReferral', versionOf(one))).toMatchObject({ state: 'SENT' });
    await referring.done(worker, 'cancelReferral', { id: one.id, version: 2, reason: 'NO_LONGER_NEEDED' });
  });

  test('is worked on by its own two sides, and seen by the street', async () => {
    const money = await referring.sent('need_money', 'fund_a');
    const streetWorker: Viewer = { ...officer, role: 'street-worker', purpose: 'CASE_SERVICE' };
    const stranger: Viewer = { ...almoner, organisation: 'charity_b' };
    for (const viewer of [otherStation, dispatcher, stranger]) {
      expect(await referring.asked(viewer, money.id, 'id')).toBeNull();
      expect((await referring.run(viewer, 'acceptReferral', versionOf(money))).error).toMatchObject({
        code: 'NOT_FOUND',
      });
    }
    expect(await referring.asked(streetWorker, money.id, 'state')).toEqual({ state: 'SENT' });
    expect((await referring.run(streetWorker, 'acceptReferral', versionOf(money))).error).toMatchObject({
      code: 'FORBIDDEN',
    });
    expect(
      (await referring.run({ ...almoner, purpose: null }, 'acceptReferral', versionOf(money))).error,
    ).toMatchObject({
      code: 'FORBIDDEN',
    });
    expect(
      (await referring.run(worker, 'completeReferral', { ...versionOf(money), outcome: 'SERVED' })).error,
    ).toMatchObject({
      reason: 'REFERRAL_STATE',
    });
    expect((await referring.run(almoner, 'acceptReferral', { id: money.id, version: 1 })).error).toMatchObject({
      code: 'CONFLICT',
    });
    expect(await referring.done(almoner, 'acceptReferral', versionOf(money))).toMatchObject({ state: 'ACCEPTED' });
    expect(await referring.leftOf('fund_a')).toBe(100_000);
  });

  test('promises no more than there is, and says so where an owner takes back what was promised', async () => {
    const second = await referring.sent('need_money_b', 'fund_a', { units: 100_000 });
    await referring.done(almoner, 'acceptReferral', versionOf(second));
    expect(await referring.leftOf('fund_a')).toBe(0);
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
    await referring.done(almoner, 'unacceptReferral', { id: second.id, version: 3, reason: 'OVERCOMMITTED' });
    expect(await queue(almoner)).toEqual([]);
    expect((await referring.run(almoner, 'acceptReferral', { id: second.id, version: 4 })).error).toMatchObject({
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
    expect(JSON.stringify(first?.matches)).not.toContain(referring.resource('volunteer_herself'));
    expect(JSON.stringify(first?.matches)).toContain(referring.resource('volunteer_daughter'));
    const seventh = await matchesOf('need_7');
    expect(seventh?.matches).not.toEqual([]);
    expect(JSON.stringify(seventh?.matches)).not.toContain(referring.resource('volunteer_daughter'));
  });

  test('a key makes a step once', async () => {
    const input = { need: 'need_6', resource: referring.resource('volunteer_a'), units: 1 };
    const first = await referring.run(worker, 'proposeReferral', input, 'key-1');
    const again = await referring.run(worker, 'proposeReferral', input, 'key-1');
    expect(again.given).toEqual(first.given);
    expect((await referring.run(worker, 'proposeReferral', { ...input, units: 2 }, 'key-1')).error).toMatchObject({
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
