import { identityModel, type LinkRecord, linkByIdentity } from '@hub/engine-linkage';
import type { Viewer } from '@hub/engine-policy';
import { type Feed, hierarchyMigration, openStore, type Store, type Subgraph } from '@hub/kernel';
import { asker, createStoreOfTest, openingOfTest, seededIds, storesOfTest } from '@hub/kernel/testing';
import { residentIdNumberOf } from '@hub/values';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { linkageMigration } from '../migrations/0002-linkage.ts';
import { openLinkage } from '../src/index.ts';
import { kindOfSource, type Source, sources } from '../src/record/record.entity.ts';
import type { LinkageTables } from '../src/tables.ts';
import { type Departments, type Kind, openDepartments, type Published, readAll } from './departments.ts';

const district = '420502000000';
const officer: Viewer = {
  subject: 'officer',
  role: 'district-officer',
  divisions: [district],
  organisation: null,
  purpose: 'RESOURCE_MATCHING',
  basis: 'STATUTORY_DUTY',
  grant: null,
};
const numberOf = (sequence: number) =>
  residentIdNumberOf({ divisionCode: '420502', bornOn: '1946-01-01', sequence: sequence * 2 });
const record = (kind: Kind, id: string, parts: Readonly<Record<string, unknown>> = {}): Published => ({
  kind,
  id,
  record: {
    name: '向秀兰',
    idNumber: numberOf(1),
    bornOn: '1946-01-01',
    gender: 'FEMALE',
    phone: null,
    address: null,
    divisionCode: district,
    ownerOrganisationId: 'owner',
    ...parts,
  },
});
const gone = (kind: Kind, id: string): Published => ({ kind, id, record: null });
const sourceOfKind = new Map(sources.map((source) => [kindOfSource[source] as Kind, source]));
const keyOf = ({ kind, id }: Pick<Published, 'kind' | 'id'>) => `${sourceOfKind.get(kind)}:${id}`;

describe.each(storesOfTest)('membership on %s', (storeName) => {
  const stores = createStoreOfTest(storeName);
  let departments: Departments;
  let subgraph: Subgraph;
  let inside: Store<LinkageTables>;
  let powerCut = false;
  let openings = 0;

  /** Opens the people index again, as after a crash; ids go on where no earlier one was. */
  const reopen = async (place = 'linkage') => {
    await subgraph?.close();
    const opening = openingOfTest(stores.place(place), `opening ${++openings}`);
    const ids = seededIds(`opening ${openings}`);
    subgraph = await openLinkage({
      ...opening,
      ids(prefix) {
        if (powerCut && prefix === 'person') throw new Error('power cut');
        return ids(prefix);
      },
    });
  };
  const change = async (...changes: Published[]) => {
    await departments.publish(...changes);
    await readAll(subgraph, departments.feed);
  };
  const membership = async () => {
    const rows = await inside.reads.selectFrom('record').select(['id', 'personId']).execute();
    return new Map(rows.map(({ id, personId }) => [id, personId]));
  };
  const personOf = async (key: string) => (await membership()).get(key) ?? null;
  const leadsTo = async (id: string) => {
    const { data, errors } = await asker<Viewer>(subgraph)(officer, `{ person(id: "${id}") { id } }`);
    expect(errors).toBeUndefined();
    return (data?.person as { id: string } | null)?.id ?? null;
  };

  beforeAll(async () => {
    departments = await openDepartments(stores.place('departments'), { [district]: [] });
    await reopen();
    inside = await openStore<LinkageTables>({
      location: stores.place('linkage'),
      entities: [],
      migrations: [hierarchyMigration, linkageMigration],
    });
  });

  afterAll(async () => {
    await inside.close();
    await subgraph.close();
    await departments.close();
    await stores.remove();
  });

  test('a merged id leads to the person it became, and is that person again after a split', async () => {
    const wrong = record('client', 'c1', { idNumber: numberOf(2) });
    await change(record('resident', 'r1'), record('volunteer', 'v1'), wrong);
    const person = await personOf('civil-affairs:r1');
    const early = (await personOf('social-work:c1')) ?? '';
    expect(early).not.toBe(person);

    await change(record('client', 'c1'));
    expect([await personOf('social-work:c1'), await leadsTo(early)]).toEqual([person, person]);

    await change(wrong);
    expect([await personOf('social-work:c1'), await leadsTo(early)]).toEqual([early, early]);
    const history = await inside.reads
      .selectFrom('linkHistory')
      .select(['action', 'inverse', 'fromPerson', 'toPerson', 'modelVersion'])
      .where('record', '=', 'social-work:c1')
      .orderBy('at')
      .orderBy('key' as never)
      .execute();
    expect(history).toEqual([
      { action: 'JOIN', inverse: 'LEAVE', fromPerson: null, toPerson: early, modelVersion: 'identity-1' },
      { action: 'MERGE', inverse: 'SPLIT', fromPerson: early, toPerson: person, modelVersion: 'identity-1' },
      { action: 'SPLIT', inverse: 'MERGE', fromPerson: person, toPerson: early, modelVersion: 'identity-1' },
    ]);
  });

  test('a merged id follows its record to whomever it moves', async () => {
    await change(record('client', 'c2', { idNumber: numberOf(3) }));
    const early = (await personOf('social-work:c2')) ?? '';
    await change(record('client', 'c2'));
    await change(
      record('resident', 'r4', { idNumber: numberOf(4) }),
      record('client', 'c2', { idNumber: numberOf(4) }),
    );
    expect(await leadsTo(early)).toBe(await personOf('civil-affairs:r4'));
    expect(await personOf('social-work:c2')).toBe(await personOf('civil-affairs:r4'));
  });

  test('a withdrawn record is nobody, and is who it was when it comes back', async () => {
    const alone = record('beneficiary', 'b1', { idNumber: null });
    await change(alone);
    const person = (await personOf('charities:b1')) ?? '';
    await change(gone('beneficiary', 'b1'));
    expect([await personOf('charities:b1'), await leadsTo(person)]).toEqual([null, null]);
    await change(alone);
    expect([await personOf('charities:b1'), await leadsTo(person)]).toEqual([person, person]);
  });

  test('a department that was restored has the persons that it had, less what it lost', async () => {
    await change(
      record('volunteer', 'v9', { idNumber: numberOf(9) }),
      record('client', 'c9', { idNumber: numberOf(9) }),
    );
    const before = await membership();
    await departments.beginEpoch('restored');
    await change(gone('client', 'c9'));
    before.delete('social-work:c9');
    expect(await membership()).toEqual(before);
  });

  test('a number that too many records hold joins nobody, until it is held by fewer', async () => {
    const many = Array.from({ length: identityModel.maximumGroupRecords }, (_, at) =>
      record('volunteer', `many_${at}`, { idNumber: numberOf(7) }),
    );
    const oneMore = record('resident', 'one_more', { idNumber: numberOf(7) });
    const personsOfMany = async () =>
      new Set([...(await membership())].filter(([key]) => /:(many_|one_more)/.test(key)).map(([, person]) => person))
        .size;
    await change(...many);
    const together = await personsOfMany();
    await change(oneMore);
    const apart = await personsOfMany();
    await change(gone('resident', 'one_more'));
    expect([together, apart, await personsOfMany()]).toEqual([1, many.length + 1, 1]);
    await change(...many.map(({ kind, id }) => gone(kind, id)));
  });

  test('departments that are read at once miss no link between them', async () => {
    const pairs = Array.from({ length: 60 }, (_, at) => numberOf(100 + at));
    await departments.publish(
      ...pairs.flatMap((idNumber, at) => [
        record('resident', `pair_${at}`, { idNumber }),
        record('client', `pair_${at}`, { idNumber }),
        record('volunteer', `pair_${at}`, { idNumber }),
      ]),
    );
    await readAll(subgraph, inSmallBatches(departments.feed, 7));
    const persons = await membership();
    const apart = pairs.filter((_, at) => {
      const person = persons.get(`civil-affairs:pair_${at}`);
      return persons.get(`social-work:pair_${at}`) !== person || persons.get(`volunteers:pair_${at}`) !== person;
    });
    expect(apart).toEqual([]);
  });

  test('a power cut in the middle of a batch leaves nothing of it', async () => {
    const before = await membership();
    await departments.publish(record('client', 'cut_1', { idNumber: null }), record('client', 'c1'));
    powerCut = true;
    await expect(readAll(subgraph, departments.feed)).rejects.toThrow('power cut');
    powerCut = false;
    expect(await membership()).toEqual(before);
    await reopen();
    await readAll(subgraph, departments.feed);
    expect([...(await membership()).keys()].sort()).toEqual([...before.keys(), 'social-work:cut_1'].sort());
  });

  test('tells its own readers of every person, and of nobody’s data', async () => {
    const { facts } = await subgraph.feed.pull({
      reader: 'linkage',
      kinds: ['person'],
      after: null,
      limit: 10,
      waitMs: 0,
    });
    expect(facts).toEqual([]);
    const told = await inside.reads
      .selectFrom('feedFact' as never)
      .select(['id'] as never)
      .execute();
    const persons = await inside.reads.selectFrom('person').select('id').execute();
    expect(told).toEqual(expect.arrayContaining(persons));
  });

  test('whatever is added, changed and withdrawn in whichever order, the persons are those of a full rebuild', async () => {
    const random = sequence(20_261_121);
    const current = new Map<string, Published>();
    for (let round = 0; round < 8; round++) {
      const changes = Array.from({ length: 12 }, () => randomChange(random));
      const latest = [...new Map(changes.map((one) => [keyOf(one), one])).values()];
      for (const one of latest) current.set(keyOf(one), one);
      await departments.publish(...latest);
      await reopen();
      await readThroughCrashes(subgraph, departments.feed);
      expect(await groupsOf(inside, current)).toEqual(expectedGroups(current));
    }
    const links = await inside.reads
      .selectFrom('link')
      .innerJoin('record', 'record.id', 'link.leftRecord')
      .select(['leftRecord', 'rightRecord', 'weight', 'link.personId', 'record.personId as personOfLeft'])
      .orderBy('leftRecord')
      .orderBy('rightRecord')
      .execute();
    const ours = links.filter(({ leftRecord }) => current.has(leftRecord));
    expect(ours.map(({ leftRecord, rightRecord, weight }) => [leftRecord, rightRecord, weight])).toEqual(
      expectedLinks(current),
    );
    expect(ours.length).toBeGreaterThan(10);
    expect(links.filter(({ personId, personOfLeft }) => personId !== personOfLeft)).toEqual([]);
  });

  test('the history tells the membership as it is now', async () => {
    const rows = await inside.reads
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
    expect(told).toEqual(await membership());
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
    const before = partition(await membership());
    await inside.close();
    await reopen('rebuilt');
    inside = await openStore<LinkageTables>({
      location: stores.place('rebuilt'),
      entities: [],
      migrations: [hierarchyMigration, linkageMigration],
    });
    await readAll(subgraph, departments.feed);
    expect(partition(await membership())).toEqual(before);
  });
});

const inSmallBatches = (feed: Feed, limit: number): Feed => ({
  head: () => feed.head(),
  pull: (request, signal) => feed.pull({ ...request, limit }, signal),
});

/** Two facts at a time; every third pull is lost on the way, and every loss kills the readers. */
async function readThroughCrashes(subgraph: Subgraph, feed: Feed): Promise<void> {
  let pulls = 0;
  const small = inSmallBatches(feed, 2);
  const fragile: Feed = {
    head: small.head,
    async pull(request, signal) {
      const batch = await small.pull(request, signal);
      if (++pulls % 3 === 0 && batch.facts.length > 0) throw new Error('connection lost');
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

const compared = (current: ReadonlyMap<string, Published>): LinkRecord[] =>
  [...current].flatMap(([key, { record }]) => {
    if (record === null) return [];
    const fields = record as unknown as LinkRecord & { readonly idNumber: string | null };
    const pseudonym = fields.idNumber?.includes('*') ? null : fields.idNumber;
    const { name, bornOn, gender } = fields;
    return [{ key, source: key.slice(0, key.indexOf(':')) as Source, pseudonym, name, bornOn, gender }];
  });

const expectedGroups = (current: ReadonlyMap<string, Published>) =>
  linkByIdentity(compared(current), identityModel)
    .persons.map(({ members }) => members.join())
    .sort();

const expectedLinks = (current: ReadonlyMap<string, Published>) =>
  linkByIdentity(compared(current), identityModel)
    .persons.flatMap(({ links }) => links.map(({ left, right, weight }) => [left, right, weight] as const))
    .sort(([left, right], [otherLeft, otherRight]) =>
      left === otherLeft ? (right < otherRight ? -1 : 1) : left < otherLeft ? -1 : 1,
    );

async function groupsOf({ reads }: Store<LinkageTables>, current: ReadonlyMap<string, Published>) {
  const rows = await reads.selectFrom('record').select(['id', 'personId']).orderBy('id').execute();
  const ours = rows.filter(({ id }) => current.has(id));
  return [...Map.groupBy(ours, ({ personId }) => personId).values()]
    .map((group) => group.map(({ id }) => id).join())
    .sort();
}
