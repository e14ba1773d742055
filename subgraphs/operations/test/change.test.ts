import { noticeOnly, openStore, publishFeed, type Store } from '@hub/kernel';
import { createStoreOfTest, noGateway, type StoreOfTest, seededIds, storesOfTest } from '@hub/kernel/testing';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { operationsMigration } from '../migrations/0001-operations.ts';
import { schedulesMigration } from '../migrations/0002-schedules.ts';
import { offersMigration } from '../migrations/0004-offers.ts';
import { changeReaders, gatheredSeconds } from '../src/schedule/change.worker.ts';
import type { OperationsTables } from '../src/tables.ts';
import { type Office, openDesk, openOffice, openProcess, type Process, type SetClock, setClock } from './calendar.ts';

describe.each(storesOfTest)('a feed that wakes schedules, on %s', (storeName) => {
  let stores: StoreOfTest;
  let clock: SetClock;
  let office: Office;
  let hub: Process;
  let department: Store<object>;
  let copy: Store<OperationsTables>;
  const tell = (id: string) => department.write(({ tell }) => tell([{ kind: 'need', id, version: 1 }]));

  /** Reads the feed of needs until its head as it is now is reached. */
  async function read(): Promise<void> {
    const [reader] = changeReaders({ reader: 'operations', opening: { clock, ids: seededIds('read') }, store: copy });
    const ending = new AbortController();
    const feed = publishFeed(department, { need: { operations: noticeOnly } });
    const caughtUp = Promise.withResolvers<void>();
    const ports = { audit: async () => {}, ask: noGateway, signal: ending.signal, caughtUp: caughtUp.resolve };
    const running = reader?.run({ ...ports, feed: () => feed });
    await caughtUp.promise;
    ending.abort();
    await running;
  }

  beforeEach(async () => {
    stores = createStoreOfTest(storeName);
    clock = setClock('2026-11-21T03:30:00.000Z');
    office = await openOffice(stores, clock);
    hub = await openProcess(stores, clock, 'first');
    department = await openStore({ location: stores.place('social-work'), entities: [], migrations: [] });
    const migrations = [operationsMigration, schedulesMigration, offersMigration];
    copy = await openStore({ location: stores.place('operations'), entities: [], migrations });
  });
  afterEach(async () => {
    await Promise.all([hub.close(), office.close(), department.close(), copy.close()]);
    await stores.remove();
  });

  test('runs those that wait for it once, a minute after the first of several changes', async () => {
    await tell('need_before');
    await read();
    const waiting = await office.schedule({ cron: null, onChange: ['NEED'] });
    const other = await office.schedule({ cron: null, onChange: ['FUND'] });
    expect(await hub.next()).toBeNull();
    for (const id of ['need_1', 'need_2']) {
      await tell(id);
      await read();
      clock.set('2026-11-21T03:30:20.000Z');
    }
    expect(await hub.next()).toBe('2026-11-21T03:31:00.000Z');
    expect(gatheredSeconds).toBe(60);
    clock.set('2026-11-21T03:31:00.000Z');
    await hub.tick(openDesk().ask);
    await hub.settled();
    expect(await office.told(waiting.id)).toEqual(['1 CHANGE 03:31 SUCCEEDED']);
    expect(await office.told(other.id)).toEqual([]);
    expect(await hub.next()).toBeNull();
  });
});
