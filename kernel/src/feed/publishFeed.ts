import { setImmediate as nextTurn } from 'node:timers/promises';
import { type Kysely, sql } from 'kysely';
import type { Store } from '../store/store.ts';
import { type Fact, type Feed, type FeedBatch, type FeedCursor, type FeedRequest, isAtOrAfter } from './feed.ts';

/** What one reader may learn of one kind of record. */
export interface Projection {
  /** Field classes that the projection holds of people; empty when it holds none. */
  readonly classes: readonly string[];
  /** Current records by id; an id that gives none is gone. */
  read(ids: readonly string[]): Promise<ReadonlyMap<string, Readonly<Record<string, unknown>>>>;
}

/** For a reader who is to learn that something changed, and nothing else. */
export const noticeOnly: Projection = { classes: [], read: async () => new Map() };

/** Projections by kind and reader; a reader gets no fact of a kind that is not declared for it. */
export type Projections = Readonly<Record<string, Readonly<Record<string, Projection>>>>;

interface FactPlace {
  readonly xid: number;
  readonly seq: number;
}

interface FactRow extends FactPlace {
  readonly kind: string;
  readonly id: string;
  readonly version: number;
}

/** What is asked for: facts of these kinds after `start`; `end` was the last one of any kind when it was asked. */
interface Wanted {
  readonly start: FactPlace;
  readonly end: FactPlace;
  readonly kinds: readonly string[];
  readonly limit: number;
}

/** Facts up to the limit; a batch that is not full holds all up to a place. */
interface FoundFacts {
  readonly rows: readonly FactRow[];
  readonly upTo: FactPlace;
}

/** So few that looking for one kind among them is short. */
const placesAtOnce = 20_000;

const beforeFirst: FactPlace = { xid: -1, seq: -1 };

/** The feed of a store: facts told in its transactions, with the projections that it declares. */
export function publishFeed<Database>(store: Store<Database>, projections: Projections): Feed {
  const db = store.reads as unknown as Kysely<never>;
  // On PostgreSQL a transaction that began earlier may commit later: read only what no open transaction can precede.
  const settled =
    store.dialect === 'postgres' ? sql`and xid < (pg_snapshot_xmin(pg_current_snapshot()))::text::bigint` : sql``;

  const epochNow = async () =>
    (await sql<{ epoch: string }>`select epoch from store_epoch`.execute(db)).rows[0]?.epoch ?? '';

  /** The last settled fact of any kind; asked for before the facts, so that none can settle unread before it. */
  const settledEnd = async () =>
    (
      await sql<FactPlace>`select xid, seq from feed_fact where true ${settled} order by xid desc, seq desc limit 1`.execute(
        db,
      )
    ).rows[0] ?? beforeFirst;

  async function read(request: FeedRequest): Promise<FeedBatch> {
    const epoch = await epochNow();
    const start = request.after?.epoch === epoch ? request.after : { epoch, ...beforeFirst };
    const kinds = request.kinds.filter((kind) => projections[kind]?.[request.reader]);
    const end = await settledEnd();
    const limit = Math.min(request.limit, 5000);
    const { rows, upTo } = await (store.dialect === 'sqlite' ? windowsOf : allOf)({ start, end, kinds, limit });
    const last = rows.at(-1) ?? start;
    // A batch that is not full holds all that is settled: the reader goes on behind the facts of other kinds too.
    const { xid, seq } = rows.length < limit && isAtOrAfter({ epoch, ...upTo }, { epoch, ...last }) ? upTo : last;
    return { ...(await factsOf(rows, request.reader)), cursor: { epoch, xid, seq } };
  }

  const among = (kinds: readonly string[]) => sql.join(kinds.length > 0 ? kinds : ['']);

  async function allOf({ start, end, kinds, limit }: Wanted): Promise<FoundFacts> {
    const { rows } = await sql<FactRow>`select kind, id, version, xid, seq from feed_fact
      where (xid, seq) > (${start.xid}, ${start.seq}) and kind in (${among(kinds)}) ${settled}
      order by xid, seq limit ${limit}`.execute(db);
    return { rows, upTo: end };
  }

  /**
   * The facts by the order of the feed, so many places at a time: SQLite would rather sort all facts of a kind for each batch, and among
   * many facts of other kinds it would look for few without ever giving others their turn. There transaction ids are all 0.
   */
  async function windowsOf({ start, end, kinds, limit }: Wanted): Promise<FoundFacts> {
    for (let seq = start.seq; ; seq += placesAtOnce) {
      const { rows } = await sql<FactRow>`select kind, id, version, xid, seq from feed_fact indexed by feed_fact_order
        where xid = 0 and seq > ${seq} and seq <= ${seq + placesAtOnce} and kind in (${among(kinds)})
        order by xid, seq limit ${limit}`.execute(db);
      if (seq + placesAtOnce >= end.seq) return { rows, upTo: end };
      if (rows.length > 0) return { rows, upTo: { xid: end.xid, seq: seq + placesAtOnce } };
      await nextTurn();
    }
  }

  async function factsOf(rows: readonly FactRow[], reader: string): Promise<Pick<FeedBatch, 'facts' | 'classes'>> {
    const facts: Fact[] = [];
    const classes = new Set<string>();
    const records = new Map<string, Awaited<ReturnType<Projection['read']>>>();
    for (const [kind, ofKind] of Map.groupBy(rows, (row) => row.kind)) {
      const projection = projections[kind]?.[reader];
      if (!projection) continue;
      records.set(kind, await projection.read(ofKind.map((row) => row.id)));
      for (const fieldClass of projection.classes) classes.add(fieldClass);
    }
    for (const { kind, id, version } of rows)
      facts.push({ kind, id, version, record: records.get(kind)?.get(id) ?? null });
    return { facts, classes: [...classes].sort() };
  }

  return {
    async pull(request, signal) {
      const told = nextTelling(store, request.waitMs, signal);
      try {
        const batch = await read(request);
        if (batch.facts.length > 0 || request.waitMs === 0) return batch;
        await told.wait();
        // Whoever went away takes no answer, so nothing is read for it.
        return signal?.aborted ? batch : await read(request);
      } finally {
        told.stop();
      }
    },
    async head(): Promise<FeedCursor> {
      const epoch = await epochNow();
      const { rows } = await sql<FactPlace>`select xid, seq from feed_fact order by xid desc, seq desc limit 1`.execute(
        db,
      );
      return { epoch, ...(rows[0] ?? beforeFirst) };
    },
  };
}

/** Listens from now on, so that a fact told between reading and waiting is not slept over. */
function nextTelling(
  store: { onTold(callback: () => void): () => void },
  waitMs: number,
  signal: AbortSignal | undefined,
) {
  const { promise, resolve } = Promise.withResolvers<void>();
  const end = store.onTold(resolve);
  const timer = waitMs > 0 ? setTimeout(resolve, waitMs) : undefined;
  const stopWaiting = () => resolve();
  signal?.addEventListener('abort', stopWaiting, { once: true });
  return {
    wait: () => (signal?.aborted ? Promise.resolve() : promise),
    stop() {
      end();
      clearTimeout(timer);
      signal?.removeEventListener('abort', stopWaiting);
    },
  };
}
