import {
  type Bound,
  inScope,
  type Page,
  type RowScope,
  readPage,
  type Transaction,
  whereAtLeast,
  whereAtMost,
  whereEqual,
} from '@hub/kernel';
import { expressionBuilder, type Kysely, sql } from 'kysely';
import type { CharitiesTables } from '../tables.ts';
import type { DisbursedKind, DisbursementRow } from './disbursement.entity.ts';

export interface DisbursementPageArguments {
  readonly where?:
    | {
        readonly fund?: string | null | undefined;
        readonly goods?: string | null | undefined;
        readonly charityOrganisation?: string | null | undefined;
        readonly givenFrom?: string | null | undefined;
        readonly givenTo?: string | null | undefined;
      }
    | null
    | undefined;
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
}

/** Disbursements as one viewer may see them. */
export function disbursementsOf({ store, today, cursors }: Bound<CharitiesTables>, scope: RowScope) {
  const eb = expressionBuilder<CharitiesTables, 'disbursement'>();
  const visible = () =>
    store.reads
      .selectFrom('disbursement')
      .selectAll()
      .where(inScope(eb, scope, { node: 'divisionCode', owner: 'charityOrganisationId' }, today));
  const ofSource = (kind: DisbursedKind, id: string | null | undefined) =>
    id == null ? [] : whereEqual({ kind, sourceId: id });
  return {
    page: ({ where, first, after }: DisbursementPageArguments): Promise<Page<DisbursementRow>> =>
      readPage({
        select: visible().where((eb) =>
          eb.and([
            ...ofSource('FUND', where?.fund),
            ...ofSource('GOODS', where?.goods),
            ...whereEqual({ charityOrganisationId: where?.charityOrganisation }),
            ...whereAtLeast('givenOn', where?.givenFrom),
            ...whereAtMost('givenOn', where?.givenTo),
          ]),
        ),
        order: [
          { column: 'givenOn', direction: 'desc' },
          { column: 'id', direction: 'asc' },
        ],
        page: { first: first ?? 20, after: after ?? null },
        cursors: cursors('disbursements', where),
      }),
  };
}

export type Disbursements = ReturnType<typeof disbursementsOf>;

/** What is booked of a fund or stock so far, as SQL over its table. */
export const bookedOf = (kind: DisbursedKind, idColumn: string) =>
  sql<number>`cast(coalesce((select sum(amount) from disbursement
    where disbursement.kind = ${kind} and disbursement.source_id = ${sql.ref(idColumn)}), 0) as bigint)`;

const sources = {
  FUND: { table: 'fund', column: 'balance_fen', factKind: 'fund' },
  GOODS: { table: 'goods_stock', column: 'quantity', factKind: 'goodsStock' },
} as const;

/** Books disbursements inside the transaction of the feed's batch. */
export const disbursementsIn = ({ db, tell }: Transaction<CharitiesTables>) => ({
  /**
   * Writes down what was given on a referral and lowers what it was given of, once for each referral. More than there is on paper was given
   * all the same: the balance then is nothing. Gives false for a referral that was booked before.
   */
  async book(row: Omit<DisbursementRow, 'charityOrganisationId'>): Promise<boolean> {
    const { table, column, factKind } = sources[row.kind];
    const source = await charityOf(db, table, row.sourceId);
    const written = await db
      .insertInto('disbursement')
      .values({ ...row, charityOrganisationId: source })
      .onConflict((on) => on.column('referralId').doNothing())
      .returning('id')
      .executeTakeFirst();
    if (!written) return false;
    const lowered = await sql<{ version: number }>`update ${sql.table(table)} set version = version + 1,
      ${sql.ref(column)} = case when ${sql.ref(column)} < ${row.amount} then 0 else ${sql.ref(column)} - ${row.amount} end
      where id = ${row.sourceId} returning version`.execute(db);
    await tell(lowered.rows.map(({ version }) => ({ kind: factKind, id: row.sourceId, version })));
    return true;
  },
});

async function charityOf(db: Kysely<CharitiesTables>, table: string, id: string): Promise<string | null> {
  const { rows } = await sql<{
    charityOrganisationId: string;
  }>`select charity_organisation_id from ${sql.table(table)} where id = ${id}`.execute(db);
  return rows[0]?.charityOrganisationId ?? null;
}
