import {
  type Bound,
  found,
  inScope,
  locked,
  once,
  type Page,
  type RowScope,
  readPage,
  requireVersion,
  type Transaction,
  whereEqual,
  whereWithin,
} from '@hub/kernel';
import { type Expression, expressionBuilder, type Kysely, type SqlBool, sql } from 'kysely';
import type { CommitmentEntryRow } from '../commitment/commitment.entity.ts';
import type { NeedCopyRow } from '../need/need.entity.ts';
import type { MatchingTables } from '../tables.ts';
import type { ReferralMode, ReferralRow, ReferralState, ReferralStepRow } from './referral.entity.ts';
import { createReferralWriter, type NewReferralParts, type StepParts } from './referralWriter.repository.ts';

export interface ReferralPageArguments {
  readonly where?:
    | {
        readonly state?: ReferralState | null | undefined;
        readonly open?: boolean | null | undefined;
        readonly overdue?: boolean | null | undefined;
        readonly need?: string | null | undefined;
        readonly resource?: string | null | undefined;
        readonly division?: string | null | undefined;
        readonly station?: string | null | undefined;
        readonly mode?: ReferralMode | null | undefined;
      }
    | null
    | undefined;
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
}

/** By which rows a viewer sees referrals; a referral is its provider's from when it was first sent. */
export interface ReferralSeen {
  readonly referrals: RowScope;
  readonly offers: RowScope;
}

/** Who takes steps, and by which ids they are written down. */
export interface Acting {
  readonly actor: string;
  readonly organisationId: string | null;
  readonly ids: (prefix: string) => string;
}

/** Referrals as one viewer may see and change them. */
export function referralsOf(bound: Bound<MatchingTables>, seen: ReferralSeen, needs: RowScope, acting: Acting) {
  const { store, today, cursors } = bound;
  const isVisible = visibleTo(seen, today);
  const visible = (db: Kysely<MatchingTables>) => db.selectFrom('referral').selectAll().where(isVisible);
  const writer = createReferralWriter(store.dialect);

  const inOneTransaction = (
    input: unknown,
    command: string,
    work: (transaction: Transaction<MatchingTables>) => Promise<ReferralRow>,
  ): Promise<ReferralRow> =>
    store.write((transaction) => {
      const again = async (id: string) =>
        found(await visible(transaction.db).where('id', '=', id).executeTakeFirst(), 'Referral');
      const change = { key: bound.idempotencyKey, viewer: bound.viewer, command, input, now: bound.now };
      return once(transaction, change, () => work(transaction), again);
    });
  const lockedReferral = async (
    { db }: Transaction<MatchingTables>,
    { id, version }: { readonly id: string; readonly version: number },
  ) => {
    const referral = found(await locked(visible(db).where('id', '=', id), bound).executeTakeFirst(), 'Referral');
    requireVersion('Referral', referral, version);
    return referral;
  };

  return {
    page: ({ where, first, after }: ReferralPageArguments): Promise<Page<ReferralRow>> =>
      readPage({
        select: visible(store.reads).where((eb) => eb.and(conditionsOf(where ?? {}, today))),
        order: [{ column: 'id', direction: 'asc' }],
        page: { first: first ?? 20, after: after ?? null },
        cursors: cursors('referrals', where),
      }),
    byIds: (ids: readonly string[]): Promise<ReferralRow[]> => visible(store.reads).where('id', 'in', ids).execute(),
    /** All referrals of these needs, oldest first. */
    byNeeds: (needIds: readonly string[]): Promise<ReferralRow[]> =>
      visible(store.reads).where('needId', 'in', needIds).orderBy('proposedOn').orderBy('id').execute(),
    /** Open referrals to which units of these resources are promised. */
    reservingOf: (resourceIds: readonly string[]): Promise<ReferralRow[]> =>
      visible(store.reads)
        .where('resourceId', 'in', resourceIds)
        .where('state', 'in', ['ACCEPTED', 'IN_PROGRESS'])
        .orderBy('id')
        .execute(),
    /** The steps of referrals that were found visible, in order. */
    stepsOf: (referralIds: readonly string[]): Promise<ReferralStepRow[]> =>
      store.reads
        .selectFrom('referralStep')
        .selectAll()
        .where('referralId', 'in', referralIds)
        .orderBy('referralId')
        .orderBy('version')
        .execute(),
    /** What the ledger says of referrals that were found visible, in order. */
    commitmentsOf: (referralIds: readonly string[]): Promise<CommitmentEntryRow[]> =>
      store.reads
        .selectFrom('commitmentEntry')
        .selectAll()
        .where('referralId', 'in', referralIds)
        .orderBy('key')
        .execute(),
    /** The visible need of an id, for a referral that is to be proposed. */
    async need(id: string): Promise<NeedCopyRow> {
      const eb = expressionBuilder<MatchingTables, 'needCopy'>();
      const columns = { node: 'divisionCode', owner: 'ownerOrganisationId', kind: 'unit' } as const;
      const row = await store.reads
        .selectFrom('needCopy')
        .selectAll()
        .where('id', '=', id)
        .where(inScope(eb, needs, columns, today))
        .executeTakeFirst();
      return found(row, 'Need');
    },
    add: (input: unknown, parts: NewReferralParts): Promise<ReferralRow> =>
      inOneTransaction(input, 'propose', (transaction) => writer.add(transaction, parts, acting, bound.now)),
    change: (input: { readonly id: string; readonly version: number }, parts: StepParts): Promise<ReferralRow> =>
      inOneTransaction(input, parts.command, async (transaction) =>
        writer.take(transaction, await lockedReferral(transaction, input), parts, acting, bound),
      ),
    /** Ends one referral and begins another of the same need, both or neither; gives the new one. */
    replace: (
      input: { readonly id: string; readonly version: number },
      parts: StepParts,
      next: NewReferralParts,
    ): Promise<ReferralRow> =>
      inOneTransaction(input, parts.command, async (transaction) => {
        await writer.take(transaction, await lockedReferral(transaction, input), parts, acting, bound);
        return writer.add(transaction, next, acting, bound.now);
      }),
  };
}

export type Referrals = ReturnType<typeof referralsOf>;

function visibleTo({ referrals, offers }: ReferralSeen, today: string): Expression<SqlBool> {
  const eb = expressionBuilder<MatchingTables, 'referral'>();
  const ofNeed = { node: 'referral.divisionCode', owner: 'referral.ownerOrganisationId' } as const;
  const ofProvider = { node: 'referral.divisionCode', owner: 'referral.providerId', kind: 'referral.unit' } as const;
  return eb.or([
    inScope(eb, referrals, ofNeed, today),
    eb.and([eb('referral.sentOn', 'is not', null), inScope(eb, offers, ofProvider, today)]),
  ]);
}

function conditionsOf(where: NonNullable<ReferralPageArguments['where']>, today: string): Expression<SqlBool>[] {
  const { state, open, overdue, need, resource, division, station, mode } = where;
  const not = (flag: boolean) => sql.raw(flag ? '' : 'not');
  return [
    ...whereWithin('divisionCode', division, today),
    ...whereEqual({ state, needId: need, resourceId: resource, ownerOrganisationId: station, mode }),
    // Only an open referral has a next step that is due.
    ...(open == null ? [] : [sql<SqlBool>`${not(open)} (${sql.ref('dueOn')} is not null)`]),
    ...(overdue == null
      ? []
      : [sql<SqlBool>`${not(overdue)} (${sql.ref('dueOn')} is not null and ${sql.ref('dueOn')} < ${today})`]),
  ];
}

/** Referrals for readers of the feed; bound to no viewer. */
export const referralsForFeed =
  (reads: Kysely<MatchingTables>) =>
  (ids: readonly string[]): Promise<ReferralRow[]> =>
    reads.selectFrom('referral').selectAll().where('id', 'in', ids).execute();
