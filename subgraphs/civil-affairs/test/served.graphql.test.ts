import type { Viewer } from '@hub/engine-policy';
import type { Subgraph } from '@hub/kernel';
import { asker, createStoreOfTest, openingOfTest, startWorkersOfTest, storesOfTest } from '@hub/kernel/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openCivilAffairs } from '../src/index.ts';
import { openLinkageOfTest } from './linkageOfTest.ts';
import { code, divisions, managedBy, zones } from './xiling.ts';

const street = code('001');
const community = code('001', '001');
const elsewhere = code('002', '002');

const household = (number: number, divisionCode = community) => ({
  id: `household_${number}`,
  divisionCode,
  ownerOrganisationId: 'org_street',
  address: '西陵街道樵湖岭路7号',
  monthlyIncomePerHeadFen: 76_000,
  registeredOn: '2023-03-01',
});
const resident = (number: number, home: number, divisionCode = community) => ({
  id: `resident_${number}`,
  householdId: `household_${home}`,
  divisionCode,
  ownerOrganisationId: 'org_street',
  name: '向秀兰',
  idNumber: `42050219460101${1000 + number}`,
  bornOn: '1946-01-01',
  gender: 'FEMALE',
  phone: null,
  address: null,
  relationToHead: 'HEAD',
  livingSituation: 'ALONE',
  longitude: 111.29,
  latitude: 30.7,
  registeredOn: '2023-04-01',
});
const status = (number: number) => ({
  id: `status_${number}`,
  residentId: `resident_${number}`,
  category: 'DIBAO',
  validFrom: '2024-01-01',
  validTo: null,
  nextReviewOn: null,
  authority: '西陵区民政局',
  documentNumber: `西民低保〔2024〕${number}号`,
  monthlyAmountFen: 82_000,
});

const by = (organisation: string, division = community) => ({ organisation, division });

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
const neighbour: Viewer = { ...worker, subject: 'neighbour', organisation: 'station_b' };
const inEmergency: Viewer = {
  ...worker,
  basis: 'EMERGENCY',
  grant: { id: 'grant_1', kind: 'BREAK_GLASS', approver: null, records: [] },
};

interface List {
  readonly totalCount: number;
  readonly edges: readonly { readonly node: { readonly id: string; readonly members?: readonly { id: string }[] } }[];
}

describe.each(storesOfTest)('residents whom a station serves, on %s', (storeName) => {
  const stores = createStoreOfTest(storeName);
  let subgraph: Subgraph;
  let linkage: Awaited<ReturnType<typeof openLinkageOfTest>>;
  let ask: ReturnType<typeof asker<Viewer>>;

  const readAll = async () => {
    const workers = startWorkersOfTest(subgraph, { linkage: linkage.feed });
    await workers.ready;
    await workers.stop();
    return workers.audited;
  };
  const serve = async (number: number, services: unknown) => {
    await linkage.serve(`resident_${number}`, services);
    return readAll();
  };

  beforeAll(async () => {
    subgraph = await openCivilAffairs(openingOfTest(stores.place('civil-affairs')));
    const all = {
      divisions,
      managedBy,
      zones,
      households: [household(1), household(2), household(3, elsewhere), household(4)],
      residents: [
        resident(1, 1),
        resident(2, 1),
        resident(3, 2),
        resident(4, 3, elsewhere),
        resident(5, 4, elsewhere),
        resident(6, 2),
      ],
      assistanceStatuses: [status(1), status(2)],
    };
    for (const [kind, records] of Object.entries(all))
      expect(await subgraph.intake.load(kind, records)).toEqual({ loaded: records.length, rejected: [] });
    linkage = await openLinkageOfTest(stores.place('linkage'));
    for (const [number, services] of [
      [1, [by('station_a')]],
      [3, [by('station_b')]],
      [4, [by('station_a', elsewhere)]],
      [5, [by('station_a', elsewhere)]],
      // Lives in her street, and is a client of her station beyond it.
      [6, [by('station_a', elsewhere)]],
    ] as const)
      await linkage.serve(`resident_${number}`, services);
    await readAll();
    ask = asker(subgraph);
  });

  afterAll(async () => {
    await subgraph.close();
    await linkage.close();
    await stores.remove();
  });

  const list = async (viewer: Viewer, field: string, node = 'id'): Promise<List> => {
    const answer = await ask(viewer, `{ ${field} { totalCount edges { node { ${node} } } } }`);
    expect(answer.errors).toBeUndefined();
    return answer.data?.[field] as List;
  };
  const numbersOf = async (viewer: Viewer, field: string) => {
    const { edges, totalCount } = await list(viewer, field);
    expect(totalCount).toBe(edges.length);
    return edges.map(({ node }) => Number(node.id.split('_')[1]));
  };

  test.each([
    ['her own, in her street', worker, [1], [1]],
    ['those of another station to its worker', neighbour, [3], [2]],
    ['nobody to who belongs to no station', { ...worker, organisation: null }, [], []],
    ['nobody to a station that serves nobody', { ...worker, organisation: 'station_c' }, [], []],
    ['those of wherever she works', { ...worker, divisions: [street, code('002')] }, [1, 4, 5, 6], [1, 2, 3, 4]],
    ['all of her street in an emergency', inEmergency, [1, 2, 3, 6], [1, 2, 4]],
    ['all of his street to a street worker', { ...worker, role: 'street-worker' }, [1, 2, 3, 6], [1, 2, 4]],
  ] as const)('lists %s', async (_, viewer, residents, households) => {
    expect((await numbersOf(viewer, 'residents')).sort()).toEqual([...residents].sort());
    expect((await numbersOf(viewer, 'households')).sort()).toEqual([...households].sort());
  });

  test('hides members of a household who are not served', async () => {
    const { edges } = await list(worker, 'households', 'id members { id }');
    expect(edges[0]?.node.members).toEqual([{ id: 'resident_1' }]);
  });

  test('gives the same, in as many statements, for what is hidden and what is not there', async () => {
    const answerTo = async (field: string, argument: string) => {
      const before = subgraph.statements();
      const answer = await ask(worker, `{ ${field}(${argument}) { id } }`);
      return { answer, statements: subgraph.statements() - before };
    };
    for (const [field, hidden] of [
      ['resident', 'resident_2'],
      ['resident', 'resident_3'],
      ['resident', 'resident_4'],
      ['resident', 'resident_6'],
      ['household', 'household_2'],
      // The member who is served lives beyond the worker's street.
      ['household', 'household_4'],
    ] as const)
      expect(await answerTo(field, `id: "${hidden}"`)).toEqual(await answerTo(field, 'id: "nobody"'));
    const numbered = `{ resident(id: "resident_3") { id } }`;
    expect((await ask(neighbour, numbered)).data).toEqual({ resident: { id: 'resident_3' } });
  });

  test('resolves for the gateway no record and no assistance of who is not served', async () => {
    const query = `query ($of: [_Any!]!) { _entities(representations: $of) {
      ... on Resident { id } ... on Household { id } ... on AssistanceStatus { id } } }`;
    const of = ['Resident', 'Household', 'AssistanceStatus'].flatMap((__typename) =>
      [1, 2].map((number) => ({
        __typename,
        id: `${__typename === 'AssistanceStatus' ? 'status' : __typename.toLowerCase()}_${number}`,
      })),
    );
    expect((await ask(worker, query, { of })).data?._entities).toEqual([
      { id: 'resident_1' },
      null,
      { id: 'household_1' },
      null,
      { id: 'status_1' },
      null,
    ]);
  });

  test('follows whom linkage tells of, tells the ledger, and shows nobody by what it cannot read', async () => {
    const audited = await serve(2, [by('station_a'), by('station_b')]);
    expect(audited).toMatchObject([
      { action: 'FEED', actor: 'civil-affairs', fieldClasses: ['CASE', 'PERSONAL'], subjects: ['Resident:resident_2'] },
    ]);
    expect(await numbersOf(worker, 'residents')).toEqual([1, 2]);
    await serve(2, [by('station_b')]);
    expect(await numbersOf(worker, 'residents')).toEqual([1]);
    await serve(2, ['station_a']);
    expect(await numbersOf(worker, 'residents')).toEqual([1]);
    await serve(2, null);
    expect(await numbersOf(neighbour, 'residents')).toEqual([3]);
  });

  test('begins anew with a linkage that was restored', async () => {
    await linkage.serve('resident_1', null);
    await linkage.beginEpoch('restored');
    await linkage.serve('resident_6', [by('station_a')]);
    await readAll();
    expect(await numbersOf(worker, 'residents')).toEqual([6]);
  });
});
