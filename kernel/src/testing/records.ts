import { sql } from 'kysely';
import type { Feed } from '../feed/feed.ts';
import { publishFeed } from '../feed/publishFeed.ts';
import { defineMigration } from '../store/migration.ts';
import { openStore } from '../store/openStore.ts';
import type { StoreLocation } from '../store/store.ts';

export interface RecordsOfTest {
  readonly feed: Feed;
  /** Tells every reader of a record as it is now; `null` withdraws it. */
  publish(id: string, record: Readonly<Record<string, unknown>> | null): Promise<void>;
  /** What a restored store looks like to its readers: all is told anew. */
  beginEpoch(epoch: string): Promise<void>;
  close(): Promise<void>;
}

interface Tables {
  published: { readonly id: string; readonly record: string };
}

const publishedMigration = defineMigration('0001-published', ({ text }) => [
  `create table published (id ${text} primary key, record ${text} not null)`,
]);

/** A real feed of records of one kind, in the place of the subgraph that owns them. */
export async function openRecordsOfTest(location: StoreLocation, kind: string): Promise<RecordsOfTest> {
  const store = await openStore<Tables>({ location, entities: [], migrations: [publishedMigration] });
  const projection = {
    classes: [],
    async read(ids: readonly string[]) {
      const rows = await store.reads.selectFrom('published').selectAll().where('id', 'in', ids).execute();
      return new Map(rows.map(({ id, record }) => [id, JSON.parse(record) as Record<string, unknown>]));
    },
  };
  const toEveryone = new Proxy({}, { get: () => projection });
  return {
    feed: publishFeed(store, { [kind]: toEveryone }),
    publish: (id, record) =>
      store.write(async ({ db, tell }) => {
        await db.deleteFrom('published').where('id', '=', id).execute();
        if (record !== null)
          await db
            .insertInto('published')
            .values({ id, record: JSON.stringify(record) })
            .execute();
        await tell([{ kind, id, version: 1 }]);
      }),
    beginEpoch: async (epoch) => {
      await store.write(({ db }) => sql`update store_epoch set epoch = ${epoch}`.execute(db));
    },
    close: store.close,
  };
}
