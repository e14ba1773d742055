import type { InferEntity } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/sql';
import type { Kysely } from 'kysely';
import type { Fact } from '../feed/feed.ts';

export type Dialect = 'sqlite' | 'postgres';

/** Where a subgraph keeps its rows: a file of its own, or a schema of its own in a PostgreSQL database. */
export type StoreLocation =
  | {
      readonly dialect: 'sqlite';
      readonly file: string;
      /** Whether it is opened for a bulk load with nobody asking meanwhile: more memory, and a longer log that is seldom copied back. */
      readonly bulk?: boolean;
    }
  | { readonly dialect: 'postgres'; readonly url: string; readonly schema: string };

/** A fact to be told with a write: this record is new, changed or gone. */
export type FactNotice = Pick<Fact, 'kind' | 'id' | 'version'>;

/** One write transaction. It awaits nothing but its database. */
export interface Transaction<Database> {
  readonly em: EntityManager;
  /** Typed SQL inside the transaction; table and column names in camelCase. */
  readonly db: Kysely<Database>;
  /** Adds facts to the feed, in this transaction. */
  tell(facts: readonly FactNotice[]): Promise<void>;
}

export interface Store<Database> {
  readonly dialect: Dialect;
  /** Plain rows on connections of their own, which never wait for a writer. */
  readonly reads: Kysely<Database>;
  /** How many statements were sent on `reads` so far. */
  statements(): number;
  /** How many transactions were committed here so far. */
  writes(): number;
  /** Runs the work in one transaction; readers of the feed are woken after it is committed. */
  write<Result>(work: (transaction: Transaction<Database>) => Promise<Result>): Promise<Result>;
  /** Calls back after each committed write that told a fact; gives the function that ends it. */
  onTold(callback: () => void): () => void;
  /** Writes a portable copy of everything, from one snapshot, into the folder. */
  backup(folder: string): Promise<void>;
  close(): Promise<void>;
}

/** The plain row of an entity: its columns without the integer key, which only joins use. */
export type RowOf<Entity> = {
  readonly [Column in Exclude<keyof InferEntity<Entity> & string, 'key'>]-?: Exclude<
    InferEntity<Entity>[Column],
    undefined
  >;
};
