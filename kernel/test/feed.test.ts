import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { derivedFeed, type Feed, feedReader, publishFeed, type StoreLocation, type Worker } from '../src/index.ts';
import {
  createStoreOfTest,
  fixedClock,
  noGateway,
  nowOfTest,
  readToHead,
  seededIds,
  storesOfTest,
} from '../src/testing/index.ts';
import { addMember, type Club, type ClubTables, memberProjection, membersOf, openClub } from './club.ts';

const program = fileURLToPath(new URL('./feed.process.ts', import.meta.url));

/** Runs writer and reader until the given step, kills them there, and says whether they were done before. */
const runUntil = (
  orders: { writer: StoreLocation; reader: StoreLocation; members: number },
  lastStep: number,
): Promise<boolean> =>
  new Promise((resolve, reject) => {
    const child = fork(program, { execArgv: [] });
    let steps = 0;
    let done = false;
    child.on('message', (message: { done?: boolean }) => {
      if (message.done) done = true;
      else if (++steps === lastStep) child.kill('SIGKILL');
      else child.send('go');
    });
    child.once('error', reject);
    child.once('exit', (code, signal) =>
      code === 0 || signal === 'SIGKILL' ? resolve(done) : reject(new Error(`ended with ${code}`)),
    );
    child.send(orders);
  });

describe.each(storesOfTest)('a feed on %s', (storeName) => {
  const stores = createStoreOfTest(storeName);
  let club: Club;
  let feed: Feed;

  beforeAll(async () => {
    club = await openClub(stores.place('club'));
    feed = publishFeed(club, { member: { copy: memberProjection(club) } });
    for (const id of ['a', 'b', 'c']) await addMember(club, id, `Member ${id}`);
  });
  afterAll(async () => {
    await club.close();
    await stores.remove();
  });

  /** On PostgreSQL a fact settles only when no older transaction is open, those of other tests included. */
  const pull = async (after: Parameters<Feed['pull']>[0]['after'], limit = 10, waitMs = 0) => {
    await readToHead(feed, 'copy', ['member']);
    return feed.pull({ reader: 'copy', kinds: ['member'], after, limit, waitMs });
  };
  const idsOf = (batch: Awaited<ReturnType<typeof pull>>) => batch.facts.map(({ id }) => id);

  test('gives facts in order and goes on where it stopped', async () => {
    const first = await pull(null, 2);
    expect(idsOf(first)).toEqual(['a', 'b']);
    expect(idsOf(await pull(first.cursor))).toEqual(['c']);
  });

  test('moves a changed record to the end, with what it says now', async () => {
    const { cursor } = await pull(null);
    await addMember(club, 'a', 'Renamed');
    const { facts } = await pull(cursor);
    expect(facts).toEqual([{ kind: 'member', id: 'a', version: 1, record: { name: 'Renamed' } }]);
    expect(idsOf(await pull(null))).toEqual(['b', 'c', 'a']);
  });

  test('gives a tombstone for what is gone', async () => {
    await addMember(club, 'd', 'Leaving');
    await club.write(async ({ db, tell }) => {
      await db.deleteFrom('member').where('id', '=', 'd').execute();
      await tell([{ kind: 'member', id: 'd', version: 2 }]);
    });
    expect((await pull(null)).facts.at(-1)).toEqual({ kind: 'member', id: 'd', version: 2, record: null });
  });

  test('starts from the beginning for a cursor of another epoch', async () => {
    const { cursor } = await pull(null);
    expect((await pull({ ...cursor, epoch: 'before the restore' })).facts.length).toBeGreaterThan(2);
  });

  test('tells a reader that waits as soon as there is something', async () => {
    const { cursor } = await pull(null);
    const waiting = pull(cursor, 10, 20_000);
    await addMember(club, 'e', 'New');
    await waiting;
    // On PostgreSQL a transaction of anybody else that is still open may hold the fact back for a moment.
    await expect.poll(async () => idsOf(await pull(cursor)), { timeout: 10_000 }).toEqual(['e']);
  });

  test('gives nothing to a reader that is not declared, and classes to one that is', async () => {
    expect(
      (await feed.pull({ reader: 'stranger', kinds: ['member'], after: null, limit: 10, waitMs: 0 })).facts,
    ).toEqual([]);
    expect((await pull(null)).classes).toEqual(['PERSONAL']);
  });

  test('finds one fact behind many of another kind, and goes on behind all of them', async () => {
    const { cursor } = await pull(null);
    const others = Array.from({ length: 41_000 }, (_, at) => ({ kind: 'other', id: `o${at}`, version: 1 }));
    await club.write(({ tell }) => tell(others));
    await addMember(club, 'late', 'Late');
    const batch = await pull(cursor);
    expect(idsOf(batch)).toEqual(['late']);
    expect(idsOf(await pull(batch.cursor))).toEqual([]);
    expect(idsOf(await pull(null, 3))).toHaveLength(3);
  });

  test('tells nothing when the write is rolled back', async () => {
    const cursor = await feed.head();
    const write = club.write(async ({ db, tell }) => {
      await db.insertInto('member').values({ id: 'z', version: 1, name: 'Never' }).execute();
      await tell([{ kind: 'member', id: 'z', version: 1 }]);
      throw new Error('rolled back');
    });
    await expect(write).rejects.toThrow('rolled back');
    expect((await pull(cursor)).facts).toEqual([]);
  });

  test('lets a copy forget what a new epoch no longer has', async () => {
    const copy = await openClub(stores.place('epochs'));
    const read = async (source: Feed) => {
      const ending = new AbortController();
      const worker = feedReader<ClubTables>({
        reader: 'copy',
        of: 'club',
        kinds: ['member'],
        store: copy,
        clock: fixedClock(nowOfTest),
        ids: seededIds('epochs'),
        apply: async (facts, { db }) => {
          for (const { id, record } of facts) {
            await db.deleteFrom('member').where('id', '=', id).execute();
            if (record)
              await db
                .insertInto('member')
                .values({ id, version: 1, name: String(record.name) })
                .execute();
          }
        },
        reset: async ({ db }) => {
          await db.deleteFrom('member').execute();
        },
      });
      await worker.run({
        feed: () => source,
        audit: async () => {},
        ask: noGateway,
        signal: ending.signal,
        caughtUp: () => ending.abort(),
      });
    };
    await read(feed);
    expect(await membersOf(copy)).toEqual(await membersOf(club));
    const restored = await openClub(stores.place('restored'));
    await addMember(restored, 'b', 'Only one');
    await read(publishFeed(restored, { member: { copy: memberProjection(restored) } }));
    expect(await membersOf(copy)).toEqual(['b=Only one']);
    await Promise.all([copy.close(), restored.close()]);
  });

  test('lets a reader of what is worked out from other feeds catch up only when that is worked out', async () => {
    const copy = await openClub(stores.place('derived'));
    const ending = new AbortController();
    const steps: string[] = [];
    const source: Worker = {
      name: 'source',
      async run({ caughtUp }) {
        await addMember(club, 'late', 'Worked out late');
        steps.push('all is worked out');
        caughtUp();
      },
    };
    const derived = derivedFeed(feed, [source]);
    const ports = { audit: async () => {}, ask: noGateway, signal: ending.signal, caughtUp: () => {} };
    const whileWorking: Feed = {
      ...derived.feed,
      async pull(request, signal) {
        const batch = await derived.feed.pull(request, signal);
        // All that the head held when the reader began is in: only now the rest is worked out.
        if (steps.length === 0) await derived.readers[0]?.run({ ...ports, feed: () => feed });
        return batch;
      },
    };
    const reader = feedReader<ClubTables>({
      reader: 'copy',
      of: 'club',
      kinds: ['member'],
      store: copy,
      clock: fixedClock(nowOfTest),
      ids: seededIds('derived'),
      apply: async (facts) => void steps.push(...facts.map(({ id }) => id)),
      reset: async () => {},
    });
    const caughtUp = () => {
      steps.push('the copy is ready');
      ending.abort();
    };
    await reader.run({ ...ports, feed: () => whileWorking, caughtUp });
    await copy.close();
    expect([steps[0], ...steps.slice(-2)]).toEqual(['all is worked out', 'late', 'the copy is ready']);
  });

  test('loses and doubles nothing when writer or reader is killed between any two steps', async () => {
    const writer = stores.place('killed-writer');
    const reader = stores.place('killed-reader');
    const orders = { writer, reader, members: 3 };
    // Each run goes one step further than what its predecessors left to do, until one is done.
    let runs = 0;
    while (!(await runUntil(orders, 1 + (runs % 4)))) expect(++runs).toBeLessThan(60);
    const [written, copied] = [await openClub(writer), await openClub(reader)];
    expect(await membersOf(copied)).toEqual(await membersOf(written));
    expect(await membersOf(copied)).toHaveLength(3);
    await Promise.all([written.close(), copied.close()]);
  }, 120_000);
});
