import type { Viewer } from '@hub/engine-policy';
import type { Subgraph } from '@hub/kernel';
import {
  asker,
  createStoreOfTest,
  openingOfTest,
  openPlacesOfTest,
  type PlacesOfTest,
  startWorkersOfTest,
  storesOfTest,
  type WorkersOfTest,
} from '@hub/kernel/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSocialWork } from '../src/index.ts';

const district = '420502000000';
const street = '420502001000';
const community = '420502001001';
const nextStreet = '420502002000';

const analyst: Viewer = {
  subject: 'analyst',
  role: 'analyst',
  divisions: [district],
  organisation: null,
  purpose: 'STATISTICS',
  basis: 'STATUTORY_DUTY',
  tokenId: null,
  agreement: null,
  grant: null,
  caseReference: null,
};
const many = <Row>(count: number, make: (at: number) => Row): Row[] =>
  Array.from({ length: count }, (_, at) => make(at));

const station = {
  id: 'station_a',
  name: '社工站',
  level: 'TOWNSHIP_STATION',
  status: 'OPERATING',
  rating: null,
  divisionCode: street,
  openedOn: '2022-01-01',
  longitude: 111.29,
  latitude: 30.7,
};
const client = (id: string, divisionCode: string, parts: object) => ({
  id,
  stationId: 'station_a',
  divisionCode,
  ownerOrganisationId: 'station_a',
  name: '向秀兰',
  idNumber: null,
  bornOn: '1946-01-01',
  gender: 'FEMALE',
  phone: null,
  address: null,
  groups: [],
  registeredOn: '2024-01-01',
  ...parts,
});
const need = (id: string, divisionCode: string, parts: object) => ({
  id,
  clientId: 'client_a0',
  stationId: 'station_a',
  divisionCode,
  category: 'ELDERLY_SUPPORT',
  serviceCode: 'HOME_VISIT',
  units: 4,
  urgency: 'HIGH',
  status: 'OPEN',
  openedOn: '2026-01-01',
  closedOn: null,
  skill: null,
  vettedOnly: false,
  windows: 0,
  longitude: 111.29,
  latitude: 30.7,
  ...parts,
});
const caseFile = (id: string, divisionCode: string, parts: object) => ({
  id,
  clientId: 'client_a0',
  stationId: 'station_a',
  socialWorkerId: null,
  divisionCode,
  ownerOrganisationId: 'station_a',
  stage: 'INTAKE',
  deep: false,
  openedOn: '2026-01-01',
  closedOn: null,
  ...parts,
});

describe.each(storesOfTest)('statistics of social work on %s', (storeName) => {
  const stores = createStoreOfTest(storeName);
  let subgraph: Subgraph;
  let places: PlacesOfTest;
  let workers: WorkersOfTest;

  beforeAll(async () => {
    subgraph = await openSocialWork(openingOfTest(stores.place('social-work')));
    places = await openPlacesOfTest(stores.place('civil-affairs'), {
      [district]: [],
      [street]: [district],
      [community]: [street, district],
      [nextStreet]: [district],
    });
    const loads = {
      stations: [station],
      clients: [
        ...many(10, (at) => client(`client_a${at}`, community, {})),
        ...many(8, (at) => client(`client_b${at}`, nextStreet, { stationId: 'station_gone', gender: 'MALE' })),
      ],
      needs: [
        ...many(20, (at) => need(`need_a${at}`, community, {})),
        ...many(11, (at) => need(`need_b${at}`, street, { status: 'MET', closedOn: '2026-02-01' })),
        ...many(12, (at) => need(`need_c${at}`, nextStreet, { urgency: 'LOW' })),
        ...many(9, (at) => need(`need_d${at}`, nextStreet, { status: 'MET', closedOn: '2026-02-01' })),
        ...many(5, (at) => need(`need_e${at}`, nextStreet, { status: 'WITHDRAWN', closedOn: '2026-02-01' })),
      ],
      caseFiles: [
        ...many(7, (at) => caseFile(`case_a${at}`, community, { deep: true })),
        ...many(6, (at) => caseFile(`case_b${at}`, community, { stage: 'CLOSURE', closedOn: '2026-02-01' })),
        ...many(3, (at) => caseFile(`case_c${at}`, nextStreet, {})),
      ],
    };
    for (const [kind, records] of Object.entries(loads))
      expect((await subgraph.intake.load(kind, records)).rejected).toEqual([]);
    workers = startWorkersOfTest(subgraph, { 'civil-affairs': places.feed, matching: places.feed });
    await workers.ready;
  });
  afterAll(async () => {
    await workers.stop();
    await subgraph.close();
    await places.close();
    await stores.remove();
  });

  test.each([
    [
      'needs, in the order of the vocabulary',
      'needStatistics(table: STATUS)',
      [
        [district, 57, 32, 20, 5],
        [street, 31, 20, null, null],
        [nextStreet, 26, 12, null, null],
      ],
    ],
    [
      'clients by the level of their station, where it is known',
      'clientStatistics(table: STATION_LEVEL)',
      [
        [district, 18, null, null, 10, null, null],
        [street, 10, null, null, null, null, null],
        [nextStreet, 8, null, null, null, null, null],
      ],
    ],
    [
      'case files, of which a small street and so one more is not told',
      'caseFileStatistics(table: DEPTH)',
      [
        [district, 16, 7, 9],
        [street, null, null, null],
        [nextStreet, null, null, null],
      ],
    ],
  ])('count %s', async (_, field, lines) => {
    const { data, errors } = await asker<Viewer>(subgraph)(
      analyst,
      `{ ${field} { rows { placeId total suppressed cells { count suppressed } } } }`,
    );
    expect(errors).toBeUndefined();
    const [table] = Object.values(data ?? {}) as readonly {
      rows: readonly {
        placeId: string;
        total: number | null;
        suppressed: boolean;
        cells: readonly { count: number | null; suppressed: boolean }[];
      }[];
    }[];
    expect(
      table?.rows.map(({ placeId, total, cells }) => [placeId, total, ...cells.map(({ count }) => count)]),
    ).toEqual(lines);
    for (const { total, suppressed, cells } of table?.rows ?? [])
      for (const cell of [{ count: total, suppressed }, ...cells]) expect(cell.suppressed).toBe(cell.count === null);
  });
});
