import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Feed, feedReader, isAtOrAfter, publishFeed } from '../src/index.ts';
import {
  createStoreOfTest,
  fixedClock,
  noGateway,
  nowOfTest,
  readToHead,
  seededIds,
  storesOfTest,
} from '../src/testing/index.ts';
import { addMember, type Club, type ClubTables, memberProjection, openClub } from './club.ts';

// SQLite has one writer, so that nothing is ever held back there.
describe.runIf(storesOfTest.includes('PostgreSQL'))('while an earlier transaction is open on PostgreSQL', () => {
  const stores = createStoreOfTest('PostgreSQL');
  let club: Club;
  let feed: Feed;

  beforeAll(async () => {
    club = await openClub(stores.place('club'));
    feed = publishFeed(club, { member: { copy: memberProjection(club) } });
  });
  afterAll(async () => {
    await club.close();
    await stores.remove();
  });

  /** A transaction that has told of a member and stays open until it is let go. */
  async function heldWrite(id: string) {
    const told = Promise.withResolvers<void>();
    const held = Promise.withResolvers<void>();
    const written = club.write(async ({ db, tell }) => {
      await db.insertInto('member').values({ id, version: 1, name: id }).execute();
      await tell([{ kind: 'member', id, version: 1 }]);
      told.resolve();
      await held.promise;
    });
    await told.promise;
    return {
      async letGo() {
        held.resolve();
        await written;
      },
    };
  }

  test('a later fact waits for it, and none is passed over', async () => {
    const first = await heldWrite('a');
    await addMember(club, 'b', 'b');
    const before = await feed.pull({ reader: 'copy', kinds: ['member'], after: null, limit: 10, waitMs: 0 });
    expect([before.facts, isAtOrAfter(before.cursor, await feed.head())]).toEqual([[], false]);
    await first.letGo();
    const { facts } = await readToHead(feed, 'copy', ['member'], before.cursor);
    expect(facts.map(({ id }) => id)).toEqual(['a', 'b']);
  });

  test('a copy is not called ready, however often it has found nothing', async () => {
    const copy = await openClub(stores.place('copy'));
    const first = await heldWrite('c');
    await addMember(club, 'd', 'd');
    const order: string[] = [];
    const emptyThrice = Promise.withResolvers<void>();
    let empty = 0;
    const watched: Feed = {
      ...feed,
      async pull(request, signal) {
        const batch = await feed.pull(request, signal);
        if (batch.facts.length === 0 && ++empty === 3) emptyThrice.resolve();
        return batch;
      },
    };
    const ending = new AbortController();
    const worker = feedReader<ClubTables>({
      reader: 'copy',
      of: 'club',
      kinds: ['member'],
      store: copy,
      clock: fixedClock(nowOfTest),
      ids: seededIds('settling'),
      apply: async (facts) => void order.push(...facts.map(({ id }) => id)),
      reset: async () => {},
    });
    const running = worker.run({
      feed: () => watched,
      audit: async () => {},
      ask: noGateway,
      signal: ending.signal,
      caughtUp() {
        order.push('ready');
        ending.abort();
      },
    });
    await emptyThrice.promise;
    order.push('let go');
    await first.letGo();
    await running;
    expect(order.slice(-4)).toEqual(['let go', 'c', 'd', 'ready']);
    await copy.close();
  });
});
