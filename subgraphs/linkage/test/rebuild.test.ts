import {
  cellsOfPerson,
  identityModel,
  type LinkRecord,
  linkByIdentity,
  linkFrozen,
  PEOPLE_COLUMNS,
  type PersonFields,
  tableOf,
} from '@hub/engine-linkage';
import type { Feed, Subgraph } from '@hub/kernel';
import { createStoreOfTest, storesOfTest } from '@hub/kernel/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { inForce, shippedVersion } from '../src/model-version/modelVersion.rules.ts';
import { shippedModel } from '../src/model-version/shippedModel.ts';
import { identityOf } from '../src/people-index/identity.rules.ts';
import { kindOfSource, type Source } from '../src/record/record.entity.ts';
import { type Published, readAll } from './departments.ts';
import { gone, keyOf, numberOf, openPeopleIndex, type PeopleIndex, record } from './peopleIndex.ts';

describe.each(storesOfTest)('the people index on %s', (storeName) => {
  const stores = createStoreOfTest(storeName);
  let index: PeopleIndex;

  beforeAll(async () => {
    index = await openPeopleIndex(stores);
  });

  afterAll(async () => {
    await index.close();
    await stores.remove();
  });

  test('departments that are read at once miss no link between them', async () => {
    const pairs = Array.from({ length: 60 }, (_, at) => numberOf(100 + at));
    const nameOf = (at: number) => `${'赵钱孙李周吴郑王冯陈'[at % 10]}${'春夏秋冬梅兰'[Math.floor(at / 10)]}香`;
    await index.departments.publish(
      ...pairs.flatMap((idNumber, at) =>
        (['resident', 'client', 'volunteer'] as const).map((kind) =>
          record(kind, `pair_${at}`, { idNumber, name: nameOf(at) }),
        ),
      ),
    );
    await readAll(index.subgraph(), inSmallBatches(index.departments.feed, 7));
    const persons = await index.membership();
    const apart = pairs.filter((_, at) => {
      const person = persons.get(`civil-affairs:pair_${at}`);
      return persons.get(`social-work:pair_${at}`) !== person || persons.get(`volunteers:pair_${at}`) !== person;
    });
    expect(apart).toEqual([]);
  });

  test('a power cut in the middle of a batch leaves nothing of it', async () => {
    const before = await index.membership();
    await index.departments.publish(
      record('client', 'pair_0', { idNumber: numberOf(101), name: '钱春香' }),
      record('client', 'new', { idNumber: null }),
    );
    index.cutPower(true);
    await expect(readAll(index.subgraph(), index.departments.feed)).rejects.toThrow('power cut');
    index.cutPower(false);
    expect(await index.membership()).toEqual(before);
    await index.reopen();
    await readAll(index.subgraph(), index.departments.feed);
    const after = await index.membership();
    expect(after.size).toBe(before.size + 1);
    expect(after.get('social-work:pair_0')).toBe(before.get('civil-affairs:pair_1'));
  });

  test('whatever is added, changed and withdrawn in whichever order, the persons are those of a full rebuild', async () => {
    const earlier = [...(await index.membership()).keys()].map((key) => key.split(':'));
    await index.change(...earlier.map(([source, id]) => gone(kindOfSource[source as Source], id ?? '')));
    expect((await index.membership()).size).toBe(0);
    const random = sequence(20_261_121);
    const current = new Map<string, Published>();
    let compared = 0;
    for (let round = 0; round < 6; round++) {
      const changes = Array.from({ length: 12 }, () => randomChange(random));
      const latest = [...new Map(changes.map((one) => [keyOf(one), one])).values()];
      for (const one of latest) current.set(keyOf(one), one);
      await index.departments.publish(...latest);
      await index.reopen();
      await readThroughCrashes(index.subgraph(), index.departments.feed);
      const links = await linksOf(index, current);
      expect(await groupsOf(index, current)).toEqual(expectedGroups(current));
      expect(links).toEqual(expectedLinks(current));
      compared += links.length;
    }
    expect(compared).toBeGreaterThan(20);
  });

  test('the history tells the membership as it is now', async () => {
    const rows = await index
      .tables()
      .selectFrom('linkHistory')
      .select(['record', 'fromPerson', 'toPerson'])
      .orderBy('key' as never)
      .execute();
    const told = new Map<string, string>();
    for (const { record, fromPerson, toPerson } of rows) {
      expect(told.get(record) ?? null).toBe(fromPerson);
      if (toPerson === null) told.delete(record);
      else told.set(record, toPerson);
    }
    expect(told).toEqual(await index.membership());
  });

  test('a batch that is rolled back leaves nothing in memory either', async () => {
    await index.departments.publish(
      record('client', 'rolled', { name: '胡月娥', bornOn: '1962-07-19', idNumber: null }),
    );
    index.cutPower(true);
    await expect(readAll(index.subgraph(), index.departments.feed)).rejects.toThrow('power cut');
    index.cutPower(false);
    const like = { name: '胡月娥', bornOn: '1962-07-19', idNumber: numberOf(77) };
    await index.change(gone('client', 'rolled'), record('resident', 'like', like), record('volunteer', 'like', like));
    const persons = await index.membership();
    expect(persons.has('social-work:rolled')).toBe(false);
    expect(persons.get('civil-affairs:like')).toBe(persons.get('volunteers:like'));
    await index.change(gone('resident', 'like'), gone('volunteer', 'like'));
  });

  test('records that were linked before there were versions are looked at again, and so are all when the work broke off', async () => {
    const before = await index.membership();
    const links = await index
      .tables()
      .selectFrom('link')
      .selectAll()
      .orderBy('leftRecord')
      .orderBy('rightRecord')
      .execute();
    await index.write(async (db) => {
      await db.updateTable('link').set({ reasons: '[]', weight: 0 }).execute();
      await db.updateTable('indexState').set({ relinkedAfter: '' }).execute();
    });
    await index.reopen();
    await readAll(index.subgraph(), index.departments.feed);
    expect(await index.membership()).toEqual(before);
    const again = await index
      .tables()
      .selectFrom('link')
      .selectAll()
      .orderBy('leftRecord')
      .orderBy('rightRecord')
      .execute();
    expect(again.map(({ key: _, ...link }: Record<string, unknown>) => link)).toEqual(
      links.map(({ key: _, ...link }: Record<string, unknown>) => link),
    );
  });

  test('an index that is built from nothing has the same persons under other ids', async () => {
    const partition = (members: ReadonlyMap<string, string>) =>
      [...Map.groupBy(members, ([, person]) => person).values()]
        .map((group) =>
          group
            .map(([key]) => key)
            .sort()
            .join(),
        )
        .sort();
    const before = partition(await index.membership());
    await index.reopen('rebuilt');
    await readAll(index.subgraph(), index.departments.feed);
    expect(partition(await index.membership())).toEqual(before);
  });
});

const inSmallBatches = (feed: Feed, limit: number): Feed => ({
  head: () => feed.head(),
  pull: (request, signal) => feed.pull({ ...request, limit }, signal),
});

/** Two facts at a time; every fifth pull, one more than there are readers, is lost on the way, and every loss kills all of them. */
async function readThroughCrashes(subgraph: Subgraph, feed: Feed): Promise<void> {
  let pulls = 0;
  const small = inSmallBatches(feed, 2);
  const fragile: Feed = {
    head: small.head,
    async pull(request, signal) {
      const batch = await small.pull(request, signal);
      if (++pulls % 5 === 0 && batch.facts.length > 0) throw new Error('connection lost');
      return batch;
    },
  };
  for (let crashes = 0; crashes < 100; crashes++) {
    try {
      await readAll(subgraph, fragile);
      return;
    } catch (failure) {
      expect(String(failure)).toContain('connection lost');
    }
  }
  throw new Error('The readers never came to the end.');
}

/** Mulberry32: numbers in [0, 1) that are the same for the same seed. */
function sequence(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function randomChange(random: () => number): Published {
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)] as T;
  const kind = pick(['resident', 'client', 'beneficiary', 'volunteer'] as const);
  const id = `random_${pick([1, 2, 3, 4, 5, 6])}`;
  if (random() < 0.2) return gone(kind, id);
  return record(kind, id, {
    idNumber: pick([null, numberOf(31), numberOf(32), numberOf(31), numberOf(32), '420502********2221']),
    name: pick(['向秀兰', '向秀蘭', '向秀兰(女)', '兰向秀', '赵大勇']),
    bornOn: pick(['1946-01-01', '1946-01-01', '1946-01-01', null, '1971-11-23']),
    gender: pick(['FEMALE', 'UNKNOWN']),
  });
}

const recordsIn = (current: ReadonlyMap<string, Published>): LinkRecord[] =>
  [...current].flatMap(([key, { record }]) => {
    if (record === null) return [];
    const fields = record as unknown as LinkRecord & { readonly idNumber: string | null };
    const pseudonym = fields.idNumber?.includes('*') ? null : fields.idNumber;
    const { name, bornOn, gender } = fields;
    return [{ key, source: key.slice(0, key.indexOf(':')), pseudonym, name, bornOn, gender }];
  });

const version = inForce(shippedVersion('shipped', shippedModel().content, ''));

/** The persons of all records, found from scratch under the version that the index begins with. */
function expectedGroups(current: ReadonlyMap<string, Published>): string[] {
  const columns = [...PEOPLE_COLUMNS, 'number'];
  const rows = [...current].flatMap(([key, { record }]) => {
    if (record === null) return [];
    const cells = cellsOfPerson(record as unknown as PersonFields);
    const number = String(record.idNumber ?? '*').includes('*') ? '' : String(record.idNumber);
    return [columns.map((column) => (column === 'id' ? key : column === 'number' ? number : (cells[column] ?? '')))];
  });
  const decisions = [...identityOf(recordsIn(current), []).decisions.values()].flat();
  const table = tableOf(columns, rows);
  const several = linkFrozen(version.raised, { table, idColumn: 'id', onlyOnceColumn: 'number', decisions });
  const together = new Set(several.flat());
  const alone = rows.flatMap(([key = '']) => (together.has(key) ? [] : [[key]]));
  return [...several, ...alone].map((group) => group.join()).sort();
}

const expectedLinks = (current: ReadonlyMap<string, Published>) =>
  linkByIdentity(recordsIn(current), identityModel)
    .persons.flatMap(({ links }) => links.map(({ left, right, weight }) => [left, right, weight] as const))
    .sort(([left, right], [otherLeft, otherRight]) =>
      left === otherLeft ? (right < otherRight ? -1 : 1) : left < otherLeft ? -1 : 1,
    );

async function linksOf(index: PeopleIndex, current: ReadonlyMap<string, Published>) {
  const links = await index
    .tables()
    .selectFrom('link')
    .innerJoin('record', (on) =>
      on.onRef('record.id', '=', 'link.leftRecord').onRef('record.personId', '=', 'link.personId'),
    )
    .select(['leftRecord', 'rightRecord', 'weight'])
    .where('modelVersion', '=', identityModel.version)
    .orderBy('leftRecord')
    .orderBy('rightRecord')
    .execute();
  const ours = links.filter(({ leftRecord }) => current.has(leftRecord));
  return ours.map(({ leftRecord, rightRecord, weight }) => [leftRecord, rightRecord, weight]);
}

async function groupsOf(index: PeopleIndex, current: ReadonlyMap<string, Published>) {
  const rows = await index.tables().selectFrom('record').select(['id', 'personId']).orderBy('id').execute();
  const ours = rows.filter(({ id }) => current.has(id));
  return [...Map.groupBy(ours, ({ personId }) => personId).values()]
    .map((group) => group.map(({ id }) => id).join())
    .sort();
}
