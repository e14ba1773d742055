import { identityModel } from '@hub/engine-linkage';
import type { Viewer } from '@hub/engine-policy';
import { asker, createStoreOfTest, storesOfTest } from '@hub/kernel/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { shippedModel } from '../src/model-version/shippedModel.ts';
import { district, gone, numberOf, openPeopleIndex, type PeopleIndex, record } from './peopleIndex.ts';

const officer: Viewer = {
  subject: 'officer',
  role: 'district-officer',
  divisions: [district],
  organisation: null,
  purpose: 'RESOURCE_MATCHING',
  basis: 'STATUTORY_DUTY',
  tokenId: null,
  agreement: null,
  grant: null,
  caseReference: null,
};

describe.each(storesOfTest)('membership on %s', (storeName) => {
  const stores = createStoreOfTest(storeName);
  let index: PeopleIndex;

  const personOf = async (key: string) => (await index.membership()).get(key) ?? null;
  const leadsTo = async (id: string) => {
    const { data, errors } = await asker<Viewer>(index.subgraph())(officer, `{ person(id: "${id}") { id } }`);
    expect(errors?.[0]?.extensions?.code ?? 'NOT_FOUND').toBe('NOT_FOUND');
    return (data?.person as { id: string } | null)?.id ?? null;
  };

  beforeAll(async () => {
    index = await openPeopleIndex(stores);
  });

  afterAll(async () => {
    await index.close();
    await stores.remove();
  });

  test('a merged id leads to the person it became, and is that person again after a split', async () => {
    const wrong = record('client', 'c1', { idNumber: numberOf(2) });
    await index.change(record('resident', 'r1'), record('volunteer', 'v1'), wrong);
    const person = await personOf('civil-affairs:r1');
    const early = (await personOf('social-work:c1')) ?? '';
    expect(early).not.toBe(person);

    await index.change(record('client', 'c1'));
    expect([await personOf('social-work:c1'), await leadsTo(early)]).toEqual([person, person]);

    await index.change(wrong);
    expect([await personOf('social-work:c1'), await leadsTo(early)]).toEqual([early, early]);
    const history = await index
      .tables()
      .selectFrom('linkHistory')
      .select(['action', 'inverse', 'fromPerson', 'toPerson', 'modelVersion'])
      .where('record', '=', 'social-work:c1')
      .orderBy('at')
      .orderBy('key' as never)
      .execute();
    const modelVersion = shippedModel().id;
    expect(history).toEqual([
      { action: 'JOIN', inverse: 'LEAVE', fromPerson: null, toPerson: early, modelVersion },
      { action: 'MERGE', inverse: 'SPLIT', fromPerson: early, toPerson: person, modelVersion },
      { action: 'SPLIT', inverse: 'MERGE', fromPerson: person, toPerson: early, modelVersion },
    ]);
  });

  test('a merged id follows its record to whomever it moves', async () => {
    await index.change(record('client', 'c2', { idNumber: numberOf(3) }));
    const early = (await personOf('social-work:c2')) ?? '';
    await index.change(record('client', 'c2'));
    await index.change(
      record('resident', 'r4', { idNumber: numberOf(4) }),
      record('client', 'c2', { idNumber: numberOf(4) }),
    );
    expect(await leadsTo(early)).toBe(await personOf('civil-affairs:r4'));
    expect(await personOf('social-work:c2')).toBe(await personOf('civil-affairs:r4'));
  });

  test('a withdrawn record is nobody, and is who it was when it comes back', async () => {
    const alone = record('beneficiary', 'b1', { idNumber: null, name: '胡月娥', bornOn: '1962-07-19' });
    await index.change(alone);
    const person = (await personOf('charities:b1')) ?? '';
    await index.change(gone('beneficiary', 'b1'));
    expect([await personOf('charities:b1'), await leadsTo(person)]).toEqual([null, null]);
    await index.change(alone);
    expect([await personOf('charities:b1'), await leadsTo(person)]).toEqual([person, person]);
  });

  test('a department that was restored has the persons that it had, less what it lost', async () => {
    await index.change(
      record('volunteer', 'v9', { idNumber: numberOf(9) }),
      record('client', 'c9', { idNumber: numberOf(9) }),
    );
    const before = new Map(await index.membership());
    await index.departments.beginEpoch('restored');
    await index.change(gone('client', 'c9'));
    before.delete('social-work:c9');
    expect(await index.membership()).toEqual(before);
  });

  test('a number that too many records hold joins nobody, until it is held by fewer', async () => {
    // A name alone joins nobody.
    const scant = { idNumber: numberOf(7), bornOn: null };
    const many = Array.from({ length: identityModel.maximumGroupRecords }, (_, at) =>
      record('volunteer', `many_${at}`, { ...scant, divisionCode: `${420503001001 + at}` }),
    );
    const oneMore = record('resident', 'one_more', scant);
    const personsOfMany = async () =>
      new Set(
        [...(await index.membership())].filter(([key]) => /:(many_|one_more)/.test(key)).map(([, person]) => person),
      ).size;
    await index.change(...many);
    const together = await personsOfMany();
    await index.change(oneMore);
    const apart = await personsOfMany();
    await index.change(gone('resident', 'one_more'));
    expect([together, apart, await personsOfMany()]).toEqual([1, many.length + 1, 1]);
    await index.change(...many.map(({ kind, id }) => gone(kind, id)));
  });

  test('tells its own readers of every person, and of nobody’s data', async () => {
    const { facts } = await index.subgraph().feed.pull({
      reader: 'linkage',
      kinds: ['person'],
      after: null,
      limit: 10,
      waitMs: 0,
    });
    expect(facts).toEqual([]);
    const told = await index
      .tables()
      .selectFrom('feedFact' as never)
      .select(['id'] as never)
      .execute();
    const persons = await index.tables().selectFrom('person').select('id').execute();
    expect(told).toEqual(expect.arrayContaining(persons));
  });
});
