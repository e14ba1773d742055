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

const station = { id: 'station_a', name: '社工站', level: 'TOWNSHIP_STATION', status: 'OPERATING', rating: null };
const client = (id: string, bornOn: string, idNumber: string) => ({
  id,
  stationId: 'station_a',
  divisionCode: community,
  ownerOrganisationId: 'station_a',
  name: '向秀兰',
  idNumber,
  bornOn,
  gender: 'FEMALE',
  phone: '13507200000',
  address: '学院街道1号',
  groups: ['ELDERLY_ALONE'],
  registeredOn: '2024-01-01',
});
const need = (id: string, clientId: string, serviceCode: string, units: number) => ({
  id,
  clientId,
  stationId: 'station_a',
  divisionCode: community,
  category: 'ELDERLY_SUPPORT',
  serviceCode,
  units,
  urgency: 'HIGH',
  status: 'OPEN',
  openedOn: '2026-11-01',
  closedOn: null,
  skill: null,
  vettedOnly: false,
  windows: 0,
  ...here,
});
const referral = (needId: string, state: string, parts: object = {}) => ({
  needId,
  clientId: 'client_a',
  divisionCode: community,
  ownerOrganisationId: 'station_a',
  providerId: 'team_a',
  resourceKind: 'VOLUNTEER_TIME',
  resourceOwnerId: 'volunteer_a',
  serviceCode: 'HOME_VISIT',
  unit: 'HOUR',
  state,
  servedUnits: 0,
  endedOn: null,
  ...parts,
});
const completed = (needId: string, servedUnits: number, parts: object = {}) =>
  referral(needId, 'COMPLETED', { servedUnits, endedOn: '2026-11-20', ...parts });

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
const partner: Viewer = {
  ...worker,
  subject: 'platform',
  role: 'volunteer-partner',
  organisation: 'platform_a',
  purpose: 'VOLUNTEER_DISPATCH',
  basis: 'CONTRACT',
  agreement: { id: 'agreement_1', divisions: [street], fieldClasses: ['REFERENCE', 'CASE', 'PERSONAL', 'CONTACT'] },
};
const almoner: Viewer = { ...partner, role: 'charity-partner', organisation: 'charity_a', purpose: 'CHARITY_AID' };

describe.each(storesOfTest)('referrals at stations on %s', (storeName) => {
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
    await intake.load('stations', [{ ...station, divisionCode: street, openedOn: '2022-01-01', ...here }]);
    await intake.load('clients', [
      client('client_a', '1946-01-01', '420502194601012221'),
      client('client_child', '2016-03-04', '420502201603041011'),
    ]);
    await intake.load('needs', [
      need('need_visit', 'client_a', 'HOME_VISIT', 4),
      need('need_money', 'client_a', 'CASH_RELIEF', 100_000),
      need('need_case', 'client_a', 'CASE_WORK', 1),
      need('need_child', 'client_child', 'TUTORING', 4),
    ]);
    await intake.load('socialWorkers', [
      {
        id: 'worker_a',
        name: '郑学工',
        stationId: 'station_a',
        certificate: 'SOCIAL_WORKER',
        registeredUntil: null,
        caseCapacity: 5,
        divisionCode: street,
      },
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

  const recipient = async (viewer: Viewer, id: string) => {
    const { data, withheld } = await asker<Viewer>(subgraph)(
      viewer,
      `query ($ids: [_Any!]!) { _entities(representations: $ids) { ... on Referral { recipient { displayName phone address } } } }`,
      { ids: [{ __typename: 'Referral', id }] },
    );
    const [given] = (data?._entities ?? []) as readonly { readonly recipient: object | null }[];
    return { recipient: given?.recipient ?? null, withheld: withheld.map(({ field }) => field) };
  };
  const whole = { displayName: '向秀兰', phone: '13507200000', address: '学院街道1号' };
  const becomes = (viewer: Viewer, id: string, expected: object | null) =>
    expect.poll(async () => (await recipient(viewer, id)).recipient, { timeout: 5000 }).toEqual(expected);

  test('tell the helper whom she helps from acceptance until the end, and the station always', async () => {
    for (const [state, told] of [
      ['PROPOSED', null],
      ['SENT', null],
      ['ACCEPTED', whole],
      ['IN_PROGRESS', whole],
      ['CANCELLED', null],
    ] as const) {
      const id = `referral_${state}`;
      await referrals.publish(id, referral('need_visit', state));
      await becomes(worker, id, whole);
      expect((await recipient(partner, id)).recipient).toEqual(told);
    }
  });

  test('tell no more than the help needs, and nobody else', async () => {
    const money = { unit: 'FEN', serviceCode: 'CASH_RELIEF', resourceKind: 'FUND', providerId: 'charity_a' };
    await referrals.publish('referral_money', referral('need_money', 'ACCEPTED', money));
    await becomes(almoner, 'referral_money', { ...whole, address: null });
    for (const other of [partner, { ...almoner, organisation: 'charity_b' }, { ...worker, organisation: 'station_b' }])
      expect((await recipient(other, 'referral_money')).recipient).toBeNull();
    expect(await recipient({ ...almoner, purpose: 'RESOURCE_MATCHING' }, 'referral_money')).toEqual({
      recipient: null,
      withheld: ['Referral.recipient'],
    });
  });

  test('withhold a child without an approval', async () => {
    await referrals.publish('referral_child', referral('need_child', 'ACCEPTED', { clientId: 'client_child' }));
    await becomes(worker, 'referral_child', { displayName: null, phone: null, address: null });
    const { withheld } = await recipient(worker, 'referral_child');
    expect(withheld).toEqual(['Recipient.displayName', 'Recipient.phone', 'Recipient.address']);
  });

  const stateOf = async (id: string) => {
    const { data } = await asker<Viewer>(subgraph)(
      worker,
      '($id: ID!) { need(id: $id) { status closedOn servedUnits } }'.replace('(', 'query ('),
      { id },
    );
    return data?.need;
  };

  test('meet a need once all of it was given, each referral counted once', async () => {
    await referrals.publish('referral_1', completed('need_visit', 1));
    await expect
      .poll(() => stateOf('need_visit'), { timeout: 5000 })
      .toEqual({ status: 'OPEN', closedOn: null, servedUnits: 1 });
    await referrals.publish('referral_1', completed('need_visit', 1));
    await referrals.beginEpoch('restored');
    await referrals.publish('referral_2', completed('need_visit', 3));
    await expect
      .poll(() => stateOf('need_visit'), { timeout: 5000 })
      .toEqual({ status: 'MET', closedOn: '2026-11-20', servedUnits: 4 });
    const { facts } = await readToHead(subgraph.feed, 'matching', ['need']);
    expect(facts.find(({ id }) => id === 'need_visit')?.record).toMatchObject({ status: 'MET', units: 4 });
  });

  test('leave visits in the files, and a case with whoever took it', async () => {
    const visits = async (viewer: Viewer) => {
      const { data } = await asker<Viewer>(subgraph)(
        viewer,
        '{ visits(where: { need: "need_visit" }) { edges { node { hours visitedOn serviceCode client { id } need { id } referral { id } } } } }',
      );
      return ((data?.visits ?? { edges: [] }) as { readonly edges: readonly { readonly node: object }[] }).edges.map(
        ({ node }) => node,
      );
    };
    const of = {
      visitedOn: '2026-11-20',
      serviceCode: 'HOME_VISIT',
      client: { id: 'client_a' },
      need: { id: 'need_visit' },
    };
    expect((await visits(worker)).toSorted((a, b) => JSON.stringify(a).localeCompare(JSON.stringify(b)))).toEqual([
      { ...of, hours: 1, referral: { id: 'referral_1' } },
      { ...of, hours: 3, referral: { id: 'referral_2' } },
    ]);
    expect(await visits(partner)).toEqual([]);
    const room = async () => {
      const { facts } = await readToHead(subgraph.feed, 'matching', ['socialWorker']);
      const { freeCases, bookedUnits } = facts[0]?.record ?? {};
      return { freeCases, bookedUnits };
    };
    expect(await room()).toEqual({ freeCases: 5, bookedUnits: 0 });
    const taken = {
      unit: 'CASE',
      serviceCode: 'CASE_WORK',
      resourceKind: 'CASELOAD',
      resourceOwnerId: 'worker_a',
      providerId: 'station_a',
    };
    await referrals.publish('referral_case', completed('need_case', 1, taken));
    await expect.poll(room, { timeout: 5000 }).toEqual({ freeCases: 4, bookedUnits: 1 });
    const { data } = await asker<Viewer>(subgraph)(
      worker,
      '{ caseFiles { edges { node { stage openedOn client { id } socialWorker { id } } } } }',
    );
    expect(data?.caseFiles).toEqual({
      edges: [
        {
          node: {
            stage: 'INTAKE',
            openedOn: '2026-11-20',
            client: { id: 'client_a' },
            socialWorker: { id: 'worker_a' },
          },
        },
      ],
    });
  });
});
