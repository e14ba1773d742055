import { defineMigration, openStore, publishFeed, type StoreLocation } from '@hub/kernel';
import { sql } from 'kysely';

interface Tables {
  served: { residentId: string; services: string };
}

/** A real store with a real feed that tells which organisations serve a resident, in place of linkage. */
export async function openLinkageOfTest(location: StoreLocation) {
  const store = await openStore<Tables>({
    location,
    entities: [],
    migrations: [
      defineMigration('0001-served', ({ text }) => [
        `create table served (resident_id ${text} primary key, services ${text} not null)`,
      ]),
    ],
  });
  const projection = {
    classes: ['CASE', 'PERSONAL'],
    async read(ids: readonly string[]) {
      const rows = await store.reads.selectFrom('served').selectAll().where('residentId', 'in', ids).execute();
      return new Map(rows.map((row) => [row.residentId, { services: JSON.parse(row.services) as unknown }]));
    },
  };
  return {
    feed: publishFeed(store, { resident: { 'civil-affairs': projection } }),
    /** Tells who serves a resident from now on; `null` when she is gone. */
    serve: (residentId: string, services: unknown): Promise<void> =>
      store.write(async ({ db, tell }) => {
        await db.deleteFrom('served').where('residentId', '=', residentId).execute();
        if (services !== null)
          await db
            .insertInto('served')
            .values({ residentId, services: JSON.stringify(services) })
            .execute();
        await tell([{ kind: 'resident', id: residentId, version: 0 }]);
      }),
    /** What a restored linkage looks like to its readers. */
    beginEpoch: async (epoch: string) => {
      await store.write(({ db }) => sql`update store_epoch set epoch = ${epoch}`.execute(db));
    },
    close: store.close,
  };
}
