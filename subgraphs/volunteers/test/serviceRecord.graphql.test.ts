import type { Viewer } from '@hub/engine-policy';
import { asker, readToHead, storesOfTest } from '@hub/kernel/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { charityPartner, type DistrictOfTest, officer, openDistrict, partner, team, volunteer } from './district.ts';

const served = (parts: object = {}) => ({
  state: 'COMPLETED',
  resourceKind: 'VOLUNTEER_TIME',
  resourceOwnerId: 'volunteer_1',
  divisionCode: '420502001001',
  serviceCode: 'HOME_VISIT',
  unit: 'HOUR',
  servedUnits: 3,
  endedOn: '2026-11-20',
  ...parts,
});

const together = {
  together: 3,
  hoursPerMonth: 12,
  radiusMetres: 2000,
  windows: 2,
  skills: ['CARE'],
  vettedUntil: '2027-05-01',
  longitude: 111.3,
  latitude: 30.7,
};

describe.each(storesOfTest)('service records on %s', (storeName) => {
  let district: DistrictOfTest;
  beforeAll(async () => {
    district = await openDistrict(storeName);
    await district.subgraph.intake.load('volunteerTeams', [team('team_1', together), team('team_2')]);
    await district.subgraph.intake.load('volunteers', [volunteer('volunteer_1', 'team_1')]);
  });
  afterAll(() => district.close());

  const offer = async () => {
    const { facts } = await readToHead(district.subgraph.feed, 'matching', ['volunteer']);
    const { hoursPerMonth, usedMonth, usedHours, bookedUnits } = facts[0]?.record ?? {};
    return { hoursPerMonth, usedMonth, usedHours, bookedUnits };
  };
  const becomes = (expected: object) =>
    expect.poll(offer, { timeout: 5000 }).toEqual({ hoursPerMonth: 8, ...expected });
  const ask = async (viewer: Viewer, first = 10) => {
    const { data, errors } = await asker<Viewer>(district.subgraph)(
      viewer,
      'query ($first: Int) { volunteer(id: "volunteer_1") { hoursServed serviceRecords(first: $first) { hours servedOn serviceCode } } }',
      { first },
    );
    return data?.volunteer ?? errors?.[0]?.extensions?.code;
  };

  test('hold the hours of a referral once, and the month of which they are used', async () => {
    await district.referrals.publish('referral_1', served({ state: 'IN_PROGRESS', servedUnits: 0, endedOn: null }));
    await district.referrals.publish('referral_1', served());
    await becomes({ usedMonth: '2026-11', usedHours: 3, bookedUnits: 3 });
    await district.referrals.publish('referral_1', served());
    await district.referrals.publish('referral_2', served({ servedUnits: 2, endedOn: '2026-10-31' }));
    await becomes({ usedMonth: '2026-11', usedHours: 3, bookedUnits: 5 });
  });

  test('stand in the record of the volunteer, the newest first', async () => {
    expect(await ask(partner)).toEqual({
      hoursServed: 5,
      serviceRecords: [
        { hours: 3, servedOn: '2026-11-20', serviceCode: 'HOME_VISIT' },
        { hours: 2, servedOn: '2026-10-31', serviceCode: 'HOME_VISIT' },
      ],
    });
    expect(await ask(partner, 1)).toMatchObject({ serviceRecords: [{ hours: 3 }] });
    expect(await ask(partner, 101)).toMatchObject({ serviceRecords: null });
  });

  test('are nobody’s who may not see the volunteer, and say nothing without a purpose', async () => {
    expect(await ask(charityPartner)).toBe('NOT_FOUND');
    expect(await ask({ ...partner, purpose: null })).toEqual({ hoursServed: null, serviceRecords: null });
  });

  test('of somebody else’s resource or of what cannot be read hold up nothing', async () => {
    await district.referrals.publish('referral_money', null);
    await district.referrals.publish('referral_bad', served({ endedOn: 'yesterday' }));
    await district.referrals.publish('referral_3', served({ servedUnits: 1 }));
    await becomes({ usedMonth: '2026-11', usedHours: 4, bookedUnits: 6 });
  });

  const teamTold = async () => {
    const { facts } = await readToHead(district.subgraph.feed, 'matching', ['volunteerTeam']);
    return Object.fromEntries(facts.map(({ id, record }) => [id, record]));
  };
  const askTeam = async (viewer: Viewer) =>
    (
      await asker<Viewer>(district.subgraph)(
        viewer,
        `{ volunteerTeam(id: "team_1") { hoursServed
          offer { together hoursPerMonth radiusMetres times { weekday part } skills vettedUntil vettedFor } } }`,
      )
    ).data?.volunteerTeam as { readonly offer: object } | undefined;

  test('that were given over months use up of the last no more than what falls in it', async () => {
    await district.referrals.publish('referral_4', served({ servedUnits: 20, unitsAMonth: 2 }));
    await becomes({ usedMonth: '2026-11', usedHours: 6, bookedUnits: 26 });
  });

  test('of a team are booked once for the team, and to nobody of it', async () => {
    const ofTeam = { resourceKind: 'TEAM', resourceOwnerId: 'team_1', serviceCode: 'HOUSEWORK' };
    await district.referrals.publish('referral_team', served(ofTeam));
    await district.referrals.publish('referral_team', served(ofTeam));
    await expect
      .poll(teamTold, { timeout: 5000 })
      .toMatchObject({ team_1: { usedMonth: '2026-11', usedHours: 3, bookedUnits: 3 }, team_2: { together: null } });
    expect(await askTeam(officer)).toMatchObject({ hoursServed: 3 });
    expect(await ask(partner)).toMatchObject({ hoursServed: 26 });
  });

  test('tell of a team what it offers to do together, to whoever may know how help goes', async () => {
    const { longitude: _, latitude: __, windows: ___, ...offer } = together;
    const told = { ...offer, times: [{ weekday: 1, part: 'AFTERNOON' }], vettedFor: 'VETTED' };
    expect((await askTeam(officer))?.offer).toEqual(told);
    expect(await askTeam({ ...officer, purpose: null })).toMatchObject({ hoursServed: null });
    expect((await teamTold()).team_1).toMatchObject({ name: 'team_1服务队', ...together, vettedFor: 'VETTED' });
  });
});
