import type { Worker, WorkerPorts } from '@hub/kernel';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { MatchRunRow } from './matchRun.entity.ts';
import { createRunOrders, isCancelled, type RunOrders } from './runOrders.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const fresh = () => false;
const run = { id: 'match-run_1' } as MatchRunRow;

/** Notes when a promise resolves. */
const watch = (promise: Promise<unknown>) => {
  const seen = { isOver: false };
  promise.then(
    () => {
      seen.isOver = true;
    },
    () => {},
  );
  return seen;
};

const opened = async (): Promise<{ orders: RunOrders; ending: AbortController }> => {
  const orders = createRunOrders();
  const ending = new AbortController();
  await orders.open(ending.signal);
  return { orders, ending };
};

const begin = (orders: RunOrders, more: { isWhole?: boolean; isCancellable?: boolean } = {}) =>
  orders.begin({ isWhole: false, isCancellable: true, startedAt: '2026-11-21T04:00:00.000Z', ...more });

describe('a run is due', () => {
  test('200 milliseconds after the last of several changes', async () => {
    const { orders, ending } = await opened();
    const due = watch(orders.due(ending.signal, fresh));
    orders.changed();
    await vi.advanceTimersByTimeAsync(150);
    orders.changed();
    await vi.advanceTimersByTimeAsync(199);
    expect(due.isOver).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    expect(due.isOver).toBe(true);
  });

  test('within two seconds, however often copies change', async () => {
    const { orders, ending } = await opened();
    const due = watch(orders.due(ending.signal, fresh));
    for (let time = 0; time < 2000; time += 100) {
      orders.changed();
      await vi.advanceTimersByTimeAsync(100);
    }
    expect(due.isOver).toBe(true);
  });

  test('at rest once nothing has happened for that long, and not while something does', async () => {
    const { orders, ending } = await opened();
    const resting = orders.due(ending.signal, fresh, 1000);
    await vi.advanceTimersByTimeAsync(999);
    expect(watch(resting).isOver).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    expect(await resting).toBe('RESTED');
    const next = orders.due(ending.signal, fresh, 1000);
    await vi.advanceTimersByTimeAsync(900);
    orders.changed();
    await vi.advanceTimersByTimeAsync(200);
    expect(await next).toBe('RUN');
  });

  test('for a change that came while the run before was under way', async () => {
    const { orders, ending } = await opened();
    begin(orders);
    orders.changed();
    const due = watch(orders.due(ending.signal, fresh));
    await vi.advanceTimersByTimeAsync(200);
    expect(due.isOver).toBe(true);
  });

  test('never without a reason, and a minute after the day changed', async () => {
    const { orders, ending } = await opened();
    let isStale = false;
    const due = watch(orders.due(ending.signal, () => isStale));
    await vi.advanceTimersByTimeAsync(3_600_000);
    expect(due.isOver).toBe(false);
    isStale = true;
    await vi.advanceTimersByTimeAsync(60_000);
    expect(due.isOver).toBe(true);
  });

  test('at once when somebody asks, who then gets that run', async () => {
    const { orders, ending } = await opened();
    const due = watch(orders.due(ending.signal, fresh));
    const ordered = orders.order();
    await vi.advanceTimersByTimeAsync(0);
    expect(due.isOver).toBe(true);
    begin(orders).done(run);
    expect(await ordered).toBe(run);
  });
});

describe('of what is ordered', () => {
  test('a run of everything comes first, and then each division once for all who asked for it', async () => {
    const { orders } = await opened();
    const [north, everything, again, south] = ['north', null, 'north', 'south'].map((place) => orders.order(place));
    const runs = [null, 'north', 'south'].map((division) => {
      const underWay = begin(orders);
      underWay.done({ ...run, id: `run of ${underWay.division}` });
      expect(underWay.division).toBe(division);
      return underWay;
    });
    expect(runs).toHaveLength(3);
    const ids = await Promise.all([north, everything, again, south].map(async (one) => (await one)?.id));
    expect(ids).toEqual(['run of north', 'run of null', 'run of north', 'run of south']);
  });

  test('a division waits where a run of everything must come first', async () => {
    const { orders } = await opened();
    orders.order('north').catch(() => {});
    expect(begin(orders, { isWhole: true }).division).toBeNull();
    expect(begin(orders).division).toBe('north');
  });

  test('a change is seen by a run of everything only', async () => {
    const { orders, ending } = await opened();
    orders.changed();
    orders.order('north').catch(() => {});
    begin(orders).done(run);
    const due = watch(orders.due(ending.signal, fresh));
    await vi.advanceTimersByTimeAsync(200);
    expect(due.isOver).toBe(true);
  });
});

describe('a run under way', () => {
  test('tells how far it has come until it is over', async () => {
    const { orders } = await opened();
    expect(orders.progress()).toBeNull();
    const underWay = begin(orders);
    expect(orders.progress()).toMatchObject({ stage: 'ELIGIBLE', done: 0, of: 0, division: null });
    underWay.report({ stage: 'EXPLAIN', done: 3, of: 9 });
    expect(orders.progress()).toMatchObject({ stage: 'EXPLAIN', done: 3, of: 9 });
    underWay.done(run);
    expect(orders.progress()).toBeNull();
  });

  test('is cancelled, and whoever waits for it is told so', async () => {
    const { orders } = await opened();
    expect(orders.cancel()).toBe(false);
    const refused = expect(orders.order()).rejects.toMatchObject({
      code: 'REFUSED',
      messageCode: 'MATCH_RUN_CANCELLED',
    });
    const underWay = begin(orders);
    expect(orders.cancel()).toBe(true);
    expect(underWay.signal.aborted).toBe(true);
    expect(isCancelled(underWay.signal.reason)).toBe(true);
    underWay.failed(underWay.signal.reason);
    await refused;
    expect(orders.cancel()).toBe(false);
  });

  test('is not cancelled while there is no answer that could stay', async () => {
    const { orders } = await opened();
    const underWay = begin(orders, { isCancellable: false });
    expect(orders.cancel()).toBe(false);
    expect(underWay.signal.aborted).toBe(false);
  });
});

describe('an order is refused', () => {
  const refusal = { code: 'SUBGRAPH_UNAVAILABLE' };

  test('while nobody runs', async () => {
    await expect(createRunOrders().order()).rejects.toMatchObject(refusal);
  });

  test('when the workers end before its run', async () => {
    const { orders, ending } = await opened();
    const ordered = expect(orders.order()).rejects.toMatchObject(refusal);
    ending.abort();
    await ordered;
    await expect(orders.order()).rejects.toMatchObject(refusal);
  });
});

test('runs wait for every reader, and again when the readers start again', async () => {
  const orders = createRunOrders();
  const { promise: copied, resolve: copy } = Promise.withResolvers<void>();
  const reader: Worker = { name: 'reader', run: ({ caughtUp }) => copied.then(caughtUp) };
  const awaited = orders.awaiting(reader);
  const ending = new AbortController();
  const first = watch(orders.open(ending.signal));
  const running = awaited.run({ caughtUp: () => {} } as WorkerPorts);
  await vi.advanceTimersByTimeAsync(10);
  expect(first.isOver).toBe(false);
  copy();
  await running;
  await vi.advanceTimersByTimeAsync(0);
  expect(first.isOver).toBe(true);

  const again = awaited.run({ caughtUp: () => {} } as WorkerPorts);
  const second = watch(orders.open(ending.signal));
  expect(second.isOver).toBe(false);
  await again;
  await vi.advanceTimersByTimeAsync(0);
  expect(second.isOver).toBe(true);
});
