import type { EntitySchema } from '@mikro-orm/core';
import { Migrator } from '@mikro-orm/migrations';
import type { EntityManager } from '@mikro-orm/sql';
import { CamelCasePlugin, type Kysely } from 'kysely';
import { kernelMigration, type MigrationStep, migrationClass } from './migration.ts';
import type { StoreLocation } from './store.ts';

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

/** What a dialect makes of them. */
export interface Opened {
  readonly orm: {
    readonly em: EntityManager;
    close(force?: boolean): Promise<void>;
    migrator: { up(): Promise<unknown> };
  };
  openReads(onStatement: (statement: string) => void): Kysely<never>;
  /** What follows each write before it is acknowledged. */
  committed?(): Promise<void>;
  /** What ends beside the connections, before they do. */
  closed?(): Promise<void>;
}

/** One for all stores: it remembers the names that it has turned. */
export const camelCase = new CamelCasePlugin();

/** What an ORM of either dialect is opened with. */
export const shared = ({ entities, migrations, location }: StoreParts) => ({
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
