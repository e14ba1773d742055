import { randomBytes } from 'node:crypto';
import { channel } from 'node:diagnostics_channel';
import type { EntityManager, SqlEntityManager } from '@mikro-orm/sql';
import type { Kysely } from 'kysely';
import { copyStore } from './backup.ts';
import { openSqlite } from './openSqlite.ts';
import type { Store, StoreLocation, Transaction } from './store.ts';
import { camelCase, type Opened, type StoreParts } from './storeParts.ts';
import { tell } from './tell.ts';

export type { StoreParts } from './storeParts.ts';

/** A reading statement as it was sent, without the values of its parameters. */
export interface StatementSent {
  readonly location: StoreLocation;
  readonly statement: string;
}

/** Tells whoever listens in this process of each reading statement: for tests and for looking into a slow question. */
export const statementChannel = channel('hub:statement');

/** Opens the store and brings its schema up to date by its own migrations, never by schema sync. */
export async function openStore<Database>(parts: StoreParts): Promise<Store<Database>> {
  const { location } = parts;
  const { orm, openReads, ...beside } = await openDialect(parts);
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
      await beside.committed?.();
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
      await beside.closed?.();
      await orm.close(true);
    },
  };
}

/** Whoever has no PostgreSQL does not wait for its driver to be loaded. */
async function openDialect(parts: StoreParts): Promise<Opened> {
  const { location } = parts;
  if (location.dialect === 'sqlite') return openSqlite(parts, location);
  const { openPostgres } = await import('./openPostgres.ts');
  return openPostgres(parts, location);
}

async function ensureEpoch(em: EntityManager): Promise<void> {
  const db = (em.fork() as SqlEntityManager).getKysely<{ store_epoch: { id: number; epoch: string } }>();
  await db
    .insertInto('store_epoch')
    .values({ id: 1, epoch: randomBytes(9).toString('base64url') })
    .onConflict((on) => on.doNothing())
    .execute();
}
