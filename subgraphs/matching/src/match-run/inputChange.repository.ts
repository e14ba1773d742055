import type { Store } from '@hub/kernel';
import { type Kysely, sql } from 'kysely';
import type { MatchingTables } from '../tables.ts';
import type { InputChangeKind } from './inputChange.entity.ts';

/** A moment of a store, by which it can be told later what changed since. */
export interface Moment {
  readonly epoch: string;
  /** The last key on SQLite, where writers come one after the other; on PostgreSQL the snapshot, which knows who had not committed yet. */
  readonly seen: string;
}

/** Ids of what changed, each once. */
export type NotedChanges = Readonly<Record<InputChangeKind, readonly string[]>>;

type Dialect = Store<MatchingTables>['dialect'];

export async function momentNow(reads: Kysely<MatchingTables>, dialect: Dialect): Promise<Moment> {
  const seen =
    dialect === 'sqlite'
      ? sql`(select coalesce(max(seq), 0) from sqlite_sequence where name = 'input_change')`
      : sql`pg_current_snapshot()::text`;
  const { rows } = await sql<Moment>`select epoch, ${seen} as seen from store_epoch`.execute(reads);
  const [{ epoch, seen: place } = { epoch: '', seen: '' }] = rows;
  return { epoch, seen: String(place) };
}

/** What is noted and was not seen at that moment; `null` where more than so many changes are. */
export async function changesSince(
  reads: Kysely<MatchingTables>,
  dialect: Dialect,
  { seen }: Moment,
  most: number,
): Promise<NotedChanges | null> {
  const unseen =
    dialect === 'sqlite'
      ? sql`key > ${Number(seen)}`
      : sql`xid >= pg_snapshot_xmin(${seen}::pg_snapshot)::text::bigint
          and not pg_visible_in_snapshot(xid::text::xid8, ${seen}::pg_snapshot)`;
  const { rows } = await sql<{ kind: InputChangeKind; id: string }>`select distinct kind, id from input_change
    where ${unseen} limit ${most + 1}`.execute(reads);
  if (rows.length > most) return null;
  const of = (kind: InputChangeKind) => rows.filter((row) => row.kind === kind).map(({ id }) => id);
  return {
    NEED: of('NEED'),
    RESOURCE: of('RESOURCE'),
    REFERRAL: of('REFERRAL'),
    OWNER: of('OWNER'),
    CLIENT: of('CLIENT'),
    PLACE: of('PLACE'),
  };
}

/**
 * Forgets what was seen at that moment; on PostgreSQL also what a restored database brought along from another one. Only in the
 * transaction that stores a run: whoever kept an earlier one is refused an update of it, whatever it may miss.
 */
export async function forgetChanges(db: Kysely<MatchingTables>, dialect: Dialect, { seen }: Moment): Promise<void> {
  const forgotten =
    dialect === 'sqlite'
      ? sql`key <= ${Number(seen)}`
      : sql`xid < pg_snapshot_xmin(${seen}::pg_snapshot)::text::bigint
          or xid >= pg_snapshot_xmax(pg_current_snapshot())::text::bigint`;
  await sql`delete from input_change where ${forgotten}`.execute(db);
}
