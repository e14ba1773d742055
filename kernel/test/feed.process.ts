import { systemClock } from '../src/clock.ts';
import { feedReader } from '../src/feed/feedReader.ts';
import { publishFeed } from '../src/feed/publishFeed.ts';
import type { StoreLocation } from '../src/store/store.ts';
import { seededIds } from '../src/testing/fixtures.ts';
import { noGateway } from '../src/testing/opened.ts';
import { type ClubTables, memberProjection, openClub } from './club.ts';

/** A writer and a reader in one process that tell each step to their parent and wait for its word, so that it can kill them in between. */
interface Orders {
  readonly writer: StoreLocation;
  readonly reader: StoreLocation;
  readonly members: number;
}

const step = (name: string): Promise<void> =>
  new Promise((resolve) => {
    process.once('message', () => resolve());
    process.send?.({ step: name });
  });

process.once('message', (orders: Orders) => void run(orders));

async function run({ writer, reader, members }: Orders): Promise<void> {
  const club = await openClub(writer);
  const copy = await openClub(reader);
  const counted = await club.reads
    .selectFrom('member')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  for (let number = Number(counted.count) + 1; number <= members; number++) {
    await club.write(async ({ db, tell }) => {
      const id = `m${String(number).padStart(2, '0')}`;
      await db
        .insertInto('member')
        .values({ id, version: 1, name: `Member ${number}` })
        .execute();
      await step('row written');
      await tell([{ kind: 'member', id, version: 1 }]);
      await step('fact told');
    });
    await step('write committed');
  }

  const worker = feedReader<ClubTables>({
    reader: 'copy',
    of: 'club',
    kinds: ['member'],
    store: copy,
    clock: systemClock,
    ids: seededIds('feed'),
    limit: 1,
    async apply(facts, { db }) {
      await step('batch pulled');
      for (const { id, record } of facts) {
        // Doubled facts would break on the unique id.
        await db
          .insertInto('member')
          .values({ id, version: 1, name: String(record?.name) })
          .execute();
      }
      await step('batch applied');
    },
    reset: async ({ db }) => void (await db.deleteFrom('member').execute()),
  });
  const ending = new AbortController();
  const feed = publishFeed(club, { member: { copy: memberProjection(club) } });
  await worker.run({
    feed: () => feed,
    audit: () => step('batch audited'),
    ask: noGateway,
    signal: ending.signal,
    caughtUp: () => ending.abort(),
  });
  await copy.close();
  await club.close();
  process.send?.({ done: true }, () => process.exit(0));
}
