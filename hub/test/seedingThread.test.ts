import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { planDistrict } from '@hub/engine-population';
import { createIds, createLog, locationOf, type Subgraph, systemClock } from '@hub/kernel';
import type { SubgraphName } from '@hub/schema';
import SqliteDatabase from 'better-sqlite3';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type DataFolder, openDataFolder } from '../src/dataFolder.ts';
import { startLoaderBeside } from '../src/seed/loaderBeside.ts';
import { type SeedParts, seedDistrict, seedStateOf } from '../src/seed/seed.ts';
import { openers } from '../src/subgraphs.ts';
import { newFolder } from './program.ts';

const district = { seed: 'failing', residents: 1400, today: '2025-11-21' };
const config = { databaseUrl: undefined, timeZone: 'Asia/Shanghai', logLevel: 'error' } as const;
const data = newFolder();
let folder: DataFolder;
const subgraphs = new Map<SubgraphName, Subgraph>();

/** A store that the thread has open too, from a connection of its own. */
function inStore<Answer>(name: SubgraphName, work: (store: SqliteDatabase.Database) => Answer): Answer {
  const store = new SqliteDatabase(join(data, 'stores', `${name}.sqlite`));
  try {
    return work(store);
  } finally {
    store.close();
  }
}

const rowsOf = (name: SubgraphName, table: string): number =>
  inStore(name, (store) => Number(store.prepare(`select count(*) from ${table}`).pluck().get()));

const parts: SeedParts = { folder: data, subgraphs, onProgress: () => {} };

beforeAll(async () => {
  folder = openDataFolder(data);
  for (const name of ['civil-affairs', 'volunteers'] as const)
    subgraphs.set(
      name,
      await openers[name]({
        folder: data,
        keys: folder.keys,
        clock: systemClock,
        ids: createIds(randomBytes),
        randomness: randomBytes,
        timeZone: config.timeZone,
        log: createLog(config.logLevel),
        location: locationOf(name, data, undefined, true),
      }),
    );
}, 60_000);

afterAll(async () => {
  for (const subgraph of subgraphs.values()) await subgraph.close();
  folder.lock.release();
  rmSync(data, { recursive: true, force: true });
});

test('a thread whose store fails is told of, leaves no half of a list, and what it did not write is loaded the next time', async () => {
  const plan = planDistrict(district);
  const first = plan.chunk(1).civilAffairs.residents.length;
  // As a full disk would: the second slice's residents fail at a row in their middle.
  inStore('civil-affairs', (store) =>
    store.exec(`create trigger full before insert on resident when (select count(*) from resident) >= ${first + 150}
      begin select raise(abort, 'database or disk is full'); end`),
  );
  const beside = startLoaderBeside({ folder, config });
  await expect(seedDistrict(district, { ...parts, beside })).rejects.toThrow('database or disk is full');
  expect(rowsOf('civil-affairs', 'resident')).toBe(first);
  expect(
    inStore('civil-affairs', (store) => store.prepare("select id from feed_fact where kind = 'resident'").all()),
  ).toHaveLength(first);
  expect(seedStateOf(data)).toMatchObject({ nextChunk: 2, chunkCount: 3 });

  inStore('civil-affairs', (store) => store.exec('drop trigger full'));
  // Which thread goes on does not matter.
  expect(await seedDistrict(district, parts)).toBe(true);
  expect(seedStateOf(data)).toMatchObject({ nextChunk: 3 });
  expect(rowsOf('civil-affairs', 'resident')).toBe(plan.totals.residents);
  expect(rowsOf('civil-affairs', 'assistance_status')).toBe(plan.totals.assistanceStatuses);
  expect(rowsOf('volunteers', 'volunteer')).toBe(plan.totals.volunteers);
}, 60_000);
