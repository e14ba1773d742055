import { createStoreOfTest, storesOfTest } from '@hub/kernel/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  answered,
  type Office,
  openDesk,
  openOffice,
  openProcess,
  type Process,
  type Scheduled,
  setClock,
} from './calendar.ts';

describe.each(storesOfTest)('the history of runs on %s', (storeName) => {
  const stores = createStoreOfTest(storeName);
  const clock = setClock('2026-11-21T03:30:00.000Z');
  const desk = openDesk();
  let office: Office;
  let hub: Process;
  const at = async (instant: string) => {
    clock.set(instant);
    await hub.tick(desk.ask);
    await hub.settled();
  };

  beforeAll(async () => {
    office = await openOffice(stores, clock);
    hub = await openProcess(stores, clock, 'history');
    desk.answers(async () => answered({ list: [] }));
  });
  afterAll(async () => {
    await hub.close();
    await office.close();
    await stores.remove();
  });

  const ordinals = async ({ id }: Scheduled) => (await office.runs(id)).map(({ ordinal }) => ordinal);

  test('is forgotten after the days that are set, but for the last run of each schedule', async () => {
    const daily = await office.schedule({ cron: '0 12 * * *' });
    const former = await office.schedule({ cron: '0 12 * * *' });
    await at('2026-11-21T04:00:00.000Z');
    await at('2026-11-22T04:00:00.000Z');
    await office.direct('stopSchedule', former);
    await at('2026-11-23T04:00:00.000Z');
    await hub.purge(2);
    expect([await ordinals(daily), await ordinals(former)]).toEqual([
      [1, 2, 3],
      [1, 2],
    ]);
    clock.set('2026-11-23T04:00:00.001Z');
    await hub.purge(2);
    expect([await ordinals(daily), await ordinals(former)]).toEqual([[2, 3], [2]]);
    clock.set('2027-11-23T04:00:00.000Z');
    await hub.purge(2);
    expect([await ordinals(daily), await ordinals(former)]).toEqual([[3], [2]]);
    await office.direct('stopSchedule', daily);
  });

  test('keeps what has not ended, however long ago it began', async () => {
    const queued = await office.schedule({ cron: '0 12 * * *', overlap: 'QUEUE' });
    desk.answers(() => Promise.reject(new Error('no gateway')));
    await at('2027-11-24T04:00:00.000Z');
    await at('2027-11-25T04:00:00.000Z');
    clock.set('2028-11-25T04:00:00.000Z');
    await hub.purge(2);
    expect(await ordinals(queued)).toEqual([1, 2]);
    expect(await office.runs(queued.id)).toMatchObject([{ state: 'WAITING' }, { state: 'WAITING' }]);
  });
});
