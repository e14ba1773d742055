import { MikroORM as PostgresOrm } from '@mikro-orm/postgresql';
import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { connectionTo } from './postgresConnection.ts';
import { camelCase, type Opened, type StoreParts, shared } from './storeParts.ts';

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

export async function openPostgres(
  parts: StoreParts,
  { url, schema }: { url: string; schema: string },
): Promise<Opened> {
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
