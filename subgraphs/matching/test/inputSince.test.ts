import { openStore, type Store } from '@hub/kernel';
import { createStoreOfTest, keysOfTest, openingOfTest, seededRandomness, storesOfTest } from '@hub/kernel/testing';
import { createSealer } from '@hub/vault';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openMatching } from '../src/index.ts';
import { changesBetween, changesOf } from '../src/match-run/inputChanges.worker.ts';
import { createInputDigest } from '../src/match-run/inputDigest.worker.ts';
import { type InputSince, inputSince } from '../src/match-run/inputSince.worker.ts';
import { saveRun, saveUpdate } from '../src/match-run/matchRun.repository.ts';
import { type ReadInput, readInput } from '../src/match-run/runInput.worker.ts';
import { sealsOf } from '../src/seals.ts';
import type { MatchingTables } from '../src/tables.ts';
import { finished } from './finished.ts';
import { thrownWorld } from './thrownWorld.ts';

const today = '2026-11-21';
const sealed = sealsOf(
  createSealer(keysOfTest().ring('seal'), keysOfTest().ring('blind-index'), seededRandomness('places')),
);

/** The second lies beside the first in the same place, as another process has it. */
async function openTwice(storeName: (typeof storesOfTest)[number]) {
  const stores = createStoreOfTest(storeName);
  const location = stores.place('matching');
  await (await openMatching(openingOfTest(location))).close();
  const open = () => openStore<MatchingTables>({ location, entities: [], migrations: [] });
  const [store, other] = [await open(), await open()];
  return {
    store,
    other,
    async close() {
      await store.close();
      await other.close();
      await stores.remove();
    },
  };
}

describe.each(storesOfTest)('what changed since a run, on %s', (storeName) => {
  let opened: Awaited<ReturnType<typeof openTwice>>;
  let store: Store<MatchingTables>;
  beforeEach(async () => {
    opened = await openTwice(storeName);
    ({ store } = opened);
  });
  afterEach(() => opened.close());

  const parts = () => ({ store, sealed });
  const whole = () => readInput(parts(), today);
  const since = (before: ReadInput, runKey: number) => inputSince(parts(), before, runKey);
  const stored = async ({ moment, newlyAnswered }: ReadInput): Promise<number> =>
    saveRun(store, { ...finished(moment), newlyAnswered });
  const updated = async ({ moment, newlyAnswered }: ReadInput, after: number): Promise<number> =>
    (await saveUpdate(store, {
      ...finished(moment),
      ...{ newlyAnswered, after, needIds: [], shortageIds: [], resourceIds: [] },
    })) ?? Number.NaN;
  const present = (found: InputSince | null): InputSince => found ?? expect.fail('It was not told what changed.');

  test.each([1, 2, 3])(
    'comes to what is read anew, whatever happened (%i)',
    async (seed) => {
      const { happen, dice } = thrownWorld(seed, store, sealed);
      for (let at = 0; at < 80; at++) await happen();
      let before = await whole();
      let key = await stored(before);
      const digest = createInputDigest();
      await digest.begin(before.input);
      const seen = { needs: 0, resources: 0, followed: 0 };
      for (let round = 0; round < 60; round++) {
        for (let at = dice(4); at >= 0; at--) await happen();
        const now = present(await since(before, key));
        const anew = await whole();
        expect(now.input).toEqual(anew.input);
        expect([now.dealt, now.funds, now.beside].map((map) => [...map].sort())).toEqual(
          [anew.dealt, anew.funds, anew.beside].map((map) => [...map].sort()),
        );
        expect([...now.newlyAnswered].sort()).toEqual(anew.newlyAnswered);
        expect(digest.follow(now.input, now.needs, now.resources)).toBe(await createInputDigest().begin(anew.input));
        const changes = changesOf(before.input, now.input, now.needs, now.resources);
        expect(changes).toEqual(await changesBetween(before.input, anew.input));
        seen.needs += now.needs.given.length + now.needs.gone.length;
        seen.resources += now.resources.given.length + now.resources.gone.length;
        seen.followed += Number(changes !== null);
        key = await updated(now, key);
        before = now;
      }
      expect(Math.min(...Object.values(seen))).toBeGreaterThan(20);
    },
    60_000,
  );

  test('is seen whoever wrote it, also when it was written while all was read', async () => {
    const { happen } = thrownWorld(7, opened.other, sealed);
    for (let at = 0; at < 40; at++) await happen();
    const reading = whole();
    for (let at = 0; at < 20; at++) await happen();
    const before = await reading;
    const key = await stored(before);
    expect(present(await since(before, key)).input).toEqual((await whole()).input);
  });

  test('is nothing, and is forgotten, once a run that has it is stored', async () => {
    const { happen } = thrownWorld(8, store, sealed);
    for (let at = 0; at < 40; at++) await happen();
    const before = await whole();
    const key = await stored(before);
    const now = present(await since(before, key));
    expect([now.input, now.needs, now.resources]).toEqual([before.input, ...Array(2).fill({ given: [], gone: [] })]);
    // On PostgreSQL a change is forgotten once no transaction of the whole cluster is open that began before it.
    const left = async () => {
      await stored(await whole());
      return store.reads.selectFrom('inputChange').selectAll().execute();
    };
    await expect.poll(left, { timeout: 10_000, interval: 20 }).toEqual([]);
  });

  test('is not told after another run was stored, after a restoration, and when it is much', async () => {
    const { happen, putNeed } = thrownWorld(9, store, sealed);
    for (let at = 0; at < 40; at++) await happen();
    const before = await whole();
    const key = await stored(before);
    const later = await stored(before);
    expect(await since(before, key)).toBeNull();
    expect(await since(before, later)).not.toBeNull();
    await store.write(({ db }) => sql`update store_epoch set epoch = 'restored'`.execute(db));
    expect(await since(before, later)).toBeNull();
    expect(await since(await whole(), later)).not.toBeNull();
    await putNeed();
    await store.write(async ({ db }) => {
      const many = Array.from({ length: 1001 }, (_, at) => ({ kind: 'NEED' as const, id: `need_${at}` }));
      await db.insertInto('inputChange').values(many).execute();
    });
    expect(await since(await whole(), later)).not.toBeNull();
    expect(await since({ ...before, moment: { ...before.moment, epoch: 'restored' } }, later)).toBeNull();
  });
});

test.runIf(storesOfTest.includes('PostgreSQL'))(
  'a change that is committed after a later one is not missed',
  async () => {
    const { store, other, close } = await openTwice('PostgreSQL');
    const { happen, putFund } = thrownWorld(4, other, sealed);
    try {
      for (let at = 0; at < 40; at++) await happen();
      const parts = { store: other, sealed };
      const first = await readInput(parts, today);
      const key = await saveRun(other, { ...finished(first.moment), newlyAnswered: first.newlyAnswered });
      const { promise: held, resolve: letGo } = Promise.withResolvers<void>();
      const { promise: written, resolve: tellWritten } = Promise.withResolvers<void>();
      const late = store.write(async ({ db }) => {
        await db.updateTable('needCopy').set({ units: 77 }).where('status', '=', 'OPEN').execute();
        tellWritten();
        await held;
      });
      await written;
      await putFund();
      const second = await inputSince(parts, first, key);
      expect(second?.input).toEqual((await readInput(parts, today)).input);
      const nextKey = await saveUpdate(other, {
        ...finished(second?.moment ?? first.moment),
        ...{ after: key, needIds: [], shortageIds: [], resourceIds: [] },
      });
      letGo();
      await late;
      const third = second && (await inputSince(parts, second, nextKey ?? Number.NaN));
      expect(third?.input).toEqual((await readInput(parts, today)).input);
      expect(third?.needs.given.map(({ id }) => id)).toEqual(third?.input.needs.map(({ id }) => id));
    } finally {
      await close();
    }
  },
);
