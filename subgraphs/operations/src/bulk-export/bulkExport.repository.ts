import {
  addRow,
  type Bound,
  changeRow,
  loaderOfMany,
  locked,
  type Page,
  readPage,
  type Writing,
  whereEqual,
} from '@hub/kernel';
import type { SealedColumns } from '@hub/vault';
import { type Kysely, type SqlBool, sql } from 'kysely';
import type { OperationsTables } from '../tables.ts';
import {
  BulkExportEntity,
  type BulkExportRow,
  type BulkExportScope,
  type BulkExportState,
} from './bulkExport.entity.ts';
import { forgetParts } from './exportQueue.repository.ts';

export interface BulkExportPageArguments {
  readonly where?: { readonly state?: BulkExportState | null | undefined } | null | undefined;
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
}

type Piece = readonly [exportId: string, ordinal: number];

/** Bulk exports as one viewer may see and keep them; only their owner changes anything about them. */
export function bulkExportsOf(bound: Bound<OperationsTables>, scope: BulkExportScope, part: SealedColumns) {
  const { reads } = bound.store;
  const visible = (db: Kysely<OperationsTables>) =>
    db
      .selectFrom('bulkExport')
      .selectAll()
      .where(scope.all ? sql<SqlBool>`1 = 1` : sql<SqlBool>`owner = ${scope.owner}`);
  const writing: Writing<OperationsTables, BulkExportRow> = {
    entity: BulkExportEntity,
    kind: 'bulkExport',
    find: ({ db }, id) =>
      locked(visible(db).where('id', '=', id).where('owner', '=', scope.owner), bound).executeTakeFirst(),
  };
  const pieces = loaderOfMany(
    async (keys) => {
      const asked = keys.map((key) => ({ key, of: JSON.parse(key) as Piece }));
      const found = await reads
        .selectFrom('bulkExportPart')
        .selectAll()
        .where('kind', '=', 'PIECE')
        .where((eb) =>
          eb.or(asked.map(({ of: [id, ordinal] }) => eb.and([eb('exportId', '=', id), eb('ordinal', '=', ordinal)]))),
        )
        .execute();
      return found.map((row) => ({ key: JSON.stringify([row.exportId, row.ordinal] satisfies Piece), row }));
    },
    ({ key }) => key,
  );
  return {
    byIds: (ids: readonly string[]): Promise<BulkExportRow[]> => visible(reads).where('id', 'in', ids).execute(),
    page: ({ where, first, after }: BulkExportPageArguments): Promise<Page<BulkExportRow>> =>
      readPage({
        select: visible(reads).where((eb) => eb.and(whereEqual({ state: where?.state }))),
        order: [
          { column: 'requestedAt', direction: 'desc' },
          { column: 'id', direction: 'asc' },
        ],
        page: { first: first ?? 20, after: after ?? null },
        cursors: bound.cursors('bulkExports', where),
      }),
    async underWay(): Promise<number> {
      const { count } = await reads
        .selectFrom('bulkExport')
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .where('owner', '=', scope.owner)
        .where('state', 'in', ['WAITING', 'RUNNING'])
        .executeTakeFirstOrThrow();
      return Number(count);
    },
    /** A piece of the file in base64; those of one tick are read in one statement. */
    async piece(exportId: string, ordinal: number): Promise<string | null> {
      const [found] = await pieces.load(JSON.stringify([exportId, ordinal] satisfies Piece));
      return found ? part.open(found.row.id, 'content', found.row.contentSealed) : null;
    },
    add: (input: unknown, row: BulkExportRow) => addRow(bound, writing, input, row),
    /** Changes an export, and forgets what is kept of it. */
    end: (
      input: { readonly id: string; readonly version: number },
      decide: (row: BulkExportRow) => Partial<BulkExportRow>,
    ) => changeRow(bound, { ...writing, beside: ({ db }, { id }) => forgetParts(db, id) }, input, decide),
  };
}

export type BulkExports = ReturnType<typeof bulkExportsOf>;
