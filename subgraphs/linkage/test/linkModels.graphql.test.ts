import type { Role, Viewer } from '@hub/engine-policy';
import { asker, createStoreOfTest, nowOfTest, storesOfTest } from '@hub/kernel/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { shippedModel } from '../src/model-version/shippedModel.ts';
import { kinds, readAll } from './departments.ts';
import { district, numberOf, openPeopleIndex, type PeopleIndex, record } from './peopleIndex.ts';

const viewerOf = (role: Role): Viewer => ({
  ...{ subject: role, role, divisions: [district], organisation: null, purpose: null },
  ...{ basis: null, tokenId: null, agreement: null, grant: null, caseReference: null },
});
const models = `{ linkModels { id madeAt madeBy records automaticBits reviewBits isInForce inForceSince
  drift { field compared distance byChance levels { level expected observed } } } }`;

interface Model {
  readonly drift: readonly {
    readonly field: string;
    readonly compared: number;
    readonly distance: number;
    readonly byChance: number;
    readonly levels: readonly { readonly level: string; readonly observed: number }[];
  }[];
}

/** Seventeen people whom all four departments know: 102 links. */
const people = [...'安白蔡邓方高何江孔林马宁潘秦沈唐汪'].map((surname, at) => ({
  name: `${surname}秀兰`,
  idNumber: numberOf(100 + at),
}));

describe.each(storesOfTest)('model versions on %s', (storeName) => {
  const stores = createStoreOfTest(storeName);
  let index: PeopleIndex;
  const ask = async (role: Role) => {
    const { data, errors } = await asker<Viewer>(index.subgraph())(viewerOf(role), models);
    expect(errors).toBeUndefined();
    return data?.linkModels as readonly Model[] | null;
  };
  beforeAll(async () => {
    index = await openPeopleIndex(stores);
    await index.change(record('resident', 'r1'), record('client', 'c1'));
  });
  afterAll(async () => {
    await index.close();
    await stores.remove();
  });

  test('an operator sees the version in force, and no drift of few links', async () => {
    const { id } = shippedModel();
    expect(await ask('operator')).toEqual([
      {
        ...{ id, madeAt: nowOfTest, madeBy: 'hub', records: 184_535, automaticBits: 12, reviewBits: 0 },
        ...{ isInForce: true, inForceSince: nowOfTest, drift: [] },
      },
    ]);
  });

  test('nobody else sees any', async () => {
    for (const role of ['district-officer', 'reviewer', 'auditor', 'analyst'] as const)
      expect(await ask(role)).toBeNull();
  });

  test('tells how far the links at hand are from what the version expects', async () => {
    await index.change(
      ...people.flatMap((parts, at) =>
        kinds.map((kind) => record(kind, `p${at}`, kind === 'volunteer' ? { ...parts, bornOn: '1946-01-11' } : parts)),
      ),
    );
    const [model] = (await ask('operator')) ?? [];
    expect(model?.drift.map(({ field, compared }) => [field, compared])).toEqual([
      ...['NAME', 'GENDER', 'BORN_ON', 'ID_NUMBER', 'DIVISION'].map((field) => [field, 103]),
    ]);
    const birth = model?.drift.find(({ field }) => field === 'BORN_ON');
    // The volunteers' records have another day: half of the pairs of four records.
    expect(birth?.levels.find(({ level }) => level === 'EQUAL')?.observed).toBeCloseTo(52 / 103, 9);
    expect(birth?.distance).toBeGreaterThan(3 * (birth?.byChance ?? 0));
  });

  test('a version of another edition of the engine gives way to the one that comes with the hub, and all is linked anew', async () => {
    const weights = async () => {
      const links = index.tables().selectFrom('link').select(['leftRecord', 'rightRecord', 'weight', 'modelVersion']);
      return links.orderBy('leftRecord').orderBy('rightRecord').execute();
    };
    const [membership, links] = [await index.membership(), await weights()];
    const { id, content } = shippedModel();
    const old = { ...(JSON.parse(content) as object), edition: 1 };
    await index.write(async (db) => {
      await db
        .insertInto('modelVersion')
        .values({
          ...{ id: 'district-old', madeAt: '2025-01-01T00:00:00.000Z', madeBy: 'hub', records: 1 },
          ...{ automaticBits: 12, reviewBits: 0, content: JSON.stringify(old) },
        })
        .execute();
      await db.updateTable('indexState').set({ modelVersion: 'district-old' }).execute();
      await db.updateTable('link').set({ weight: 0 }).execute();
    });
    index.setClock('2026-12-01T00:00:00.000Z');
    await index.reopen();
    await readAll(index.subgraph(), index.departments.feed);
    expect(index.warnings()).toEqual([
      { event: 'model version not readable', fields: { version: 'district-old', place: 'edition', instead: id } },
    ]);
    expect(await ask('operator')).toMatchObject([
      { id: 'district-old', isInForce: false, inForceSince: null, drift: null },
      { id, isInForce: true, inForceSince: '2026-12-01T00:00:00.000Z' },
    ]);
    expect(await index.membership()).toEqual(membership);
    expect(await weights()).toEqual(links);
    await index.reopen();
    await readAll(index.subgraph(), index.departments.feed);
    expect(index.warnings()).toEqual([]);
  });
});
