import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createResealing } from '@hub/kernel';
import { createStoreOfTest, keysOfTest, seededRandomness, storesOfTest } from '@hub/kernel/testing';
import { createSealer } from '@hub/vault';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { deliveryFilesIn } from '../src/delivery/writeDeliveryFile.ts';
import { sealedTables } from '../src/seals.ts';
import { type DeliveriesOfTest, openDeliveries, runOf } from './deliveries.ts';
import { openReceiver } from './receiver.ts';

const receiver = await openReceiver();
afterAll(() => receiver.close());
const dayMs = 86_400_000;

describe.each(storesOfTest)('what is kept of deliveries on %s', (name) => {
  const stores = createStoreOfTest(name);
  const folder = mkdtempSync(join(tmpdir(), 'hub-purge-'));
  const keys = keysOfTest();
  let at: DeliveriesOfTest;
  let file: string;
  const count = async (table: 'deliveryChange' | 'deliveredRow') =>
    (await at.store.reads.selectFrom(table).select('id').execute()).length;

  beforeAll(async () => {
    at = await openDeliveries(stores.place('operations'), { certificate: receiver.certificate, folder, keys });
    file = await at.addTarget('FILE', { format: 'CSV' });
  });
  afterAll(async () => {
    await at.close();
    await stores.remove();
    rmSync(folder, { recursive: true, force: true });
  });

  test('is found again while the keys change, and sealed anew under the next ones', async () => {
    await at.run(runOf(1, { a: 1, b: 1 }));
    await at.deliverAll();
    keys.rotate('seal');
    keys.rotate('blind-index');
    await at.run(runOf(2, { a: 2 }));
    await at.deliverAll();
    expect(await count('deliveredRow')).toBe(1);
    const [sealing, indexing] = [keys.ring('seal'), keys.ring('blind-index')];
    const sealer = createSealer(sealing, indexing, seededRandomness('anew'));
    const resealing = createResealing({ store: at.store, sealing, indexing, sealer, tables: sealedTables });
    await resealing.reseal({ signal: new AbortController().signal });
    keys.finish('seal');
    keys.finish('blind-index');
    expect(await at.run(runOf(3, { a: 2, c: 1 }))).toMatchObject({ changed: 1 });
    await at.deliverAll();
    expect(await count('deliveredRow')).toBe(2);
  });

  test('is forgotten after the days that are set, files included; that it was delivered stays', async () => {
    expect(await deliveryFilesIn({ root: folder, folder: file })).toHaveLength(3);
    at.pass(29 * dayMs);
    await at.purge();
    expect(await count('deliveryChange')).toBe(5);
    at.pass(2 * dayMs);
    await at.purge();
    expect(await count('deliveryChange')).toBe(0);
    expect(await deliveryFilesIn({ root: folder, folder: file })).toEqual([]);
    expect(await at.deliveries()).toMatchObject(Array(3).fill({ status: 'DELIVERED', purgedAt: at.now() }));
  });

  test('of a schedule that did not run for as long is nothing: it begins anew', async () => {
    expect(await count('deliveredRow')).toBe(0);
    await at.run(runOf(4, { a: 2 }, { answeredAt: at.now() }));
    expect((await at.deliveries()).at(-1)).toMatchObject({ sinceRunId: null, newRows: 1, sequence: 4 });
    await at.deliverAll();
  });

  test('of what could not be delivered for as long is given up, and told with the next run', async () => {
    rmSync(folder, { recursive: true });
    await at.run(runOf(5, { a: 3 }, { answeredAt: at.now() }));
    const never = { rightOf: () => Promise.reject(new Error('nobody answers')) };
    await at.deliverAll(never);
    expect((await at.deliveries()).at(-1)).toMatchObject({ status: 'DEAD', reason: 'RIGHT_UNKNOWN' });
    at.pass(20 * dayMs);
    expect(await at.run(runOf(6, { a: 3 }, { answeredAt: at.now() }))).toMatchObject({ changed: 0 });
    at.pass(15 * dayMs);
    await at.purge();
    expect((await at.deliveries()).at(-1)).toMatchObject({ status: 'DISCARDED', reason: 'TOO_OLD' });
    await at.run(runOf(7, { a: 3 }, { answeredAt: at.now() }));
    expect((await at.deliveries()).at(-1)).toMatchObject({ sinceRunId: 'run_0004', changedRows: 1 });
  });
});
