import type { Viewer } from '@hub/engine-policy';
import type { Subgraph } from '@hub/kernel';
import {
  asker,
  createStoreOfTest,
  openingOfTest,
  openPlacesOfTest,
  openRecordsOfTest,
  type PlacesOfTest,
  type RecordsOfTest,
  readToHead,
  startWorkersOfTest,
  storesOfTest,
  type WorkersOfTest,
} from '@hub/kernel/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSocialWork } from '../src/index.ts';

const street = '420502001000';
const community = '420502001001';
const here = { longitude: 111.29, latitude: 30.7 };

const station = (id: string) => ({
  ...{ id, name: `${id}社工站`, level: 'TOWNSHIP_STATION', status: 'OPERATING', rating: null },
  ...{ divisionCode: street, openedOn: '2022-01-01', ...here },
});
const offer = (id: string, parts: object = {}) => ({
  ...{ id, name: '社区助餐点', stationId: 'station_a', serviceCode: 'MEAL_DELIVERY', divisionCode: street },
  ...{ hoursPerMonth: 40, reachMetres: 1200, windows: 0b10, skills: ['COOKING'], beneficiaryGroups: ['ELDERLY'] },
  ...{ vettedUntil: '2027-06-30', startsOn: '2025-01-01', endsOn: null, ...here, ...parts },
});
const venue = (id: string, parts: object = {}) => ({
  ...{ id, name: '社区活动室', stationId: 'station_a', divisionCode: community, seats: 30, ...here, ...parts },
});
const slot = (id: string, parts: object = {}) => ({
  ...{ id, venueId: 'venue_1', activity: '四点半课堂', serviceCode: 'TUTORING', weekday: 2, fromHour: 16, toHour: 18 },
  ...{ places: 10, skills: ['TEACHING'], vettedUntil: '2027-06-30', startsOn: '2025-01-01', endsOn: null, ...parts },
});
const given = (resourceKind: string, resourceOwnerId: string, servedUnits: number, endedOn: string) => ({
  ...{ needId: 'need_a', clientId: 'client_a', divisionCode: community, ownerOrganisationId: 'station_b' },
  ...{ providerId: 'station_a', resourceKind, resourceOwnerId, serviceCode: 'TUTORING', unit: 'HOUR' },
  ...{ state: 'COMPLETED', servedUnits, endedOn },
});

interface Listed {
  readonly edges: readonly { readonly node: { readonly id: string } }[];
  readonly totalCount: number;
}

const anybody: Viewer = {
  subject: 'anybody',
  role: 'analyst',
  divisions: [street],
  organisation: null,
  purpose: null,
  basis: 'STATUTORY_DUTY',
  tokenId: null,
  agreement: null,
  grant: null,
  caseReference: null,
};

describe.each(storesOfTest)('what stations offer on %s', (storeName) => {
  const stores = createStoreOfTest(storeName);
  let subgraph: Subgraph;
  let places: PlacesOfTest;
  let referrals: RecordsOfTest;
  let workers: WorkersOfTest;

  beforeAll(async () => {
    subgraph = await openSocialWork(openingOfTest(stores.place('social-work')));
    places = await openPlacesOfTest(stores.place('civil-affairs'), {
      [street]: ['420502000000'],
      [community]: [street, '420502000000'],
    });
    referrals = await openRecordsOfTest(stores.place('matching'), 'referral');
    const { intake } = subgraph;
    await intake.load('stations', [station('station_a'), station('station_b')]);
    await intake.load('serviceOffers', [
      offer('offer_1'),
      offer('offer_2', {
        ...{ stationId: 'station_b', divisionCode: community, serviceCode: 'COUNSELLING', reachMetres: null },
        ...{ windows: 0, skills: [], beneficiaryGroups: [], vettedUntil: null },
      }),
    ]);
    await intake.load('venues', [venue('venue_1'), venue('venue_2', { stationId: 'station_b' })]);
    await intake.load('venueSlots', [
      slot('slot_1', { weekday: 4 }),
      slot('slot_2'),
      slot('slot_3', { activity: '便民理发日', serviceCode: 'HAIRCUT', fromHour: 9, toHour: 11, skills: [] }),
    ]);
    workers = startWorkersOfTest(subgraph, { 'civil-affairs': places.feed, matching: referrals.feed });
    await workers.ready;
  });
  afterAll(async () => {
    await workers.stop();
    await subgraph.close();
    await places.close();
    await referrals.close();
    await stores.remove();
  });

  const idsOf = async (list: string) => {
    const { data, errors } = await asker<Viewer>(subgraph)(
      anybody,
      `{ list: ${list} { totalCount edges { node { id } } } }`,
    );
    expect(errors).toBeUndefined();
    const page = data?.list as Listed;
    expect(page.totalCount).toBe(page.edges.length);
    return page.edges.map(({ node }) => Number(node.id.at(-1)));
  };

  test.each([
    ['all services', 'serviceOffers', [1, 2]],
    ['services in a street and below', `serviceOffers(where: { division: "${street}" })`, [1, 2]],
    ['services in a community', `serviceOffers(where: { division: "${community}" })`, [2]],
    ['services of a station', 'serviceOffers(where: { station: "station_a" })', [1]],
    ['services of a kind', 'serviceOffers(where: { serviceCode: COUNSELLING })', [2]],
    ['all rooms', 'venues', [1, 2]],
    ['rooms of a station', 'venues(where: { station: "station_b" })', [2]],
    ['no rooms where nobody knows the division', 'venues(where: { division: "999999999999" })', []],
  ] as const)('lists %s to anybody', async (_, list, numbers) => {
    expect(await idsOf(list)).toEqual(numbers);
  });

  test('shows a service with its times, and a room with its week in order', async () => {
    const { data } = await asker<Viewer>(subgraph)(
      { ...anybody, purpose: 'STATISTICS' },
      `{ serviceOffers(first: 1) { edges { node { name times { weekday part } reachMetres beneficiaryGroups
           station { name } division { id } } } }
         venues(first: 1) { edges { node { seats slots { id activity weekday from to venue { id } } } } } }`,
    );
    expect(data).toMatchObject({
      serviceOffers: {
        edges: [
          {
            node: {
              ...{ name: '社区助餐点', reachMetres: 1200, beneficiaryGroups: ['ELDERLY'] },
              ...{ times: [{ weekday: 1, part: 'AFTERNOON' }], station: { name: 'station_a社工站' } },
              division: { id: street },
            },
          },
        ],
      },
      venues: {
        edges: [
          {
            node: {
              seats: 30,
              slots: [
                { id: 'slot_3', weekday: 2, from: '09:00', to: '11:00' },
                {
                  id: 'slot_2',
                  activity: '四点半课堂',
                  weekday: 2,
                  from: '16:00',
                  to: '18:00',
                  venue: { id: 'venue_1' },
                },
                { id: 'slot_1', weekday: 4 },
              ],
            },
          },
        ],
      },
    });
  });

  test.each([
    [
      'serviceOffers',
      offer('bad_1', { serviceCode: 'WHEELCHAIR', hoursPerMonth: -1 }),
      ['serviceCode', 'hoursPerMonth'],
    ],
    ['venues', venue('bad_2', { seats: 0, latitude: 91 }), ['seats', 'latitude']],
    ['venueSlots', slot('bad_3', { weekday: 8, fromHour: 16, toHour: 16 }), ['weekday', 'toHour']],
  ])('rejects bad %s with every bad field', async (kind, record, fields) => {
    const { loaded, rejected } = await subgraph.intake.load(kind, [record]);
    expect([loaded, rejected.map(({ field }) => field)]).toEqual([0, fields]);
  });

  const told = async (kind: string, id: string) => {
    const { facts, classes } = await readToHead(subgraph.feed, 'matching', [kind], null);
    return { classes, record: facts.find((fact) => fact.id === id)?.record };
  };

  test('tells matching of services and slots what decides whom they can help', async () => {
    expect(await told('serviceOffer', 'offer_1')).toMatchObject({
      classes: [],
      record: {
        ...{ name: '社区助餐点', stationId: 'station_a', stationName: 'station_a社工站', reachMetres: 1200 },
        ...{ serviceCode: 'MEAL_DELIVERY', hoursPerMonth: 40, windows: 0b10, skills: ['COOKING'] },
        ...{ beneficiaryGroups: ['ELDERLY'], usedMonth: null, usedHours: 0, bookedUnits: 0, ...here },
      },
    });
    expect(await told('venueSlot', 'slot_2')).toMatchObject({
      classes: [],
      record: {
        ...{ name: '社区活动室 四点半课堂', stationId: 'station_a', divisionCode: community, hoursPerMonth: 80 },
        // Tuesday afternoon, from four to six.
        windows: 1 << 4,
        ...{ skills: ['TEACHING'], vettedUntil: '2027-06-30', bookedUnits: 0, ...here },
      },
    });
  });

  test('books each completed referral once, and tells what of the month is used', async () => {
    const all = {
      referral_1: given('VENUE_SLOT', 'slot_2', 4, '2026-10-30'),
      referral_2: given('VENUE_SLOT', 'slot_2', 6, '2026-11-03'),
      referral_3: given('VENUE_SLOT', 'slot_2', 2, '2026-11-20'),
      referral_4: given('SERVICE', 'offer_2', 5, '2026-11-20'),
      referral_5: { ...given('SERVICE', 'offer_2', 0, '2026-11-20'), state: 'CANCELLED' },
    };
    for (const [id, record] of Object.entries(all)) await referrals.publish(id, record);
    await referrals.publish('referral_3', all.referral_3);
    await expect
      .poll(async () => [(await told('venueSlot', 'slot_2')).record, (await told('serviceOffer', 'offer_2')).record], {
        timeout: 10_000,
      })
      .toMatchObject([
        { usedMonth: '2026-11', usedHours: 8, bookedUnits: 12, hoursPerMonth: 80 },
        { usedMonth: '2026-11', usedHours: 5, bookedUnits: 5 },
      ]);
  });
});
