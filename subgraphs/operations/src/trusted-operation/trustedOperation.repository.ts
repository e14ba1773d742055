import {
  type Bound,
  changeRow,
  locked,
  once,
  type Page,
  readPage,
  type Store,
  type Transaction,
  whereEqual,
} from '@hub/kernel';
import { type Kysely, type SqlBool, sql } from 'kysely';
import type { OperationsTables } from '../tables.ts';
import { type OperationScope, TrustedOperationEntity, type TrustedOperationRow } from './trustedOperation.entity.ts';

export interface OperationPageArguments {
  readonly where?:
    | {
        readonly name?: string | null | undefined;
        readonly owner?: string | null | undefined;
        readonly purpose?: string | null | undefined;
        readonly everyEdition?: boolean | null | undefined;
      }
    | null
    | undefined;
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
}

/** The edition that follows the latest one of an owner and name. */
export type NextEdition = (latest: TrustedOperationRow | undefined) => TrustedOperationRow;

/** Stored questions as one viewer may open and keep them. */
export function operationsOf(bound: Bound<OperationsTables>, scope: OperationScope) {
  const { store, viewer, idempotencyKey: key, now } = bound;
  const visible = (db: Kysely<OperationsTables>) =>
    db
      .selectFrom('trustedOperation')
      .selectAll()
      .where(scope.all ? sql<SqlBool>`1 = 1` : sql<SqlBool>`(shared = 1 or owner = ${scope.owner})`);
  const byIds = (ids: readonly string[]): Promise<TrustedOperationRow[]> =>
    visible(store.reads).where('id', 'in', ids).execute();
  return {
    byIds,
    page: ({ where, first, after }: OperationPageArguments): Promise<Page<TrustedOperationRow>> =>
      readPage({
        select: visible(store.reads).where((eb) =>
          eb.and([
            ...whereEqual({ name: where?.name, owner: where?.owner, purpose: where?.purpose }),
            ...(where?.everyEdition ? [] : [sql<SqlBool>`latest = 1 and retired_at is null`]),
          ]),
        ),
        order: [
          { column: 'name', direction: 'asc' },
          { column: 'edition', direction: 'desc' },
          { column: 'id', direction: 'asc' },
        ],
        page: { first: first ?? 20, after: after ?? null },
        cursors: bound.cursors('trustedOperations', where),
      }),
    register: (owner: string, name: string, input: unknown, next: NextEdition): Promise<TrustedOperationRow> =>
      store.write((transaction) =>
        once(
          transaction,
          { key, viewer, command: 'trustedOperation', input, now },
          () => addEdition(store, transaction, owner, name, next),
          async (id) =>
            transaction.db.selectFrom('trustedOperation').selectAll().where('id', '=', id).executeTakeFirstOrThrow(),
        ),
      ),
    change: (
      input: { readonly id: string; readonly version: number },
      decide: (row: TrustedOperationRow) => Partial<TrustedOperationRow>,
    ) =>
      changeRow(
        bound,
        {
          entity: TrustedOperationEntity,
          kind: 'trustedOperation',
          find: ({ db }, id) => locked(visible(db).where('id', '=', id), bound).executeTakeFirst(),
        },
        input,
        decide,
      ),
  };
}

export type Operations = ReturnType<typeof operationsOf>;

/** Editions of one name are counted one after the other; the same content again gives the edition that is there. */
async function addEdition(
  store: Pick<Store<OperationsTables>, 'dialect'>,
  { db, tell }: Transaction<OperationsTables>,
  owner: string,
  name: string,
  next: NextEdition,
): Promise<TrustedOperationRow> {
  if (store.dialect === 'postgres')
    await sql`select pg_advisory_xact_lock(hashtext(${`operation ${owner} ${name}`}), hashtext(current_schema()))`.execute(
      db,
    );
  const latest = await db
    .selectFrom('trustedOperation')
    .selectAll()
    .where('owner', '=', owner)
    .where('name', '=', name)
    .where('latest', '=', 1)
    .executeTakeFirst();
  const row = next(latest);
  if (row.id === latest?.id) return latest;
  if (latest) await db.updateTable('trustedOperation').set({ latest: 0 }).where('id', '=', latest.id).execute();
  await db.insertInto('trustedOperation').values(row).execute();
  await tell([{ kind: 'trustedOperation', id: row.id, version: row.version }]);
  return row;
}

/** Brings what ships with the hub into the store, without a viewer. */
export const keepShipped = (
  store: Store<OperationsTables>,
  owner: string,
  shipped: readonly { readonly name: string; readonly next: NextEdition }[],
): Promise<void> =>
  store.write(async (transaction) => {
    for (const { name, next } of shipped) await addEdition(store, transaction, owner, name, next);
  });
