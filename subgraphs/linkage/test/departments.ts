import {
  type ClosureRow,
  defineMigration,
  type Feed,
  type HierarchyTables,
  hierarchyMigration,
  openStore,
  type Projection,
  publishFeed,
  readPlaces,
  type StoreLocation,
  type Subgraph,
} from '@hub/kernel';
import { startWorkersOfTest } from '@hub/kernel/testing';
import { sql } from 'kysely';

export const kinds = ['resident', 'client', 'beneficiary', 'volunteer'] as const;
export type Kind = (typeof kinds)[number];

/** A record as its department publishes it to linkage; `null` withdraws it. */
export interface Published {
  readonly kind: Kind;
  readonly id: string;
  readonly record: Readonly<Record<string, unknown>> | null;
}

interface Tables extends HierarchyTables {
  published: { kind: string; id: string; record: string };
}

export type Departments = Awaited<ReturnType<typeof openDepartments>>;

/** A real store with a real feed of places and of the four kinds of records, in place of the four departments. */
export async function openDepartments(location: StoreLocation, places: Readonly<Record<string, readonly string[]>>) {
  const store = await openStore<Tables>({
    location,
    entities: [],
    migrations: [
      hierarchyMigration,
      defineMigration('0002-published', ({ text }) => [
        `create table published (kind ${text} not null, id ${text} not null, record ${text} not null, primary key (kind, id))`,
      ]),
    ],
  });
  const projectionOf = (kind: Kind): Projection => ({
    classes: ['PERSONAL', 'IDENTIFIER', 'CONTACT'],
    async read(ids) {
      const rows = await store.reads
        .selectFrom('published')
        .selectAll()
        .where('kind', '=', kind)
        .where('id', 'in', ids)
        .execute();
      return new Map(rows.map(({ id, record }) => [id, JSON.parse(record)]));
    },
  });
  const feed = publishFeed(store, {
    place: { linkage: { classes: [], read: (ids) => readPlaces(store.reads as never, ids) } },
    ...Object.fromEntries(kinds.map((kind) => [kind, { linkage: projectionOf(kind) }])),
  });

  const rows: ClosureRow[] = Object.entries(places).flatMap(([descendant, ancestors]) =>
    [descendant, ...ancestors].map((ancestor) => ({ ancestor, descendant, validFrom: '2000-01-01', validTo: null })),
  );
  await store.write(async ({ db, tell }) => {
    await db.insertInto('closure').values(rows).execute();
    await tell(Object.keys(places).map((id) => ({ kind: 'place', id, version: 1 })));
  });

  return {
    feed,
    publish: (...changes: readonly Published[]): Promise<void> =>
      store.write(async ({ db, tell }) => {
        for (const { kind, id, record } of changes) {
          await db.deleteFrom('published').where('kind', '=', kind).where('id', '=', id).execute();
          if (record !== null)
            await db
              .insertInto('published')
              .values({ kind, id, record: JSON.stringify(record) })
              .execute();
        }
        await tell(changes.map(({ kind, id }) => ({ kind, id, version: 1 })));
      }),
    /** What a restored department looks like to its readers. */
    beginEpoch: async (epoch: string) => {
      await store.write(({ db }) => sql`update store_epoch set epoch = ${epoch}`.execute(db));
    },
    close: store.close,
  };
}

/** The four departments, all on one feed. */
export const feedsOf = (feed: Feed): Readonly<Record<string, Feed>> => ({
  'civil-affairs': feed,
  'social-work': feed,
  charities: feed,
  volunteers: feed,
});

/** Starts the readers, lets them read all there is, and stops them; gives what they wrote to the ledger. */
export async function readAll(subgraph: Subgraph, feed: Feed) {
  const workers = startWorkersOfTest(subgraph, feedsOf(feed));
  try {
    await workers.ready;
  } finally {
    await workers.stop();
  }
  return workers.audited;
}
