import { hierarchyMigration, openStore } from '@hub/kernel';
import { createStoreOfTest, openingOfTest, readToHead, storesOfTest } from '@hub/kernel/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { linkageMigration } from '../migrations/0002-linkage.ts';
import { openLinkage } from '../src/index.ts';
import type { Source } from '../src/record/record.entity.ts';
import type { LinkageTables } from '../src/tables.ts';
import { readAll } from './departments.ts';
import { district, gone, numberOf, openPeopleIndex, type PeopleIndex, record } from './peopleIndex.ts';

const client = (id: string, number: number) => record('client', id, { idNumber: numberOf(number) });
const volunteer = (id: string, number: number) => record('volunteer', id, { idNumber: numberOf(number) });
const kinds = ['client', 'beneficiary', 'volunteer', 'resident', 'person'];

describe.each(storesOfTest)("matching's keys of persons, on %s", (storeName) => {
  const stores = createStoreOfTest(storeName);
  let index: PeopleIndex;
  beforeAll(async () => {
    index = await openPeopleIndex(stores);
  });
  afterAll(async () => {
    await index.close();
    await stores.remove();
  });

  /** What matching is told by the end: the key of each record, or `null` for what is gone. */
  const told = async () => {
    const { facts } = await readToHead(index.subgraph().feed, 'matching', kinds);
    return new Map(facts.map(({ kind, id, record }) => [`${kind} ${id}`, record === null ? null : record.person]));
  };

  test('records of one person have one key, and follow her through merge and split', async () => {
    await index.change(client('c1', 1), volunteer('v1', 1), client('c2', 2), record('resident', 'r1'));
    const apart = await told();
    expect([...apart.keys()].sort()).toEqual(['client c1', 'client c2', 'volunteer v1']);
    expect(apart.get('client c1')).toBe(apart.get('volunteer v1'));
    expect(apart.get('client c2')).not.toBe(apart.get('client c1'));
    await index.change(client('c2', 1));
    const merged = await told();
    expect(new Set(merged.values()).size).toBe(1);
    expect(merged.get('client c1')).toBe(apart.get('client c1'));
    await index.change(client('c2', 2), gone('volunteer', 'v1'));
    expect(await told()).toEqual(new Map(apart).set('volunteer v1', null));
  });

  test("tells of a person's families by keys, which follow her household", async () => {
    const families = async () => {
      const { facts } = await readToHead(index.subgraph().feed, 'matching', kinds);
      return new Map(facts.map(({ id, record }) => [id, record?.families]));
    };
    const resident = (id: string, number: number, householdId: string | null) =>
      record('resident', id, { idNumber: numberOf(number), householdId });
    await index.change(client('c5', 5), volunteer('v6', 6), volunteer('v7', 7));
    expect((await families()).get('c5')).toEqual([]);
    await index.change(resident('r5', 5, 'h1'), resident('r6', 6, 'h1'), resident('r7', 7, 'h2'));
    const together = await families();
    expect(together.get('c5')).toHaveLength(1);
    expect(together.get('v6')).toEqual(together.get('c5'));
    expect(together.get('v7')).not.toEqual(together.get('c5'));
    expect(together.get('c5')).not.toContain('h1');
    await index.change(resident('r6', 6, 'h2'));
    const moved = await families();
    expect(moved.get('v6')).toEqual(moved.get('v7'));
    expect(moved.get('c5')).toEqual(together.get('c5'));
    await index.change(resident('r6', 6, null), gone('resident', 'r7'));
    expect([(await families()).get('v6'), (await families()).get('v7')]).toEqual([[], []]);
    await index.change(...['r5', 'r6'].map((id) => gone('resident', id)), gone('client', 'c5'));
    await index.change(gone('volunteer', 'v6'), gone('volunteer', 'v7'));
  });

  test('a key is no id of a person, and no other reader is told any', async () => {
    const persons = new Set((await index.membership()).values());
    expect([...(await told()).values()].filter((key) => persons.has(String(key)))).toEqual([]);
    const { facts } = await readToHead(index.subgraph().feed, 'civil-affairs', ['client', 'volunteer', 'beneficiary']);
    expect(facts).toEqual([]);
  });

  test('tells whose the records are that were linked before anybody was told', async () => {
    const location = stores.place('earlier');
    const migrations = [hierarchyMigration, linkageMigration];
    const earlier = await openStore<LinkageTables>({ location, entities: [], migrations });
    const row = (source: Source, recordId: string) => ({
      id: `${source}:${recordId}`,
      source,
      recordId,
      personId: 'p1',
      pseudonym: null,
      comparisonSealed: '',
      divisionCode: district,
      ownerOrganisationId: 'station_a',
    });
    const rows = [row('civil-affairs', 'r'), row('social-work', 'c'), row('charities', 'b'), row('volunteers', 'v')];
    await earlier.write(({ db }) =>
      db
        .insertInto('record')
        .values(rows as never)
        .execute(),
    ); // rows as they were then
    await earlier.close();
    const linkage = await openLinkage(openingOfTest(location));
    const { facts } = await readToHead(linkage.feed, 'matching', kinds);
    await linkage.close();
    expect(facts.map(({ kind, id }) => `${kind} ${id}`).sort()).toEqual(['beneficiary b', 'client c', 'volunteer v']);
    expect(new Set(facts.map(({ record }) => record?.person)).size).toBe(1);
  });

  test('tells the same after a department was restored', async () => {
    const before = await told();
    await index.departments.beginEpoch('restored');
    await readAll(index.subgraph(), index.departments.feed);
    expect(await told()).toEqual(before);
  });
});
