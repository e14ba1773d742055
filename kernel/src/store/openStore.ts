import { randomBytes } from 'node:crypto';
import { channel } from 'node:diagnostics_channel';
import type { EntitySchema } from '@mikro-orm/core';
import { Migrator } from '@mikro-orm/migrations';
import { MikroORM as PostgresOrm } from '@mikro-orm/postgresql';
import type { EntityManager, SqlEntityManager } from '@mikro-orm/sql';
import { MikroORM as SqliteOrm } from '@mikro-orm/sqlite';
import SqliteDatabase from 'better-sqlite3';
import { CamelCasePlugin, Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { copyStore } from './backup.ts';
import { keepingStatements } from './keptStatements.ts';
import { kernelMigration, type MigrationStep, migrationClass } from './migration.ts';
import { connectionTo } from './postgresConnection.ts';
import type { Store, StoreLocation, Transaction } from './store.ts';
import { tell } from './tell.ts';
import { openWalSync, type WalSync } from './walSync.ts';

export interface StoreParts {
  readonly location: StoreLocation;
  readonly entities: readonly EntitySchema[];
  readonly migrations: readonly MigrationStep[];
  /**
   * Whether the thread goes on while a commit of SQLite is brought to the disk. `write` still resolves only afterwards, but others may
   * read before that what a power failure could take back: not for a store whose feed is read.
   */
  readonly syncsBeside?: boolean;
}

interface Opened {
  readonly orm: {
    readonly em: EntityManager;
    close(force?: boolean): Promise<void>;
    migrator: { up(): Promise<unknown> };
  };
  openReads(onStatement: (statement: string) => void): Kysely<never>;
  readonly walSync?: WalSync;
}

/** A reading statement as it was sent, without the values of its parameters. */
export interface StatementSent {
  readonly location: StoreLocation;
  readonly statement: string;
}

/** Tells whoever listens in this process of each reading statement: for tests and for looking into a slow question. */
export const statementChannel = channel('hub:statement');

/** One for all stores: it remembers the names that it has turned. */
const camelCase = new CamelCasePlugin();

/** Opens the store and brings its schema up to date by its own migrations, never by schema sync. */
export async function openStore<Database>(parts: StoreParts): Promise<Store<Database>> {
  const { location } = parts;
  const { orm, openReads, walSync } =
    location.dialect === 'sqlite' ? await openSqlite(parts, location) : await openPostgres(parts, location);
  await orm.migrator.up();
  await ensureEpoch(orm.em);
  let statements = 0;
  let writes = 0;
  const reads = openReads((statement) => {
    statements++;
    if (statementChannel.hasSubscribers) statementChannel.publish({ location, statement } satisfies StatementSent);
  }) as unknown as Kysely<Database>;
  const listeners = new Set<() => void>();

  return {
    dialect: location.dialect,
    reads,
    statements: () => statements,
    writes: () => writes,
    async write(work) {
      let told = false;
      const result = await orm.em.fork().transactional((em) => {
        const db = (em as SqlEntityManager).getKysely<Database>().withPlugin(camelCase) as Kysely<Database>;
        const transaction: Transaction<Database> = {
          em: em as EntityManager,
          db,
          tell: async (facts) => {
            told = told || facts.length > 0;
            await tell(db as unknown as Kysely<never>, location.dialect, facts);
          },
        };
        return work(transaction);
      });
      await walSync?.sync();
      writes++;
      if (told) for (const listener of listeners) listener();
      return result;
    },
    onTold(callback) {
      listeners.add(callback);
      return () => void listeners.delete(callback);
    },
    backup: (folder) => copyStore(location, reads as unknown as Kysely<never>, folder),
    async close() {
      await reads.destroy();
      await walSync?.close();
      await orm.close(true);
    },
  };
}

const shared = ({ entities, migrations, location }: StoreParts) => ({
  entities: [...entities],
  extensions: [Migrator],
  allowGlobalContext: false,
  discovery: { warnWhenNoEntities: false },
  migrations: {
    tableName: 'store_migration',
    migrationsList: [kernelMigration, ...migrations].map((step) => migrationClass(step, location.dialect)),
    snapshot: false,
    silent: true,
    disableForeignKeys: false,
  },
});

/** In a bulk load the same pages change again and again: each copy back to the file that is put off saves most of its writing. */
const bulkPragmas = ['cache_size = -65536', 'wal_autocheckpoint = 65536'];
const servingPragmas = ['cache_size = -32768', 'wal_autocheckpoint = 8000'];

async function openSqlite(
  parts: StoreParts,
  { file, bulk = false }: { file: string; bulk?: boolean },
): Promise<Opened> {
  const orm = await SqliteOrm.init({
    ...shared(parts),
    dbName: file,
    driverOptions: keepingStatements(new SqliteDatabase(file)),
  });
  const connection = orm.em.getConnection();
  await connection.execute('pragma journal_mode = wal');
  await connection.execute(`pragma synchronous = ${parts.syncsBeside ? 'normal' : 'full'}`);
  await connection.execute('pragma foreign_keys = on');
  await connection.execute('pragma busy_timeout = 5000');
  // Statements of many rows keep the pages that they change for the case that a row fails: on disk that writes more than the rows themselves.
  await connection.execute('pragma temp_store = memory');
  // Ids fall anywhere in their indexes: with the usual 2 MB in memory each bulk load reads and writes the same pages again and again.
  for (const pragma of bulk ? bulkPragmas : servingPragmas) await connection.execute(`pragma ${pragma}`);
  return {
    orm: orm as unknown as Opened['orm'],
    ...(parts.syncsBeside && { walSync: openWalSync(file) }),
    openReads: (onStatement) =>
      new Kysely({
        dialect: keepingStatements(new SqliteDatabase(file, { readonly: true, timeout: 5000 })),
        plugins: [camelCase],
        log: (event) => (event.level === 'query' ? onStatement(event.query.sql) : undefined),
      }),
  };
}

/** Connections of one store: all stores of a hub, and a second hub beside it, fit into the hundred that PostgreSQL allows unless told otherwise. */
const mostWriting = 2;
const mostReading = 3;

const int8 = 20;
const numeric = 1700;

/** 64-bit integers as numbers, as SQLite gives them; a value beyond 2^53 is a fault and not a rounding. */
const types = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    oid === int8 || oid === numeric ? safeInteger : pg.types.getTypeParser(oid, format as 'text'),
} as pg.CustomTypesConfig;

function safeInteger(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError('An integer beyond 2^53 came out of the store.');
  return value;
}

async function openPostgres(parts: StoreParts, { url, schema }: { url: string; schema: string }): Promise<Opened> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  // Two programs that start at once would both create it; the lock makes one wait.
  await client.query('select pg_advisory_lock(hashtext($1))', [`hub:${schema}`]);
  await client.query(`create schema if not exists ${client.escapeIdentifier(schema)}`);
  await client.end();
  const { connectionString, options } = connectionTo(url, schema);
  const orm = await PostgresOrm.init({
    ...shared(parts),
    clientUrl: connectionString,
    schema,
    driverOptions: { options, types },
    pool: { min: 0, max: mostWriting },
  });
  return {
    orm: orm as unknown as Opened['orm'],
    openReads: (onStatement) =>
      new Kysely({
        dialect: new PostgresDialect({
          pool: new pg.Pool({ connectionString, options, types, max: mostReading }),
        }),
        plugins: [camelCase],
        log: (event) => (event.level === 'query' ? onStatement(event.query.sql) : undefined),
      }),
  };
}

async function ensureEpoch(em: EntityManager): Promise<void> {
  const db = (em.fork() as SqlEntityManager).getKysely<{ store_epoch: { id: number; epoch: string } }>();
  await db
    .insertInto('store_epoch')
    .values({ id: 1, epoch: randomBytes(9).toString('base64url') })
    .onConflict((on) => on.doNothing())
    .execute();
}
