import { createHash } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import { HubError } from './errors.ts';
import type { Transaction } from './store/store.ts';

/** The key that a caller gave for one change, with who it is from and what the change says. */
export interface IdempotentChange {
  readonly key: string | null;
  readonly viewer: string;
  readonly command: string;
  readonly input: unknown;
  readonly now: string;
}

const keyForm = /^[\x21-\x7e]{1,128}$/;

/**
 * Runs a change once for each key and viewer, in the transaction of the change itself: the same key with the same input gives
 * the record that was changed the first time, with another input it is a conflict.
 */
export async function once<Database, Row extends { readonly id: string }>(
  transaction: Transaction<Database>,
  change: IdempotentChange,
  work: () => Promise<Row>,
  again: (id: string) => Promise<Row>,
): Promise<Row> {
  if (change.key === null) return work();
  if (!keyForm.test(change.key)) throw new HubError('BAD_USER_INPUT', 'IDEMPOTENCY_KEY_FORM');
  const db = transaction.db as unknown as Kysely<never>;
  const digest = createHash('sha256')
    .update(JSON.stringify([change.command, change.input]))
    .digest('base64url');
  const { rows } = await sql<{ digest: string; recordId: string }>`select digest, record_id from idempotency
    where viewer = ${change.viewer} and idempotency_key = ${change.key}`.execute(db);
  const [earlier] = rows;
  if (earlier && earlier.digest !== digest) throw new HubError('CONFLICT', 'IDEMPOTENCY_CONFLICT');
  if (earlier) return again(earlier.recordId);
  const row = await work();
  await sql`insert into idempotency (viewer, idempotency_key, digest, record_id, used_at)
    values (${change.viewer}, ${change.key}, ${digest}, ${row.id}, ${change.now})`.execute(db);
  return row;
}
