import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import pg from 'pg';
import { connectionTo } from './postgresConnection.ts';

/** Writes all tables of a schema as JSON lines `{ table, row }`, in one repeatable-read snapshot. */
export async function pgDump({ url, schema }: { url: string; schema: string }, file: string): Promise<void> {
  const client = new pg.Client(connectionTo(url, schema));
  await client.connect();
  const out = createWriteStream(file, { mode: 0o600 });
  try {
    await client.query('begin isolation level repeatable read read only');
    const { rows: tables } = await client.query<{ name: string }>(
      'select table_name as name from information_schema.tables where table_schema = $1 order by table_name',
      [schema],
    );
    for (const { name } of tables) await dumpTable(client, name, out);
    await client.query('commit');
  } finally {
    out.end();
    await finished(out);
    await client.end();
  }
}

async function dumpTable(client: pg.Client, table: string, out: NodeJS.WritableStream): Promise<void> {
  await client.query(
    `declare rows cursor for select to_jsonb(t)::text as row from ${client.escapeIdentifier(table)} t`,
  );
  for (;;) {
    const { rows } = await client.query<{ row: string }>('fetch 1000 from rows');
    if (rows.length === 0) break;
    for (const { row } of rows)
      if (!out.write(`{"table":${JSON.stringify(table)},"row":${row}}\n`)) await once(out, 'drain');
  }
  await client.query('close rows');
}
