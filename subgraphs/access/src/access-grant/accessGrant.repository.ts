import {
  addRow,
  type Bound,
  changeRow,
  liesWithin,
  locked,
  type Page,
  readPage,
  type Transaction,
  whereEqual,
} from '@hub/kernel';
import { type Expression, expressionBuilder, type Kysely, type SqlBool, sql } from 'kysely';
import type { AccessTables } from '../tables.ts';
import { AccessGrantEntity, type AccessGrantRow, type GrantScope } from './accessGrant.entity.ts';

export interface GrantPageArguments {
  readonly where?:
    | {
        readonly kind?: AccessGrantRow['kind'] | null | undefined;
        readonly state?: 'REQUESTED' | 'IN_FORCE' | 'EXPIRED' | 'DECLINED' | 'REVOKED' | null | undefined;
        readonly toReview?: boolean | null | undefined;
        readonly requester?: string | null | undefined;
      }
    | null
    | undefined;
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
}

/** Grants as one viewer may read and decide on them. */
export function grantsOf(bound: Bound<AccessTables>, scope: GrantScope, divisions: readonly string[]) {
  const visible = (db: Kysely<AccessTables>) =>
    db.selectFrom('accessGrant').selectAll().where(isVisible(scope, bound.today));
  const writing = {
    entity: AccessGrantEntity,
    kind: 'accessGrant',
    find: ({ db }: Transaction<AccessTables>, id: string) =>
      locked(visible(db).where('id', '=', id), bound).executeTakeFirst(),
  };
  const placed = {
    ...writing,
    beside: ({ db }: Transaction<AccessTables>, { id }: AccessGrantRow) => keepDivisions(db, id, divisions),
  };
  return {
    page: ({ where, first, after }: GrantPageArguments): Promise<Page<AccessGrantRow>> =>
      readPage({
        select: visible(bound.store.reads).where((eb) => eb.and(conditionsOf(where ?? {}, bound.now))),
        order: [
          { column: 'requestedAt', direction: 'desc' },
          { column: 'id', direction: 'asc' },
        ],
        page: { first: first ?? 20, after: after ?? null },
        cursors: bound.cursors('accessGrants', where),
      }),
    byIds: (ids: readonly string[]): Promise<AccessGrantRow[]> =>
      visible(bound.store.reads).where('id', 'in', ids).execute(),
    add: (input: unknown, grant: AccessGrantRow) => addRow(bound, placed, input, grant),
    change: (
      input: { readonly id: string; readonly version: number },
      decide: (grant: AccessGrantRow) => Partial<AccessGrantRow>,
    ) => changeRow(bound, writing, input, decide),
  };
}

export type Grants = ReturnType<typeof grantsOf>;

/** A grant is seen by an approver when every division that it reaches is hers. */
function isVisible({ all, within, requester }: GrantScope, today: string): Expression<SqlBool> {
  const eb = expressionBuilder<AccessTables, 'accessGrant'>();
  if (all) return sql<SqlBool>`1 = 1`;
  return eb.or([
    eb('requester', '=', requester),
    sql<SqlBool>`exists (select 1 from access_grant_division as place where place.grant_id = access_grant.id
      and ${liesWithin(sql.ref('place.division_code'), within, today)})
      and not exists (select 1 from access_grant_division as place where place.grant_id = access_grant.id
      and not ${liesWithin(sql.ref('place.division_code'), within, today)})`,
  ]);
}

function conditionsOf(where: NonNullable<GrantPageArguments['where']>, now: string): Expression<SqlBool>[] {
  const { kind, requester, state, toReview } = where;
  const stored = state === 'IN_FORCE' || state === 'EXPIRED' ? 'GRANTED' : state;
  return [
    ...whereEqual({ kind, requester, state: stored }),
    ...(state === 'IN_FORCE' ? [sql<SqlBool>`valid_until > ${now}`] : []),
    ...(state === 'EXPIRED' ? [sql<SqlBool>`valid_until <= ${now}`] : []),
    ...(toReview == null
      ? []
      : [
          sql<SqlBool>`(kind = 'BREAK_GLASS' and review_verdict is null) = ${sql.raw(toReview ? '(1 = 1)' : '(1 = 0)')}`,
        ]),
  ];
}

async function keepDivisions(db: Kysely<AccessTables>, grantId: string, divisions: readonly string[]): Promise<void> {
  const rows = [...new Set(divisions)].map((divisionCode) => ({ grantId, divisionCode }));
  if (rows.length > 0) await db.insertInto('accessGrantDivision').values(rows).execute();
}

/** A grant by its id, bound to no viewer. */
export const grantById = (reads: Kysely<AccessTables>, id: string): Promise<AccessGrantRow | undefined> =>
  reads.selectFrom('accessGrant').selectAll().where('id', '=', id).executeTakeFirst();
