import { type Bound, inScope, type Page, type RowScope, readPage, type Transaction } from '@hub/kernel';
import { type Kysely, sql } from 'kysely';
import type { ResourceKind, ResourceRow } from '../resource/resource.entity.ts';
import type { MatchingTables } from '../tables.ts';
import type { CommitmentEntryRow, CommitmentTotalRow, OvercommitmentRow } from './commitment.entity.ts';

/** The owner's record behind a resource; it outlives the copy. */
export interface OwnerRecord {
  readonly resourceKind: ResourceKind;
  readonly resourceOwnerId: string;
}

export type Sums = Pick<CommitmentTotalRow, 'reserved' | 'spent'>;

/** What is offered on a day, as SQL over `resource`; the same arithmetic as the rule `offeredOn`. */
const offered = (today: string) => sql<number>`case
  when resource.starts_on > ${today} or resource.expires_on < ${today} then 0
  when resource.used_month = ${today.slice(0, 7)} and resource.used_units > resource.capacity then 0
  when resource.used_month = ${today.slice(0, 7)} then resource.capacity - resource.used_units
  else resource.capacity end`;

/** What is committed, as SQL over `total` and the resource that may be gone; the same arithmetic as the rule `committedIn`. */
const committed = sql<number>`total.reserved + case
  when resource.booked_units is not null and total.spent > resource.booked_units then total.spent - resource.booked_units else 0 end`;

const totals = (db: Kysely<MatchingTables>, today: string) =>
  db
    .selectFrom('commitmentTotal as total')
    .leftJoin('resource', (join) =>
      join.onRef('resource.kind', '=', 'total.resourceKind').onRef('resource.ownerId', '=', 'total.resourceOwnerId'),
    )
    .selectAll('total')
    .select([sql<number>`coalesce(${offered(today)}, 0)`.as('offered'), committed.as('committed')]);

export interface OvercommitmentScopes {
  /** Those of resources that lie here. */
  readonly overseen: RowScope;
  /** Those of resources that the viewer's organisation gives. */
  readonly given: RowScope;
}

export interface OvercommitmentPageArguments {
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
}

/** Resources of which more is promised than offered, the oldest first. */
export function overcommitmentsOf(bound: Bound<MatchingTables>, { overseen, given }: OvercommitmentScopes) {
  const { store, today, cursors } = bound;
  const columns = { node: 'over.divisionCode', owner: 'over.providerId', kind: 'over.unit' } as const;
  return {
    page: ({ first, after }: OvercommitmentPageArguments): Promise<Page<OvercommitmentRow>> =>
      readPage({
        select: store.reads
          .selectFrom(totals(store.reads, today).as('over'))
          .selectAll()
          .whereRef('over.committed', '>', 'over.offered')
          .where((eb) => eb.or([inScope(eb, overseen, columns, today), inScope(eb, given, columns, today)])),
        order: [{ column: 'id', direction: 'asc' }],
        page: { first: first ?? 20, after: after ?? null },
        cursors: cursors('overcommitments', null),
      }),
  };
}

export type Overcommitments = ReturnType<typeof overcommitmentsOf>;

/** The ledger as one transaction reads and writes it; its resource stays locked until the end. */
export const commitmentsIn = ({ db }: Transaction<MatchingTables>, dialect: 'sqlite' | 'postgres') => ({
  /** The resource as its owner offers it, if it is still there, and the sums of the ledger. */
  async lock({ resourceKind, resourceOwnerId }: OwnerRecord): Promise<{ resource: ResourceRow | null; sums: Sums }> {
    const query = db
      .selectFrom('resource')
      .selectAll()
      .where('kind', '=', resourceKind)
      .where('ownerId', '=', resourceOwnerId);
    const resource = await (dialect === 'postgres' ? query.forUpdate() : query).executeTakeFirst();
    const sums = await db
      .selectFrom('commitmentTotal')
      .select(['reserved', 'spent'])
      .where('resourceKind', '=', resourceKind)
      .where('resourceOwnerId', '=', resourceOwnerId)
      .executeTakeFirst();
    return { resource: resource ?? null, sums: sums ?? { reserved: 0, spent: 0 } };
  },
  /** Appends entries and adds them to the sums; the first entry about a resource makes its row. */
  async append(entries: readonly CommitmentEntryRow[], first: CommitmentTotalRow, change: Sums): Promise<void> {
    if (entries.length === 0) return;
    await db
      .insertInto('commitmentEntry')
      .values([...entries])
      .execute();
    await db
      .insertInto('commitmentTotal')
      .values(first)
      .onConflict((on) => on.columns(['resourceKind', 'resourceOwnerId']).doNothing())
      .execute();
    await db
      .updateTable('commitmentTotal')
      .set((eb) => ({
        reserved: eb('reserved', '+', change.reserved),
        spent: eb('spent', '+', change.spent),
      }))
      .where('resourceKind', '=', first.resourceKind)
      .where('resourceOwnerId', '=', first.resourceOwnerId)
      .execute();
  },
  /** Writes down since when more is committed than offered, of all resources or of these owners' records. */
  async markOvercommitted(kind: ResourceKind | null, ownerIds: readonly string[], today: string, now: string) {
    const over = sql`exists (select 1 from (${totals(db, today)}) as over
      where over.id = commitment_total.id and over.committed > over.offered)`;
    const which =
      kind === null ? sql`` : sql`and resource_kind = ${kind} and resource_owner_id in (${sql.join(ownerIds)})`;
    await sql`update commitment_total set overcommitted_since = ${now} where overcommitted_since is null ${which} and ${over}`.execute(
      db,
    );
    await sql`update commitment_total set overcommitted_since = null where overcommitted_since is not null ${which} and not ${over}`.execute(
      db,
    );
  },
});
