import type { Viewer } from '@hub/engine-policy';
import { hierarchyMigration, openStore } from '@hub/kernel';
import { asker, createStoreOfTest, openingOfTest, readToHead, storesOfTest } from '@hub/kernel/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { linkageMigration } from '../migrations/0002-linkage.ts';
import { openLinkage } from '../src/index.ts';
import type { Source } from '../src/record/record.entity.ts';
import type { Service } from '../src/served-resident/servedResident.rules.ts';
import type { LinkageTables } from '../src/tables.ts';
import { readAll } from './departments.ts';
import { district, gone, numberOf, openPeopleIndex, type PeopleIndex, record } from './peopleIndex.ts';

const worker: Viewer = {
  subject: 'worker',
  role: 'station-worker',
  divisions: [district],
  organisation: 'station_a',
  purpose: 'RESOURCE_MATCHING',
  basis: 'STATUTORY_DUTY',
  tokenId: null,
  agreement: null,
  grant: null,
  caseReference: null,
};

const resident = (id: string, number: number) => record('resident', id, { idNumber: numberOf(number) });
const client = (id: string, number: number, ownerOrganisationId: string) =>
  record('client', id, { idNumber: numberOf(number), ownerOrganisationId });

describe.each(storesOfTest)('residents who are clients, on %s', (storeName) => {
  const stores = createStoreOfTest(storeName);
  let index: PeopleIndex;
  beforeAll(async () => {
    index = await openPeopleIndex(stores);
  });
  afterAll(async () => {
    await index.close();
    await stores.remove();
  });

  const stationsIn = ({ services }: Readonly<Record<string, unknown>>) =>
    (services as readonly Service[]).map(({ organisation }) => organisation);
  /** What civil affairs is told by the end: stations of each resident, or `null` for nobody any more. */
  const told = async () => {
    const { facts } = await readToHead(index.subgraph().feed, 'civil-affairs', ['resident', 'person']);
    return Object.fromEntries(facts.map(({ id, record }) => [id, record === null ? null : stationsIn(record)]));
  };

  test('tells of each change of who serves whom, and of nobody else', async () => {
    await index.change(
      resident('r1', 1),
      resident('r2', 2),
      client('c2', 2, 'station_a'),
      client('c3', 3, 'station_a'),
    );
    expect(await told()).toEqual({ r2: ['station_a'] });
    await index.change(client('c1', 1, 'station_a'));
    expect(await told()).toEqual({ r1: ['station_a'], r2: ['station_a'] });
    await index.change(client('c1b', 1, 'station_b'), client('c2', 2, 'station_b'));
    expect(await told()).toEqual({ r1: ['station_a', 'station_b'], r2: ['station_b'] });
    await index.change(gone('client', 'c1'), client('c2', 9, 'station_b'));
    expect(await told()).toEqual({ r1: ['station_b'], r2: null });
    await index.change(gone('resident', 'r1'));
    expect(await told()).toEqual({ r1: null, r2: null });
    await index.change(resident('r1', 1), client('c2', 2, 'station_a'));
    expect(await told()).toEqual({ r1: ['station_b'], r2: ['station_a'] });
  });

  test('tells nothing of a person beyond who serves her where', async () => {
    const { facts, classes } = await readToHead(index.subgraph().feed, 'civil-affairs', ['resident']);
    expect(classes).toEqual(['CASE', 'PERSONAL']);
    expect(Object.fromEntries(facts.map(({ id, record }) => [id, record]))).toEqual({
      r1: { services: [{ organisation: 'station_b', division: district }] },
      r2: { services: [{ organisation: 'station_a', division: district }] },
    });
  });

  test('tells the same after a department was restored', async () => {
    const before = await told();
    await index.departments.beginEpoch('restored');
    await readAll(index.subgraph(), index.departments.feed);
    expect(await told()).toEqual(before);
  });

  test('a head is settling until all departments are read', async () => {
    await index.reopen();
    expect((await index.subgraph().feed.head()).isSettling).toBe(true);
    await readAll(index.subgraph(), index.departments.feed);
    expect((await index.subgraph().feed.head()).isSettling).toBe(false);
  });

  test('tells of those who were linked before anybody was told', async () => {
    const location = stores.place('earlier');
    const earlier = await openStore<LinkageTables>({
      location,
      entities: [],
      migrations: [hierarchyMigration, linkageMigration],
    });
    const row = (source: Source, recordId: string, personId: string) => ({
      id: `${source}:${recordId}`,
      source,
      recordId,
      personId,
      pseudonym: null,
      comparisonSealed: '',
      divisionCode: district,
      ownerOrganisationId: 'station_a',
    });
    const rows = [
      row('civil-affairs', 'r1', 'p1'),
      row('social-work', 'c1', 'p1'),
      row('social-work', 'c2', 'p1'),
      row('civil-affairs', 'r2', 'p2'),
      row('charities', 'b2', 'p2'),
    ];
    await earlier.write(({ db }) =>
      db
        .insertInto('record')
        .values(rows as never)
        .execute(),
    ); // rows as they were then
    await earlier.close();
    const linkage = await openLinkage(openingOfTest(location));
    const { facts } = await readToHead(linkage.feed, 'civil-affairs', ['resident']);
    await linkage.close();
    expect(facts).toEqual([
      {
        kind: 'resident',
        id: 'r1',
        version: 0,
        record: { services: [{ organisation: 'station_a', division: district }] },
      },
    ]);
  });

  test.each([
    ['her own clients', worker, ['r2']],
    ['her clients, to another station', { ...worker, organisation: 'station_b' }, ['r1']],
    [
      'all in an emergency',
      { ...worker, grant: { id: 'g', kind: 'BREAK_GLASS', approver: null, records: [] } },
      ['r1', 'r2'],
    ],
  ] as const)('leads from residents to persons for %s', async (_, viewer, seen) => {
    const query =
      'query ($of: [_Any!]!) { _entities(representations: $of) { ... on Resident { person { resident { id } } } } }';
    const of = ['r1', 'r2'].map((id) => ({ __typename: 'Resident', id }));
    const { data, errors } = await asker<Viewer>(index.subgraph())(viewer, query, { of });
    expect(errors).toBeUndefined();
    const found = data?._entities as readonly {
      readonly person: { readonly resident: { readonly id: string } } | null;
    }[];
    expect(found.flatMap(({ person }) => (person ? [person.resident.id] : []))).toEqual(seen);
  });
});
