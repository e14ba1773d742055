import type { Viewer } from '@hub/engine-policy';
import { asker, createStoreOfTest, storesOfTest } from '@hub/kernel/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { district, gone, numberOf, openPeopleIndex, type PeopleIndex, record } from './peopleIndex.ts';

const reviewer: Viewer = {
  ...{ subject: 'one', role: 'reviewer', divisions: [district], organisation: null, purpose: 'CORRECTION' },
  ...{ basis: 'STATUTORY_DUTY', tokenId: null, agreement: null, grant: null, caseReference: null },
};
const officer: Viewer = { ...reviewer, subject: 'officer', role: 'district-officer', purpose: 'RESOURCE_MATCHING' };
/** Sees the residents and clients of her station, and no beneficiary. */
const stationWorker: Viewer = {
  ...{ ...officer, subject: 'worker', role: 'station-worker', organisation: 'owner' },
};

const history = `memberships { record since until }
  linkHistory { at action inverse records company modelVersion origin decision { origin verdict } }`;
const dayAt = (day: number): string => `2026-11-0${day}T00:00:00.000Z`;

interface Told {
  readonly id: string;
  readonly memberships: readonly { readonly record: string; readonly since: string; readonly until: string | null }[];
  readonly linkHistory: readonly {
    readonly at: string;
    readonly action: string;
    readonly records: readonly string[];
    readonly company: readonly string[];
    readonly origin: string | null;
    readonly decision: object | null;
  }[];
}

describe.each(storesOfTest)('the history of persons on %s', (storeName) => {
  const stores = createStoreOfTest(storeName);
  let index: PeopleIndex;
  const ask = (viewer: Viewer, query: string) => asker<Viewer>(index.subgraph())(viewer, query);
  const toldTo = async (viewer: Viewer, key: string): Promise<Told | null> => {
    const id = (await index.membership()).get(key);
    const { data, errors } = await ask(viewer, `{ person(id: "${id}") { id ${history} } }`);
    expect(errors).toBeUndefined();
    return data?.person as Told | null;
  };
  const stepsOf = (told: Told | null) =>
    told?.linkHistory.map(({ at, action, records, company }) => [at.slice(8, 10), action, records, company]);

  beforeAll(async () => {
    index = await openPeopleIndex(stores);
    index.setClock(dayAt(1));
    await index.change(record('resident', 'r1'), record('beneficiary', 'b1', { ownerOrganisationId: 'charity' }));
    index.setClock(dayAt(2));
    await index.change(record('client', 'c1'));
    index.setClock(dayAt(3));
    const parting = 'mutation { unlinkRecords(input: { left: "Resident:r1", right: "Client:c1" }) { id } }';
    expect((await ask(reviewer, parting)).errors).toBeUndefined();
  });
  afterAll(async () => {
    await index.close();
    await stores.remove();
  });

  test('says since when each record is hers, and until when those were that no longer are', async () => {
    const told = await toldTo(officer, 'civil-affairs:r1');
    const clientHere = told?.memberships.find(({ record: name }) => name === 'Client:c1');
    expect(told?.memberships.find(({ record: name }) => name === 'Resident:r1')).toEqual({
      ...{ record: 'Resident:r1', since: dayAt(1), until: null },
    });
    expect(clientHere).toEqual({ record: 'Client:c1', since: dayAt(2), until: dayAt(3) });
  });

  test('says that people decided, and to reviewers what', async () => {
    const byOfficer = (await toldTo(officer, 'civil-affairs:r1'))?.linkHistory.at(-1);
    const byReviewer = (await toldTo(reviewer, 'civil-affairs:r1'))?.linkHistory.at(-1);
    expect(byOfficer).toMatchObject({ at: dayAt(3), origin: 'CORRECTION', decision: null });
    expect(byReviewer).toMatchObject({ decision: { origin: 'CORRECTION', verdict: 'DIFFERENT' } });
    const [first] = (await toldTo(reviewer, 'civil-affairs:r1'))?.linkHistory ?? [];
    expect(first).toMatchObject({ action: 'JOIN', inverse: 'LEAVE', origin: null, decision: null });
  });

  test('tells nothing of a record that the viewer does not see', async () => {
    const told = await toldTo(stationWorker, 'social-work:c1');
    expect(JSON.stringify(told)).not.toContain('Beneficiary');
    expect(stepsOf(told)?.[0]).toEqual(['02', 'JOIN', ['Client:c1'], []]);
  });

  test('is the same for who does not see a record, whether it is there or not', async () => {
    index.setClock(dayAt(4));
    const lone = { idNumber: numberOf(9), name: '胡月娥' };
    await index.change(record('client', 'c9', lone));
    const before = await toldTo(stationWorker, 'social-work:c9');
    expect(before?.linkHistory).toHaveLength(1);
    index.setClock(dayAt(5));
    await index.change(record('beneficiary', 'b9', { ...lone, ownerOrganisationId: 'charity' }));
    expect(await toldTo(stationWorker, 'social-work:c9')).toEqual(before);
    expect((await toldTo(officer, 'social-work:c9'))?.memberships).toHaveLength(2);
    index.setClock(dayAt(6));
    await index.change(gone('beneficiary', 'b9'));
    expect(await toldTo(stationWorker, 'social-work:c9')).toEqual(before);
  });

  test('is never changed afterwards', async () => {
    const rewriting = index.write(async (db) => {
      await db.updateTable('linkHistory').set({ action: 'JOIN' }).execute();
    });
    await expect(rewriting).rejects.toThrow(/append-only/);
  });

  test('takes one statement for the histories of a page of persons', async () => {
    const query =
      '{ a: person(id: "ID1") { linkHistory { at } memberships { since } } b: person(id: "ID2") { linkHistory { at } } }';
    const membership = await index.membership();
    const asked = query
      .replace('ID1', membership.get('social-work:c9') ?? '')
      .replace('ID2', membership.get('civil-affairs:r1') ?? '');
    const before = index.subgraph().statements();
    expect((await ask(officer, asked)).errors).toBeUndefined();
    expect(index.subgraph().statements() - before).toBe(2);
  });
});
