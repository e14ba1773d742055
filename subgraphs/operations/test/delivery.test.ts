import { type AskPort, auditEntryOf, type DelegatedQuestion } from '@hub/kernel';
import { createStoreOfTest, storesOfTest } from '@hub/kernel/testing';
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ToldChange } from '../src/delivery/payload.rules.ts';
import { isSignedBy } from '../src/delivery/signature.ts';
import { mostAttempts } from '../src/delivery/webhook.rules.ts';
import { figuresOf } from '../src/figures.ts';
import { type DeliveriesOfTest, officer, openDeliveries, runOf, secretOfTest } from './deliveries.ts';
import { honest, openReceiver, type Received } from './receiver.ts';

const receiver = await openReceiver();
afterAll(() => receiver.close());

const emptyEntry = auditEntryOf({
  action: '',
  actor: '',
  role: '',
  requestId: '',
  outcome: '',
  policyVersion: '',
  at: '',
});

const bodyOf = ({ body }: Received) =>
  JSON.parse(body) as {
    readonly sequence: number;
    readonly since: string | null;
    readonly changes: readonly ToldChange[];
  };
const told = (received: Received) =>
  bodyOf(received).changes.map(({ kind, identity, row }) =>
    [kind, identity, row?.units].filter((part) => part !== undefined).join(' '),
  );

describe.each(storesOfTest)('deliveries on %s', (name) => {
  const stores = createStoreOfTest(name);
  let at: DeliveriesOfTest;
  let hook: string;
  let made = 0;
  let before: number;
  const stored = () => receiver.stored.slice(before);

  beforeEach(async () => {
    receiver.behave(honest);
    before = receiver.stored.length;
    at = await openDeliveries(stores.place(`operations_${++made}`), { certificate: receiver.certificate });
    hook = await at.addTarget('WEBHOOK', { url: receiver.url });
  });
  afterEach(() => at.close());
  afterAll(() => stores.remove());

  test('tell everything first, then what changed, and nothing where nothing did', async () => {
    expect(await at.run(runOf(1, { a: 1, b: 1 }))).toEqual({ rows: 2, changed: 2 });
    await at.deliverAll();
    expect(await at.run(runOf(2, { a: 1, b: 1 }))).toEqual({ rows: 2, changed: 0 });
    expect(await at.run(runOf(3, { a: 2, c: 1 }))).toEqual({ rows: 2, changed: 3 });
    await at.deliverAll();
    expect(stored().map(told)).toEqual([
      ['NEW a 1', 'NEW b 1'],
      ['CHANGED a 2', 'NEW c 1', 'GONE b'],
    ]);
    expect(stored().map((one) => [bodyOf(one).sequence, bodyOf(one).since])).toEqual([
      [1, null],
      [2, 'run_0001'],
    ]);
  });

  test('are signed, under a key of their own', async () => {
    await at.run(runOf(1, { a: 1 }));
    await at.deliverAll();
    const [one] = stored();
    const [delivery] = await at.deliveries();
    expect(one?.idempotencyKey).toBe(delivery?.idempotencyKey);
    expect(isSignedBy(secretOfTest, one?.signature ?? '', one?.body ?? '', at.now())).toBe(true);
    expect(isSignedBy(secretOfTest, one?.signature ?? '', `${one?.body} `, at.now())).toBe(false);
  });

  test('keep their order behind one that fails, and rest on what will have arrived', async () => {
    receiver.behave(() => ({ stores: false, answers: 503 }));
    await at.run(runOf(1, { a: 1 }));
    expect(await at.deliver()).toBe(1);
    expect(await at.run(runOf(2, { a: 2 }))).toEqual({ rows: 1, changed: 1 });
    expect(await at.deliver()).toBe(0);
    receiver.behave(honest);
    await at.deliverAll();
    expect(stored().map(told)).toEqual([['NEW a 1'], ['CHANGED a 2']]);
    expect(stored().map((one) => bodyOf(one).since)).toEqual([null, 'run_0001']);
    expect(await at.deliveries()).toMatchObject([
      { status: 'DELIVERED', attempts: 2 },
      { status: 'DELIVERED', attempts: 1 },
    ]);
  });

  test('are the same at every attempt, to the byte', async () => {
    let calls = 0;
    receiver.behave(() => ({ stores: true, answers: ++calls < 3 ? 500 : 200 }));
    await at.run(runOf(1, { a: 1, b: 2 }));
    await at.deliverAll();
    expect(stored()).toHaveLength(3);
    expect(new Set(stored().map(({ body }) => body)).size).toBe(1);
    expect(new Set(stored().map(({ idempotencyKey }) => idempotencyKey)).size).toBe(1);
    expect(new Set(stored().map(({ signature }) => signature)).size).toBe(3);
  });

  test('wait longer after each failure, and stop their lane when they have had their attempts', async () => {
    receiver.behave(() => ({ stores: false, answers: 500 }));
    await at.run(runOf(1, { a: 1 }));
    await at.run(runOf(2, { a: 2 }));
    await at.deliverAll();
    expect(await at.deliveries()).toMatchObject([
      { status: 'DEAD', attempts: mostAttempts, reason: 'STATUS_REFUSED', dueAt: null },
      { status: 'PENDING', attempts: 0 },
    ]);
    const attempts = await at.store.reads.selectFrom('deliveryAttempt').selectAll().orderBy('number').execute();
    const pauses = attempts
      .slice(1)
      .map(({ startedAt }, index) => Date.parse(startedAt) - Date.parse(attempts[index]?.startedAt ?? ''));
    expect(pauses.slice(0, 4)).toEqual([30_000, 60_000, 120_000, 240_000]);
    expect(Math.max(...pauses)).toBe(6 * 3_600_000);
    expect(attempts.every(({ outcome, statusCode }) => outcome === 'STATUS_REFUSED' && statusCode === 500)).toBe(true);
    expect(at.log.lines.filter(({ event }) => event === 'delivery-dead')).toHaveLength(1);
    const figures = figuresOf(at.store).map(async ({ name, read }) => [name, await read()]);
    expect(Object.fromEntries(await Promise.all(figures))).toEqual({
      hub_deliveries_dead: 1,
      hub_deliveries_pending: 1,
    });
  });

  test('are made once for a run, however often it is recorded', async () => {
    await at.run(runOf(1, { a: 1 }));
    await at.run(runOf(1, { a: 1 }));
    expect(await at.deliveries()).toHaveLength(1);
  });

  test('go to each target in a lane of its own', async () => {
    const inbox = await at.addTarget('INBOX');
    receiver.behave(() => ({ stores: false, answers: 500 }));
    await at.run(runOf(1, { a: 1 }));
    await at.deliver();
    expect((await at.deliveries()).map(({ targetId, status }) => [targetId, status]).sort()).toEqual(
      [
        [hook, 'PENDING'],
        [inbox, 'DELIVERED'],
      ].sort(),
    );
  });

  test('do not go to a target of somebody else, or to one that is ended', async () => {
    await at.store.write(({ db }) => db.updateTable('deliveryTarget').set({ owner: 'other' }).execute());
    expect(await at.run(runOf(1, { a: 1 }))).toEqual({ rows: 1, changed: null });
    expect(await at.deliveries()).toEqual([]);
  });

  test('are withheld when the right ends, say so, and forget what they would have told', async () => {
    await at.run(runOf(1, { a: 1 }));
    await at.deliverAll();
    await at.run(runOf(2, { a: 2 }));
    await at.run(runOf(3, { a: 3 }));
    await at.deliver({ rightOf: async () => ({ ended: 'DELEGATION_REVOKED' }) });
    expect((await at.deliveries()).slice(1)).toMatchObject([
      { status: 'WITHHELD', reason: 'DELEGATION_REVOKED', dueAt: null },
      { status: 'WITHHELD', reason: 'DELEGATION_REVOKED', dueAt: null },
    ]);
    expect(await at.store.reads.selectFrom('deliveryChange').select('deliveryId').execute()).toHaveLength(1);
    expect(stored()).toHaveLength(1);
    await at.run(runOf(4, { a: 4 }));
    await at.deliverAll();
    expect(stored().map(told)).toEqual([['NEW a 1'], ['CHANGED a 4']]);
    expect(bodyOf(stored()[1] as Received).since).toBe('run_0001');
  });

  test('are withheld when the right has become too narrow for what is in them', async () => {
    await at.run(runOf(1, { a: 1 }));
    await at.deliver({
      rightOf: async () => ({ ...officer, classes: ['PUBLIC'] }),
    });
    expect(await at.deliveries()).toMatchObject([{ status: 'WITHHELD', reason: 'RIGHT_NARROWED' }]);
  });

  test('are in the ledger before they leave, and do not leave when it takes nothing', async () => {
    await at.run(runOf(1, { a: 1 }));
    await expect(at.deliver({ audit: () => Promise.reject(new Error('the disk is full')) })).rejects.toThrow(
      'the disk is full',
    );
    expect(receiver.stored.length).toBe(before);
    await at.deliverAll({ reached: (step) => step === 'AUDITED' && expect(receiver.stored.length).toBe(before) });
    // The ledger refuses an entry with a field that it does not know.
    expect(Object.keys(at.audited[0] ?? {}).sort()).toEqual(Object.keys(emptyEntry).sort());
    expect(at.audited).toMatchObject([
      {
        action: 'DELIVERY',
        actor: 'officer',
        purpose: 'RESOURCE_MATCHING',
        subjects: ['Need:a'],
        fieldClasses: ['CASE'],
        rows: 1,
      },
    ]);
    expect(stored()).toHaveLength(1);
  });

  test('tell of needs that left the answer whether they are met, as far as the owner may know', async () => {
    const open = (ordinal: number, ...ids: readonly string[]) =>
      runOf(
        ordinal,
        {},
        {
          document: '{ needs { edges { node { id } } } }',
          data: { needs: { edges: ids.map((id) => ({ node: { id } })) } },
        },
      );
    const statuses: Readonly<Record<string, string>> = { a: 'MET', b: 'WITHDRAWN' };
    const asked: DelegatedQuestion[] = [];
    const ask: AskPort = async (question) => {
      asked.push(question);
      const told = Object.values(question.variables).map(
        (id, at) => [`need${at}`, statuses[String(id)] ?? null] as const,
      );
      const data = Object.fromEntries(told.map(([name, status]) => [name, status && { status }]));
      return { data, cost: 1, refused: null };
    };
    await at.runAndLookAgain(open(1, 'a', 'b', 'c', 'd'), ask);
    await at.deliverAll();
    expect(asked).toEqual([]);
    await at.runAndLookAgain(open(2, 'd'), ask);
    await at.runAndLookAgain(open(3), () => Promise.reject(new Error('nobody answers')));
    await at.deliverAll();
    expect(asked).toMatchObject([{ delegation: 'delegation_1', variables: { id0: 'a', id1: 'b', id2: 'c' } }]);
    expect(stored().slice(1).map(bodyOf)).toMatchObject([
      {
        changes: [
          { kind: 'GONE', identity: 'a', matches: [{ kind: 'NEED_MET' }] },
          { kind: 'GONE', identity: 'b' },
          { kind: 'GONE', identity: 'c' },
        ],
      },
      { changes: [{ kind: 'GONE', identity: 'd' }] },
    ]);
    expect(
      stored()
        .flatMap((one) => bodyOf(one).changes)
        .filter(({ matches }) => matches?.some(({ kind }) => kind === 'NEED_MET')),
    ).toHaveLength(1);
  });

  test.runIf(name === 'PostgreSQL')('are sent once by however many processes share the store', async () => {
    const others = await Promise.all(
      ['second', 'third'].map((seed) =>
        openDeliveries(stores.place(`operations_${made}`), { certificate: receiver.certificate, seed }),
      ),
    );
    for (const schedule of ['schedule_1', 'schedule_2', 'schedule_3', 'schedule_4']) {
      await at.addTarget('WEBHOOK', { url: receiver.url, schedules: [schedule] });
      for (const ordinal of [1, 2, 3])
        await at.run(runOf(ordinal, { a: ordinal }, { scheduleId: schedule, runId: `run_${schedule}_${ordinal}` }));
    }
    for (let round = 0; round < 4; round++) await Promise.all([at, ...others].map((one) => one.deliver()));
    await at.deliverAll();
    await Promise.all(others.map((one) => one.close()));
    const keys = stored().map(({ idempotencyKey }) => idempotencyKey);
    const deliveries = await at.deliveries();
    expect(keys.toSorted()).toEqual(deliveries.map(({ idempotencyKey }) => idempotencyKey).toSorted());
    expect(deliveries.every(({ status, attempts }) => status === 'DELIVERED' && attempts === 1)).toBe(true);
  });

  test('keep nothing of an answer in the open', async () => {
    await at.run(runOf(1, { need_of_somebody: 1 }));
    await at.deliverAll();
    const tables = [
      'delivery',
      'deliveryChange',
      'deliveredRow',
      'deliveryTarget',
      'deliveryAttempt',
      'deliveryLane',
    ] as const;
    const kept = await Promise.all(tables.map((table) => at.store.reads.selectFrom(table).selectAll().execute()));
    expect(JSON.stringify(kept)).not.toMatch(/need_of_somebody|receiver\.test|of-the-test/);
    expect(JSON.stringify(at.log.lines)).not.toMatch(/need_of_somebody|receiver\.test/);
  });
});
