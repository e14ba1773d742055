import { sql } from 'kysely';
import type { Feed } from '../feed/feed.ts';
import { publishFeed } from '../feed/publishFeed.ts';
import { type ClosureRow, type HierarchyTables, hierarchyMigration, readPlaces } from '../hierarchy.ts';
import { openStore } from '../store/openStore.ts';
import type { StoreLocation } from '../store/store.ts';

export interface PlacesOfTest {
  readonly feed: Feed;
  close(): Promise<void>;
}

/** A real feed of places for readers of a hierarchy: each node with the nodes that it lies in, itself left out. */
export async function openPlacesOfTest(
  location: StoreLocation,
  ancestorsByNode: Readonly<Record<string, readonly string[]>>,
): Promise<PlacesOfTest> {
  const store = await openStore<HierarchyTables>({ location, entities: [], migrations: [hierarchyMigration] });
  const rows: ClosureRow[] = Object.entries(ancestorsByNode).flatMap(([descendant, ancestors]) =>
    [descendant, ...ancestors].map((ancestor) => ({ ancestor, descendant, validFrom: '2000-01-01', validTo: null })),
  );
  await store.write(async ({ db, tell }) => {
    const values = rows.map((row) => sql`(${row.ancestor}, ${row.descendant}, ${row.validFrom}, ${row.validTo})`);
    await sql`insert into closure (ancestor, descendant, valid_from, valid_to) values ${sql.join(values)}`.execute(db);
    await tell(Object.keys(ancestorsByNode).map((id) => ({ kind: 'place', id, version: 1 })));
  });
  const everyone = { classes: [], read: (ids: readonly string[]) => readPlaces(store.reads as never, ids) };
  const byReader = new Proxy({}, { get: () => everyone });
  return { feed: publishFeed(store, { place: byReader }), close: store.close };
}
