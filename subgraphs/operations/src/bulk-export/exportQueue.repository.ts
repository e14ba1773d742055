import type { Ids, Store, Transaction } from '@hub/kernel';
import type { SealedColumns } from '@hub/vault';
import { type Kysely, sql } from 'kysely';
import type { OperationsTables } from '../tables.ts';
import type { TrustedOperationRow } from '../trusted-operation/trustedOperation.entity.ts';
import type { BulkExportPartRow, BulkExportRow } from './bulkExport.entity.ts';

type Operations = Store<OperationsTables>;

export interface PartsKeeping {
  readonly ids: Ids;
  readonly part: SealedColumns;
}

const partsAtOnce = 50;

/** Takes the export that is due for longest and that nobody works on; undefined when there is none. */
export const claimDue = (
  store: Operations,
  claim: string,
  now: string,
  until: string,
): Promise<BulkExportRow | undefined> =>
  store.write(async ({ db }) => {
    const due = db
      .selectFrom('bulkExport')
      .selectAll()
      .where('dueAt', '<=', now)
      .where((eb) => eb.or([eb('claimedUntil', 'is', null), eb('claimedUntil', '<=', now)]))
      .orderBy('dueAt')
      .orderBy('id')
      .limit(1);
    const row = await (store.dialect === 'postgres' ? due.forUpdate().skipLocked() : due).executeTakeFirst();
    if (!row) return undefined;
    const taken = {
      claim,
      claimedUntil: until,
      ...(row.state === 'WAITING' && { state: 'RUNNING' as const, startedAt: now }),
    };
    await db.updateTable('bulkExport').set(taken).where('id', '=', row.id).execute();
    return { ...row, ...taken };
  });

/** Changes an export that is still in the hands of whoever claimed it, with what is kept beside it; undefined when it is not. */
export const changeClaimed = (
  store: Operations,
  { id, claim }: BulkExportRow,
  change: Partial<BulkExportRow>,
  beside: (transaction: Transaction<OperationsTables>) => Promise<void> = async () => {},
): Promise<BulkExportRow | undefined> =>
  store.write(async (transaction) => {
    const changed = await transaction.db
      .updateTable('bulkExport')
      .set((eb) => ({ ...change, version: eb('version', '+', change.state === undefined ? 0 : 1) }))
      .where('id', '=', id)
      .where('claim', '=', claim)
      .returningAll()
      .executeTakeFirst();
    if (changed) await beside(transaction);
    return changed;
  });

export async function addParts(
  db: Kysely<OperationsTables>,
  { ids, part }: PartsKeeping,
  {
    exportId,
    kind,
    from,
  }: { readonly exportId: string; readonly kind: BulkExportPartRow['kind']; readonly from: number },
  texts: readonly string[],
): Promise<void> {
  for (let at = 0; at < texts.length; at += partsAtOnce) {
    const rows = texts.slice(at, at + partsAtOnce).map((text, offset): BulkExportPartRow => {
      const id = ids('part');
      return { id, exportId, kind, ordinal: from + at + offset, contentSealed: part.seal(id, 'content', text) ?? '' };
    });
    await db.insertInto('bulkExportPart').values(rows).execute();
  }
}

/** What is kept of the pages of an export, in their order. */
export async function pagesOf(
  { reads }: Pick<Operations, 'reads'>,
  part: SealedColumns,
  exportId: string,
): Promise<string[]> {
  const rows = await reads
    .selectFrom('bulkExportPart')
    .selectAll()
    .where('exportId', '=', exportId)
    .where('kind', '=', 'PAGE')
    .orderBy('ordinal')
    .execute();
  return rows.map(({ id, contentSealed }) => part.open(id, 'content', contentSealed) ?? '');
}

export const forgetParts = async (db: Kysely<OperationsTables>, exportId: string): Promise<void> =>
  void (await db.deleteFrom('bulkExportPart').where('exportId', '=', exportId).execute());

/** Forgets exports that ended before an instant and of which nothing is left to do. */
export const forgetExports = (store: Operations, before: string): Promise<void> =>
  store.write(
    async ({ db }) =>
      void (await db.deleteFrom('bulkExport').where('endedAt', '<', before).where('dueAt', 'is', null).execute()),
  );

export const operationOf = ({ reads }: Pick<Operations, 'reads'>, { operationId }: BulkExportRow) =>
  reads
    .selectFrom('trustedOperation')
    .selectAll()
    .where('id', '=', operationId)
    .executeTakeFirstOrThrow() as Promise<TrustedOperationRow>;

/** When the next export is due; null when none is. Read where it is not counted as a question. */
export const nextExportAt = (store: Operations): Promise<string | null> =>
  store.write(async ({ db }) => {
    const at = sql<string | null>`min(case when claimed_until > due_at then claimed_until else due_at end)`;
    const row = await db.selectFrom('bulkExport').select(at.as('at')).where('dueAt', 'is not', null).executeTakeFirst();
    return row?.at ?? null;
  });
