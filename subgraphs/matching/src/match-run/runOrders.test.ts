import type { Worker, WorkerPorts } from '@hub/kernel';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { MatchRunRow } from './matchRun.entity.ts';
import { createRunOrders, type RunOrders } from './runOrders.ts';

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

  test('for a change that came while the run before was under way', async () => {
    const { orders, ending } = await opened();
    orders.take();
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
    for (const { done } of orders.take()) done(run);
    expect(await ordered).toBe(run);
    expect(orders.take()).toEqual([]);
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
