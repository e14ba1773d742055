import { createStoreOfTest, type StoreOfTest, storesOfTest } from '@hub/kernel/testing';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  answered,
  type Desk,
  failed,
  type Office,
  openDesk,
  openOffice,
  openProcess,
  type Process,
  refused,
  type SetClock,
  setClock,
} from './calendar.ts';

describe.each(storesOfTest)('the calendar on %s', (storeName) => {
  let stores: StoreOfTest;
  let clock: SetClock;
  let office: Office;
  let hub: Process;
  let desk: Desk;
  /** Sets the clock, looks at the calendar, and waits for what that began. */
  const at = async (instant: string, process = hub) => {
    clock.set(instant);
    await process.tick(desk.ask);
    await process.settled();
  };

  beforeEach(async () => {
    stores = createStoreOfTest(storeName);
    clock = setClock('2026-11-21T03:30:00.000Z');
    office = await openOffice(stores, clock);
    hub = await openProcess(stores, clock, 'first');
    desk = openDesk();
  });
  afterEach(async () => {
    await hub.close();
    await office.close();
    await stores.remove();
  });

  test('runs at its time and not before, once, and keeps what came of it', async () => {
    const { id } = await office.schedule();
    await at('2026-11-21T03:59:59.000Z');
    expect(await office.told(id)).toEqual([]);
    expect(await hub.next()).toBe('2026-11-21T04:00:00.000Z');
    await at('2026-11-21T04:00:00.000Z');
    await at('2026-11-21T04:00:01.000Z');
    expect(await office.runs(id)).toMatchObject([
      { ordinal: 1, cause: 'CALENDAR', state: 'SUCCEEDED', attempt: 1, rows: 3, cost: 7, durationMs: 0, outcome: null },
    ]);
    expect(desk.asked).toMatchObject([{ delegation: 'delegation_1', subject: 'officer', language: 'en' }]);
    expect(await hub.next()).toBe('2026-11-21T05:00:00.000Z');
  });

  test('goes by the wall clock of Shanghai over the end of the year, on workdays', async () => {
    const { id } = await office.schedule({ cron: '15 0 * * *', days: 'WORKDAYS' });
    clock.set('2026-12-30T16:14:00.000Z');
    await at('2026-12-30T16:15:00.000Z');
    // New Year's Day of 2027 is a Friday and a holiday in every year; the next workday is Monday the fourth.
    await at('2026-12-31T16:15:00.000Z');
    await at('2027-01-01T16:15:00.000Z');
    await at('2027-01-03T16:15:00.000Z');
    const runs = await office.runs(id);
    expect(runs.slice(-2).map(({ dueAt, cause }) => `${dueAt} ${cause}`)).toEqual([
      '2026-12-30T16:15:00.000Z CALENDAR',
      '2027-01-03T16:15:00.000Z CALENDAR',
    ]);
  });

  test.each([
    ['ONCE', ['1 CATCH_UP 06:00 SUCCEEDED']],
    ['SKIP', ['1 CATCH_UP 06:00 SKIPPED MISFIRE']],
    ['EACH', ['1 CATCH_UP 04:00 SUCCEEDED', '2 CATCH_UP 05:00 SUCCEEDED', '3 CATCH_UP 06:00 SUCCEEDED']],
  ])('after downtime makes up by the policy %s', async (misfire, expected) => {
    const { id } = await office.schedule({ misfire });
    await hub.close();
    hub = await openProcess(stores, clock, 'second');
    for (let look = 0; look < 4; look++) await at('2026-11-21T06:20:00.000Z');
    expect(await office.told(id)).toEqual(expected);
  });

  test('by its policy of overlap skips what comes too early, or has it wait its turn', async () => {
    const skipping = await office.schedule({ cron: '*/10 * * * *', overlap: 'SKIP', timeoutSeconds: 3600 });
    const queueing = await office.schedule({ cron: '*/10 * * * *', overlap: 'QUEUE', timeoutSeconds: 3600 });
    const { promise, resolve } = Promise.withResolvers<void>();
    desk.answers(async () => {
      await promise;
      return answered({ list: [] });
    });
    for (const minute of ['40', '50']) {
      clock.set(`2026-11-21T03:${minute}:00.000Z`);
      await hub.tick(desk.ask);
    }
    expect(await office.told(skipping.id)).toEqual(['1 CALENDAR 03:40 RUNNING', '2 CALENDAR 03:50 SKIPPED OVERLAP']);
    expect(await office.told(queueing.id)).toEqual(['1 CALENDAR 03:40 RUNNING', '2 CALENDAR 03:50 WAITING']);
    resolve();
    await hub.settled();
    await at('2026-11-21T03:51:00.000Z');
    expect(await office.told(queueing.id)).toEqual(['1 CALENDAR 03:40 SUCCEEDED', '2 CALENDAR 03:50 SUCCEEDED']);
  });

  test('tries again after pauses that double up to the ceiling, and then gives up', async () => {
    const { id } = await office.schedule({ attempts: 4, backoffSeconds: 60, backoffCeilingSeconds: 150 });
    desk.answers(async () => failed('SUBGRAPH_UNAVAILABLE'));
    await at('2026-11-21T04:00:00.000Z');
    expect(await office.told(id)).toEqual(['1 CALENDAR 04:00 WAITING SUBGRAPH_UNAVAILABLE']);
    await at('2026-11-21T04:00:59.000Z');
    expect(desk.asked.length).toBe(1);
    await at('2026-11-21T04:01:00.000Z');
    await at('2026-11-21T04:02:59.000Z');
    expect(desk.asked.length).toBe(2);
    await at('2026-11-21T04:03:00.000Z');
    await at('2026-11-21T04:05:29.000Z');
    expect(desk.asked.length).toBe(3);
    await at('2026-11-21T04:05:30.000Z');
    expect(await office.runs(id)).toMatchObject([
      { state: 'FAILED', attempt: 4, outcome: 'SUBGRAPH_UNAVAILABLE', durationMs: 330_000 },
    ]);
  });

  test('succeeds at a later attempt', async () => {
    const { id } = await office.schedule();
    desk.answers(async () => failed('RATE_LIMITED'));
    await at('2026-11-21T04:00:00.000Z');
    desk.answers(async () => answered({ list: [1] }));
    await at('2026-11-21T04:01:00.000Z');
    expect(await office.told(id)).toEqual(['1 CALENDAR 04:00 SUCCEEDED at 2']);
  });

  test.each(['FORBIDDEN', 'BAD_USER_INPUT', 'TOO_COMPLEX'])(
    'does not try again what will not get better: %s',
    async (code) => {
      const { id } = await office.schedule();
      desk.answers(async () => failed(code));
      await at('2026-11-21T04:00:00.000Z');
      expect(await office.told(id)).toEqual([`1 CALENDAR 04:00 FAILED ${code}`]);
    },
  );

  test('takes part of an answer for none', async () => {
    const { id } = await office.schedule({ attempts: 1 });
    desk.answers(async () => ({ ...failed('SUBGRAPH_UNAVAILABLE'), data: { list: [1, 2] } }));
    await at('2026-11-21T04:00:00.000Z');
    expect(await office.runs(id)).toMatchObject([{ state: 'FAILED', rows: null }]);
  });

  test('ends as refused when the delegation does not hold any more, and says so in both languages', async () => {
    const { id } = await office.schedule();
    desk.answers(async () => refused('DELEGATION_REVOKED'));
    await at('2026-11-21T04:00:00.000Z');
    expect(await office.told(id)).toEqual(['1 CALENDAR 04:00 REFUSED DELEGATION_REVOKED']);
    const texts = await Promise.all(
      (['en', 'zh'] as const).map(async (language) => {
        const query = 'query ($id: ID!) { schedule(id: $id) { lastRun { outcomeText } } }';
        return (await office.ask(query, { id }, undefined, language)).data?.schedule;
      }),
    );
    expect(texts).toEqual([
      { lastRun: { outcomeText: 'The delegation was revoked.' } },
      { lastRun: { outcomeText: '委托已撤销。' } },
    ]);
  });

  test('waits for a gateway that is not there, and spends no attempt on it', async () => {
    const { id } = await office.schedule({ attempts: 1 });
    desk.answers(() => Promise.reject(new Error('connection refused')));
    await at('2026-11-21T04:00:00.000Z');
    await at('2026-11-21T04:01:00.000Z');
    expect(await office.told(id)).toEqual(['1 CALENDAR 04:00 WAITING GATEWAY_UNAVAILABLE']);
    desk.answers(async () => answered({ list: [] }));
    await at('2026-11-21T04:02:00.000Z');
    expect(await office.runs(id)).toMatchObject([{ state: 'SUCCEEDED', attempt: 1, rows: 0 }]);
  });

  test('gives an attempt up when its time is over, and takes no answer that comes later', async () => {
    const { id } = await office.schedule({ timeoutSeconds: 120, attempts: 2 });
    const { promise, resolve } = Promise.withResolvers<void>();
    desk.answers(async () => {
      await promise;
      return answered({ list: [1, 2, 3, 4] });
    });
    clock.set('2026-11-21T04:00:00.000Z');
    await hub.tick(desk.ask);
    clock.set('2026-11-21T04:02:00.000Z');
    await hub.tick(desk.ask);
    expect(await office.told(id)).toEqual(['1 CALENDAR 04:00 WAITING TIMED_OUT']);
    desk.answers(async () => answered({ list: [1] }));
    resolve();
    await hub.settled();
    expect(await office.told(id)).toEqual(['1 CALENDAR 04:00 WAITING TIMED_OUT']);
    await at('2026-11-21T04:03:00.000Z');
    expect(await office.runs(id)).toMatchObject([{ state: 'SUCCEEDED', attempt: 2, rows: 1 }]);
  });

  test('takes up what a process left that was killed in the middle', async () => {
    const { id } = await office.schedule({ timeoutSeconds: 60 });
    const killed = await openProcess(stores, clock, 'killed');
    const { promise, resolve } = Promise.withResolvers<void>();
    clock.set('2026-11-21T04:00:00.000Z');
    await killed.tick(async () => {
      await promise;
      return answered({ list: [1] });
    });
    expect(await office.told(id)).toEqual(['1 CALENDAR 04:00 RUNNING']);
    await at('2026-11-21T04:01:00.000Z');
    await at('2026-11-21T04:02:00.000Z');
    expect(await office.told(id)).toEqual(['1 CALENDAR 04:00 SUCCEEDED at 2']);
    resolve();
    await killed.close();
    expect(await office.told(id)).toEqual(['1 CALENDAR 04:00 SUCCEEDED at 2']);
  });

  test('follows all pages of its list, with the values of its variables on the day for which it was due', async () => {
    const document = `query Opened($division: ID!, $since: CalendarDate) {
      needs(where: { division: $division, openedFrom: $since }, first: 2) { edges { node { id } } } }`;
    const stored = await office.ask(
      'mutation ($input: RegisterOperationInput!) { registerOperation(input: $input) { id } }',
      {
        input: {
          document,
          titleZh: '新增',
          titleEn: 'New',
          descriptionZh: '新增需求',
          descriptionEn: 'New needs',
          variables: [
            { name: 'division', relative: 'my division' },
            { name: 'since', relative: 'first day of last month' },
          ],
        },
      },
    );
    const registered = stored.data?.registerOperation as { id: string };
    const wish = { operation: registered.id, variables: [{ name: 'since', relative: 'first day of this year' }] };
    const { id } = await office.schedule(wish);
    const pages = ['a', 'b', null];
    desk.answers(async ({ query, variables }) => {
      if (query.includes('me {')) return answered({ me: { divisions: ['420502001000'], organisation: null } });
      const page = variables.pageAfter === null ? 0 : pages.indexOf(variables.pageAfter as string) + 1;
      const pageInfo = { hasNextPage: pages[page] !== null, endCursor: pages[page] };
      return answered({ needs: { edges: [{ node: { id: page } }, { node: { id: `${page}'` } }], pageInfo } });
    });
    await at('2026-12-31T16:00:00.000Z');
    const runs = await office.runs(id);
    expect(runs).toMatchObject([
      { state: 'SKIPPED', missed: 972 },
      { state: 'SUCCEEDED', rows: 6, cost: 28 },
    ]);
    expect(desk.asked.slice(1).map(({ variables }) => variables)).toEqual(
      [null, 'a', 'b'].map((pageAfter) => ({ division: '420502001000', since: '2027-01-01', pageAfter })),
    );
  });

  test('is run by hand beside its calendar, once at a time, also while it is paused', async () => {
    const schedule = await office.schedule();
    const run = 'mutation ($input: RunScheduleInput!) { runSchedule(input: $input) { ordinal cause state } }';
    await office.direct('pauseSchedule', schedule);
    const first = await office.ask(run, { input: { id: schedule.id } });
    expect(first.data?.runSchedule).toEqual({ ordinal: 1, cause: 'BY_HAND', state: 'WAITING' });
    const again = await office.ask(run, { input: { id: schedule.id } });
    expect(again.errors?.[0]?.extensions?.reason).toBe('SCHEDULE_BUSY');
    await at('2026-11-21T03:31:00.000Z');
    expect(await office.told(schedule.id)).toEqual(['1 BY_HAND 03:30 SUCCEEDED']);
  });

  test('does nothing while it is paused, and makes up for it by its policy afterwards', async () => {
    const schedule = await office.schedule({ misfire: 'EACH' });
    await office.direct('pauseSchedule', schedule);
    await at('2026-11-21T05:10:00.000Z');
    expect([await office.told(schedule.id), await hub.next()]).toEqual([[], null]);
    await office.direct('startSchedule', schedule);
    await at('2026-11-21T05:10:00.000Z');
    await at('2026-11-21T05:10:00.000Z');
    expect(await office.told(schedule.id)).toEqual(['1 CATCH_UP 04:00 SUCCEEDED', '2 CATCH_UP 05:00 SUCCEEDED']);
  });

  test('is stopped with all that waits, and begins anew from the moment it is started', async () => {
    const schedule = await office.schedule({ misfire: 'EACH' });
    desk.answers(async () => failed('SUBGRAPH_UNAVAILABLE'));
    await at('2026-11-21T04:00:00.000Z');
    await office.direct('stopSchedule', schedule);
    await at('2026-11-21T07:30:00.000Z');
    await office.direct('startSchedule', schedule);
    desk.answers(async () => answered({ list: [] }));
    await at('2026-11-21T08:00:00.000Z');
    expect(await office.told(schedule.id)).toEqual([
      '1 CALENDAR 04:00 CANCELLED STOPPED',
      '2 CALENDAR 08:00 SUCCEEDED',
    ]);
  });

  // A data folder belongs to one process; a database is shared by any number.
  test('of several processes that look at once, one does each run', async () => {
    const seeds = storeName === 'PostgreSQL' ? ['a', 'b', 'c'] : [];
    const ids: string[] = [];
    for (let count = 0; count < 12; count++) ids.push((await office.schedule({ cron: '*/5 * * * *' })).id);
    const others = await Promise.all(seeds.map((seed) => openProcess(stores, clock, seed)));
    const done: string[] = [];
    desk.answers(async ({ requestId }) => {
      done.push(requestId);
      return answered({ list: [] });
    });
    for (const minute of ['35', '40', '45']) {
      clock.set(`2026-11-21T03:${minute}:00.000Z`);
      for (let look = 0; look < 8; look++) {
        await Promise.all([hub, ...others].map((process) => process.tick(desk.ask)));
        await Promise.all([hub, ...others].map((process) => process.settled()));
      }
    }
    for (const id of ids)
      expect(await office.told(id)).toEqual([
        '1 CALENDAR 03:35 SUCCEEDED',
        '2 CALENDAR 03:40 SUCCEEDED',
        '3 CALENDAR 03:45 SUCCEEDED',
      ]);
    expect([done.length, new Set(done).size]).toEqual([36, 36]);
    await Promise.all(others.map((process) => process.close()));
  });

  test('keeps a result in the transaction that ends the run, or does not end it', async () => {
    const { id } = await office.schedule({ attempts: 2 });
    await hub.close();
    let tries = 0;
    hub = await openProcess(stores, clock, 'keeping', {
      keep: async ({ db }, { scheduleId }) => {
        await db
          .updateTable('schedule')
          .set({ wakeAt: '2026-11-21T09:00:00.000Z' })
          .where('id', '=', scheduleId)
          .execute();
        if (++tries === 1) throw new Error('the disk is full');
        return { rows: 5, changed: 2 };
      },
    });
    await at('2026-11-21T04:00:00.000Z');
    expect(await office.told(id)).toEqual(['1 CALENDAR 04:00 WAITING INTERNAL_SERVER_ERROR']);
    expect(await hub.next()).toBe('2026-11-21T04:01:00.000Z');
    await at('2026-11-21T04:01:00.000Z');
    expect(await office.runs(id)).toMatchObject([{ state: 'SUCCEEDED', rows: 5 }]);
  });
});
