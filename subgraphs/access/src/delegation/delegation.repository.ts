import { addRow, type Bound, changeRow, locked, type Page, readPage, type Transaction, whereEqual } from '@hub/kernel';
import { type Kysely, type SqlBool, sql } from 'kysely';
import type { AccessTables } from '../tables.ts';
import { DelegationEntity, type DelegationRow, type DelegationScope } from './delegation.entity.ts';

export interface DelegationPageArguments {
  readonly where?:
    | {
        readonly subject?: string | null | undefined;
        readonly state?: 'IN_FORCE' | 'ENDED' | 'REVOKED' | null | undefined;
      }
    | null
    | undefined;
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
}

/** Delegations as one viewer may see and keep them. */
export function delegationsOf(bound: Bound<AccessTables>, scope: DelegationScope) {
  const { store, today } = bound;
  const visible = (db: Kysely<AccessTables>) =>
    db
      .selectFrom('delegation')
      .selectAll()
      .where(scope === 'ALL' ? sql<SqlBool>`1 = 1` : sql<SqlBool>`subject = ${scope.subject}`);
  const writing = {
    entity: DelegationEntity,
    kind: 'delegation',
    find: ({ db }: Transaction<AccessTables>, id: string) =>
      locked(visible(db).where('id', '=', id), bound).executeTakeFirst(),
  };
  return {
    page: ({ where, first, after }: DelegationPageArguments): Promise<Page<DelegationRow>> =>
      readPage({
        select: visible(store.reads).where((eb) =>
          eb.and([...whereEqual({ subject: where?.subject }), ...inState(where?.state, today)]),
        ),
        order: [
          { column: 'grantedAt', direction: 'desc' },
          { column: 'id', direction: 'asc' },
        ],
        page: { first: first ?? 20, after: after ?? null },
        cursors: bound.cursors('delegations', where),
      }),
    byIds: (ids: readonly string[]): Promise<DelegationRow[]> => visible(store.reads).where('id', 'in', ids).execute(),
    /** Those of a bearer that hold today; a few, because each is given by hand. */
    inForceOf: (subject: string): Promise<DelegationRow[]> =>
      store.reads
        .selectFrom('delegation')
        .selectAll()
        .where('subject', '=', subject)
        .where((eb) => eb.and(inState('IN_FORCE', today)))
        .orderBy('id')
        .limit(mostInForce)
        .execute(),
    add: (input: unknown, row: DelegationRow) => addRow(bound, writing, input, row),
    change: (
      input: { readonly id: string; readonly version: number },
      decide: (row: DelegationRow) => Partial<DelegationRow>,
    ) => changeRow(bound, writing, input, decide),
    /** Those of the places that lie in none of the others today. */
    async beyond(places: readonly string[], within: readonly string[]): Promise<readonly string[]> {
      const asked = places.filter((place) => !within.includes(place));
      if (asked.length === 0 || within.length === 0) return asked;
      const lying = await store.reads
        .selectFrom('closure')
        .select('descendant')
        .where('descendant', 'in', asked)
        .where('ancestor', 'in', within)
        .where('validFrom', '<=', today)
        .where((eb) => eb.or([eb('validTo', 'is', null), eb('validTo', '>', today)]))
        .execute();
      const known = new Set(lying.map(({ descendant }) => descendant));
      return asked.filter((place) => !known.has(place));
    },
  };
}

export type Delegations = ReturnType<typeof delegationsOf>;

const mostInForce = 100;

function inState(state: 'IN_FORCE' | 'ENDED' | 'REVOKED' | null | undefined, today: string) {
  if (state == null) return [];
  if (state === 'REVOKED') return [sql<SqlBool>`revoked_at is not null`];
  const holds = state === 'IN_FORCE' ? sql<SqlBool>`valid_to >= ${today}` : sql<SqlBool>`valid_to < ${today}`;
  return [sql<SqlBool>`revoked_at is null`, holds];
}

/** A delegation by its id, bound to no viewer. */
export const delegationById = (reads: Kysely<AccessTables>, id: string): Promise<DelegationRow | undefined> =>
  reads.selectFrom('delegation').selectAll().where('id', '=', id).executeTakeFirst();
