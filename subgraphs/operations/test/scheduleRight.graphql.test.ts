import { createStoreOfTest, type StoreOfTest, storesOfTest } from '@hub/kernel/testing';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  answered,
  type Desk,
  type Office,
  openDesk,
  openOffice,
  refused,
  type Scheduled,
  setClock,
} from './calendar.ts';

const me = (purpose: string) =>
  answered({
    me: { role: 'district-officer', organisation: null, purpose, basis: null, policyVersion: 'test', classes: [] },
  });

describe.each(storesOfTest)('the delegation of a schedule on %s', (storeName) => {
  let stores: StoreOfTest;
  let office: Office;
  let desk: Desk;
  let endOfWork: AbortController;
  let work: Promise<void> | undefined;

  beforeEach(async () => {
    stores = createStoreOfTest(storeName);
    office = await openOffice(stores, setClock('2026-11-21T03:30:00.000Z'));
    desk = openDesk();
    endOfWork = new AbortController();
    const worker = office.subgraph.workers.find(({ name }) => name.includes('what delegations are worth'));
    work = worker?.run({
      ask: desk.ask,
      signal: endOfWork.signal,
      caughtUp() {},
      feed: () => office.subgraph.feed,
      audit: async () => {},
    });
  });
  afterEach(async () => {
    endOfWork.abort();
    await work;
    await office.close();
    await stores.remove();
  });

  const kept = async () => {
    const { data } = await office.ask('{ schedules { edges { node { name delegation { id } } } } }');
    const list = data?.schedules as { edges: { node: unknown }[] };
    return list.edges.map(({ node }) => node);
  };
  const changeTo = async ({ id }: Scheduled, delegation: string, language: 'en' | 'zh' = 'en') =>
    office.ask(
      'mutation ($input: ChangeScheduleInput!) { changeSchedule(input: $input) { version } }',
      { input: { id, version: 1, delegation } },
      undefined,
      language,
    );

  test('is asked for as its owner, and keeps a schedule that it fits', async () => {
    desk.answers(async () => me('STATISTICS'));
    await office.schedule({ name: 'fits' });
    expect(desk.asked).toMatchObject([{ delegation: 'delegation_1', subject: 'officer' }]);
    expect(await kept()).toEqual([{ name: 'fits', delegation: { id: 'delegation_1' } }]);
  });

  test.each([
    ['DELEGATION_UNKNOWN', 'The delegation does not exist.'],
    ['DELEGATION_REVOKED', 'The delegation was revoked.'],
    ['DELEGATION_ENDED', 'The delegation is over.'],
  ])('is told to be no ground when it is %s, and nothing is kept', async (code, sentence) => {
    desk.answers(async () => refused(code));
    await expect(office.schedule()).rejects.toThrow(sentence);
    expect(await kept()).toEqual([]);
  });

  test('is told to be for another purpose than the question', async () => {
    desk.answers(async () => me('VISIT'));
    await expect(office.schedule()).rejects.toThrow(
      'The delegation is for purpose VISIT; question "CountsByStreet" is asked for STATISTICS.',
    );
    expect(await kept()).toEqual([]);
  });

  test('is looked at when another takes its place, and only then', async () => {
    desk.answers(async () => me('STATISTICS'));
    const schedule = await office.schedule({ name: 'changes' });
    desk.answers(async () => refused('DELEGATION_REVOKED'));
    const { errors } = await changeTo(schedule, 'delegation_2', 'zh');
    expect(errors).toMatchObject([{ message: '委托已撤销。', extensions: { reason: 'DELEGATION_REVOKED' } }]);
    expect(await kept()).toEqual([{ name: 'changes', delegation: { id: 'delegation_1' } }]);
    await office.direct('pauseSchedule', schedule);
    expect(desk.asked.map(({ delegation }) => delegation)).toEqual(['delegation_1', 'delegation_2']);
  });

  test('is no hindrance while nobody can say what it is worth: each run asks again', async () => {
    desk.answers(() => Promise.reject(new Error('no gateway')));
    await office.schedule({ name: 'gateway away' });
    endOfWork.abort();
    await work;
    await office.schedule({ name: 'not at work' });
    expect(desk.asked.length).toBe(1);
    expect((await kept()).length).toBe(2);
  });
});
