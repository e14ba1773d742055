import { setImmediate as nextTurn } from 'node:timers/promises';
import { type Kysely, sql } from 'kysely';
import { auditEntryOf } from '../audit.ts';
import type { Clock } from '../clock.ts';
import type { Ids } from '../ids.ts';
import type { Store, Transaction } from '../store/store.ts';
import type { AuditPort, Worker } from '../subgraph.ts';
import { type Fact, type FeedBatch, type FeedCursor, type FeedHead, isAtOrAfter } from './feed.ts';

export interface FeedReaderParts<Database> {
  /** The subgraph that reads; projections are declared under this name. */
  readonly reader: string;
  /** The subgraph that is read. */
  readonly of: string;
  readonly kinds: readonly string[];
  readonly store: Store<Database>;
  readonly clock: Clock;
  readonly ids: Ids;
  /** Applies the facts to the copy; runs in the transaction that also saves the cursor. */
  apply(facts: readonly Fact[], transaction: Transaction<Database>): Promise<void>;
  /** Empties the copy before a new epoch is replayed from its beginning. */
  reset(transaction: Transaction<Database>): Promise<void>;
  /** Awaited before a batch is applied, outside of its transaction, for what that needs in memory; not where there is nothing to read. */
  readonly prepare?: (signal: AbortSignal) => Promise<unknown>;
  /** Called after a batch is saved. */
  readonly applied?: (facts: readonly Fact[]) => void;
  readonly limit?: number;
}

const pullWaitMs = 1000;
/** Facts up to the head may be held back while another transaction is open: they are asked for soon again. */
const settlingWaitMs = 20;
const derivingWaitMs = 100;

const waitFor = (reached: boolean, { isSettling }: FeedHead): number =>
  reached ? pullWaitMs : isSettling ? derivingWaitMs : settlingWaitMs;

/** A worker that keeps a copy of another subgraph's records: copy and cursor are saved together, so nothing is lost or doubled. */
export function feedReader<Database>(parts: FeedReaderParts<Database>): Worker {
  const name = `${parts.reader} reads ${parts.of}: ${parts.kinds.join(', ')}`;
  return {
    name,
    async run(ports) {
      const feed = ports.feed(parts.of);
      let goal = await feed.head();
      let cursor = await savedCursor(parts, name);
      let reached = false;
      while (!ports.signal.aborted) {
        if (!reached && hasReached(cursor, goal)) {
          // What a derived feed still works out lies beyond the head that it had.
          if (goal.isSettling) goal = await feed.head();
          reached = !goal.isSettling && hasReached(cursor, goal);
          if (reached) ports.caughtUp();
        }
        const limit = parts.limit ?? 500;
        const waitMs = waitFor(reached, goal);
        const batch = await feed.pull(
          { reader: parts.reader, kinds: parts.kinds, after: cursor, limit, waitMs },
          ports.signal,
        );
        if (batch.facts.length > 0 || batch.cursor.epoch !== cursor?.epoch) {
          await parts.prepare?.(ports.signal);
          await audit(parts, ports.audit, batch);
          await save(parts, name, cursor, batch);
          parts.applied?.(batch.facts);
        }
        cursor = batch.cursor;
        if (!reached) ports.holds?.(Math.min(1, Math.max(0, cursor.seq / Math.max(1, goal.seq))));
        // On SQLite all of this was work of the one thread: questions get their turn before the next batch.
        await nextTurn();
      }
    },
  };
}

const hasReached = (cursor: FeedCursor | null, goal: FeedCursor): boolean =>
  goal.seq < 0 || (cursor !== null && cursor.epoch === goal.epoch && isAtOrAfter(cursor, goal));

async function savedCursor<Database>({ store }: FeedReaderParts<Database>, name: string): Promise<FeedCursor | null> {
  const db = store.reads as unknown as Kysely<never>;
  const { rows } = await sql<FeedCursor>`select epoch, xid, seq from feed_cursor where reader = ${name}`.execute(db);
  return rows[0] ?? null;
}

async function audit<Database>(parts: FeedReaderParts<Database>, append: AuditPort, batch: FeedBatch): Promise<void> {
  if (batch.classes.length === 0 || batch.facts.length === 0) return;
  await append([
    auditEntryOf({
      action: 'FEED',
      actor: parts.reader,
      role: 'worker',
      basis: 'STATUTORY_DUTY',
      requestId: parts.ids('batch'),
      operation: `${parts.of}: ${parts.kinds.join(', ')}`,
      outcome: 'ALLOWED',
      fieldClasses: batch.classes,
      subjects: batch.facts.map(({ kind, id }) => `${typeOf(kind)}:${id}`),
      policyVersion: 'feed',
      at: parts.clock().toISOString(),
    }),
  ]);
}

/** Kinds of facts are the graph's types with a small first letter; the ledger knows one name for a record. */
const typeOf = (kind: string): string => kind.charAt(0).toUpperCase() + kind.slice(1);

async function save<Database>(
  parts: FeedReaderParts<Database>,
  name: string,
  before: FeedCursor | null,
  { facts, cursor }: FeedBatch,
): Promise<void> {
  await parts.store.write(async (transaction) => {
    if (before !== null && before.epoch !== cursor.epoch) await parts.reset(transaction);
    if (facts.length > 0) await parts.apply(facts, transaction);
    await sql`insert into feed_cursor (reader, epoch, xid, seq) values (${name}, ${cursor.epoch}, ${cursor.xid}, ${cursor.seq})
      on conflict (reader) do update set epoch = excluded.epoch, xid = excluded.xid, seq = excluded.seq`.execute(
      transaction.db,
    );
  });
}
