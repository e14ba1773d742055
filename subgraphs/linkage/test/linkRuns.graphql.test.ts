import type { Role, Viewer } from '@hub/engine-policy';
import { asker, createStoreOfTest, startWorkersOfTest, storesOfTest } from '@hub/kernel/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { feedsOf } from './departments.ts';
import { district, numberOf, openPeopleIndex, type PeopleIndex, record } from './peopleIndex.ts';

const viewerOf = (role: Role): Viewer => ({
  ...{ subject: role, role, divisions: [district], organisation: null, purpose: null },
  ...{ basis: null, tokenId: null, agreement: null, grant: null, caseReference: null },
});
const run =
  'modelVersion records lookedAt persons links waiting weights { fromBits links } rules { name droppedBlocks }';
const relink = `mutation { relinkPeople(input: { rebuild: true }) { ${run} } }`;

describe.each(storesOfTest)('runs of linking on %s', (storeName) => {
  const stores = createStoreOfTest(storeName);
  let index: PeopleIndex;
  const ask = (role: Role, query: string) => asker<Viewer>(index.subgraph())(viewerOf(role), query);
  beforeAll(async () => {
    index = await openPeopleIndex(stores);
    await index.change(
      record('resident', 'r1'),
      record('client', 'c1'),
      record('volunteer', 'v1', { idNumber: numberOf(40) }),
    );
  });
  afterAll(async () => {
    await index.close();
    await stores.remove();
  });

  test('an operator sees what linking came to, and has it all done again to the same end', async () => {
    const whole = { records: 3, lookedAt: 3, persons: 2, links: 1, waiting: 2 };
    const before = (await ask('operator', `{ linkRun { ${run} } }`)).data?.linkRun;
    expect(before).toMatchObject(whole);
    expect((before as { rules: unknown[] }).rules.length).toBeGreaterThan(4);
    expect((await ask('operator', relink)).data?.relinkPeople).toMatchObject({ ...whole, lookedAt: 0 });
    const workers = startWorkersOfTest(index.subgraph(), feedsOf(index.departments.feed));
    await workers.ready;
    expect((await ask('operator', `{ linkRun { ${run} } }`)).data?.linkRun).toEqual(before);
    await workers.stop();
  });

  test('nobody else has anything linked anew, or sees how far it is', async () => {
    for (const role of ['district-officer', 'reviewer', 'auditor'] as const) {
      expect((await ask(role, relink)).errors?.[0]?.extensions?.code).toBe('FORBIDDEN');
      expect((await ask(role, `{ linkRun { records } }`)).data).toEqual({ linkRun: null });
    }
  });

  test('tells who answers for the links how good they are, and nobody else', async () => {
    const quality = '{ linkQuality { precision { value } recall { value } waiting links agreement judgedTwice } }';
    const none = { precision: null, recall: null, agreement: null, judgedTwice: 0 };
    for (const role of ['operator', 'reviewer', 'auditor'] as const)
      expect((await ask(role, quality)).data).toEqual({ linkQuality: { ...none, waiting: 2, links: 1 } });
    expect((await ask('district-officer', quality)).data).toEqual({ linkQuality: null });
  });
});
