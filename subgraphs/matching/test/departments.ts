import {
  type ClosureRow,
  defineMigration,
  type HierarchyTables,
  hierarchyMigration,
  openStore,
  type Projection,
  publishFeed,
  readPlaces,
  type StoreLocation,
} from '@hub/kernel';
import { sql } from 'kysely';

export const kinds = [
  ...['need', 'socialWorker', 'serviceOffer', 'venueSlot', 'fund', 'goodsStock'],
  ...['volunteer', 'volunteerTeam', 'client', 'volunteerKey'],
] as const;
export type Kind = (typeof kinds)[number];

/** A record as its department publishes it to matching; `null` withdraws it. */
export interface Published {
  readonly kind: Kind;
  readonly id: string;
  readonly record: Readonly<Record<string, unknown>> | null;
}

interface Tables extends HierarchyTables {
  published: { kind: string; id: string; record: string };
}

export type Departments = Awaited<ReturnType<typeof openDepartments>>;

/** A real store with a real feed of places and of all that matching reads, in place of the four departments. */
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
    classes: kind === 'need' ? ['ASSISTANCE', 'CASE', 'CONTACT'] : [],
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
    place: { matching: { classes: [], read: (ids) => readPlaces(store.reads as never, ids) } },
    ...Object.fromEntries(kinds.map((kind) => [kind, { matching: projectionOf(kind) }])),
  });

  /** Linkage tells of the same records whose they are. */
  const persons = publishFeed(store, {
    client: { matching: projectionOf('client') },
    volunteer: { matching: projectionOf('volunteerKey') },
  });

  /** On PostgreSQL a fact shows only when no older transaction of the whole cluster is open any more. */
  const settled = async () => {
    const { epoch, xid, seq } = await feed.head();
    const after = { epoch, xid, seq: seq - 1 };
    const last = { reader: 'matching', kinds: ['place', ...kinds], after, limit: 1, waitMs: 20 };
    while ((await feed.pull(last)).facts.length === 0);
  };

  const rows: ClosureRow[] = Object.entries(places).flatMap(([descendant, ancestors]) =>
    [descendant, ...ancestors].map((ancestor) => ({ ancestor, descendant, validFrom: '2000-01-01', validTo: null })),
  );
  await store.write(async ({ db, tell }) => {
    await db.insertInto('closure').values(rows).execute();
    await tell(Object.keys(places).map((id) => ({ kind: 'place', id, version: 1 })));
  });

  return {
    feeds: { 'civil-affairs': feed, 'social-work': feed, charities: feed, volunteers: feed, linkage: persons },
    async publish(...changes: readonly Published[]): Promise<void> {
      await store.write(async ({ db, tell }) => {
        for (const { kind, id, record } of changes) {
          await db.deleteFrom('published').where('kind', '=', kind).where('id', '=', id).execute();
          if (record === null) continue;
          const row = { kind, id, record: JSON.stringify(record) };
          await db.insertInto('published').values(row).execute();
        }
        await tell(
          changes.map(({ kind, id }) => ({ kind: kind === 'volunteerKey' ? 'volunteer' : kind, id, version: 1 })),
        );
      });
      await settled();
    },
    /** What a restored department looks like to its readers. */
    beginEpoch: async (epoch: string) => {
      await store.write(({ db }) => sql`update store_epoch set epoch = ${epoch}`.execute(db));
    },
    close: store.close,
  };
}
