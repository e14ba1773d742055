import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { StoreLocation } from '../store/store.ts';
import { testConfig } from './config.ts';

export interface StoreOfTest {
  readonly name: 'SQLite' | 'PostgreSQL';
  /** An empty place for one subgraph; removed by `remove`. */
  place(subgraph: string): StoreLocation;
  remove(): Promise<void>;
}

const { postgresUrl, postgresRequired } = testConfig();

const probe = new pg.Client({ connectionString: postgresUrl, connectionTimeoutMillis: 10_000 });
const reachable = await probe
  .connect()
  .then(() => probe.end())
  .then(
    () => true,
    () => false,
  );

if (!reachable) {
  const sentence = `NO POSTGRESQL at ${postgresUrl.replace(/\/\/.*@/, '//')}: the PostgreSQL half of these tests is skipped. Set HUB_TEST_POSTGRES_URL.`;
  if (postgresRequired) throw new Error(sentence);
  process.stderr.write(`\n*** ${sentence}\n\n`);
}

/** The stores that the same test bodies run on; without PostgreSQL it says so loudly, or fails where PostgreSQL is required. */
export const storesOfTest: readonly ('SQLite' | 'PostgreSQL')[] = reachable ? ['SQLite', 'PostgreSQL'] : ['SQLite'];

/** No test pulls the server's plug, so commits need not wait for its disk. */
const unsynced = (url: string): string => {
  const parts = new URL(url);
  parts.searchParams.set('options', '-c synchronous_commit=off');
  return parts.href;
};

let made = 0;

/** Opens a place for stores that no other test uses. */
export const createStoreOfTest = (name: 'SQLite' | 'PostgreSQL'): StoreOfTest =>
  name === 'SQLite' ? sqliteOfTest() : postgresOfTest();

function sqliteOfTest(): StoreOfTest {
  const folder = mkdtempSync(join(tmpdir(), 'hub-test-'));
  return {
    name: 'SQLite',
    place: (subgraph) => ({ dialect: 'sqlite', file: join(folder, `${subgraph}.sqlite`) }),
    remove: async () => rmSync(folder, { recursive: true, force: true }),
  };
}

function postgresOfTest(): StoreOfTest {
  const prefix = `test_${process.pid}_${++made}_${Date.now().toString(36)}`;
  return {
    name: 'PostgreSQL',
    place(subgraph) {
      const schema = `${prefix}_${subgraph.replaceAll('-', '_')}`;
      return { dialect: 'postgres', url: unsynced(postgresUrl), schema };
    },
    async remove() {
      const client = new pg.Client({ connectionString: postgresUrl });
      await client.connect();
      // What a subgraph keeps in a schema of its own beside its store has the store's name before it.
      const { rows } = await client.query('select nspname from pg_namespace where starts_with(nspname, $1)', [prefix]);
      for (const { nspname } of rows)
        await client.query(`drop schema if exists ${client.escapeIdentifier(nspname)} cascade`);
      await client.end();
    },
  };
}
