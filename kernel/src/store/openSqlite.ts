import { MikroORM as SqliteOrm } from '@mikro-orm/sqlite';
import SqliteDatabase from 'better-sqlite3';
import { Kysely } from 'kysely';
import { openCheckpoints } from './checkpoints.ts';
import { keepingStatements } from './keptStatements.ts';
import { camelCase, type Opened, type StoreParts, shared } from './storeParts.ts';
import { openWalSync } from './walSync.ts';

/** In a bulk load the same pages change again and again: each copy back to the file that is put off saves most of its writing. */
const bulkPragmas = ['cache_size = -65536', 'wal_autocheckpoint = 65536'];
/** While it serves, `checkpoints` copies them back beside; SQLite's own copying is for a log that grows faster than that. */
const servingPragmas = ['cache_size = -32768', 'wal_autocheckpoint = 32768', 'journal_size_limit = 33554432'];

export async function openSqlite(
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
  const walSync = parts.syncsBeside ? openWalSync(file) : null;
  const checkpoints = bulk ? null : openCheckpoints(file);
  return {
    orm: orm as unknown as Opened['orm'],
    async committed() {
      checkpoints?.committed();
      await walSync?.sync();
    },
    async closed() {
      await checkpoints?.close();
      await walSync?.close();
    },
    openReads: (onStatement) =>
      new Kysely({
        dialect: keepingStatements(new SqliteDatabase(file, { readonly: true, timeout: 5000 })),
        plugins: [camelCase],
        log: (event) => (event.level === 'query' ? onStatement(event.query.sql) : undefined),
      }),
  };
}
