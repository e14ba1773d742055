import { addRow, type Bound, changeRow, locked, type Page, readPage, type Transaction, whereEqual } from '@hub/kernel';
import { type Kysely, type SqlBool, sql } from 'kysely';
import type { AccessTables } from '../tables.ts';
import {
  type AgreementChangeRow,
  AgreementEntity,
  type AgreementRow,
  type AgreementScope,
} from './agreement.entity.ts';

export interface AgreementPageArguments {
  readonly where?:
    | { readonly organisation?: string | null | undefined; readonly on?: string | null | undefined }
    | null
    | undefined;
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
}

export interface Occasion {
  readonly changedBy: string;
  readonly reason: string;
}

/** Agreements as one viewer may read and keep them. */
export function agreementsOf(bound: Bound<AccessTables>, scope: AgreementScope) {
  const visible = (db: Kysely<AccessTables>) =>
    db
      .selectFrom('agreement')
      .selectAll()
      .where(scope === 'ALL' ? sql<SqlBool>`1 = 1` : sql<SqlBool>`organisation_id = ${scope.organisation}`);
  const writing = (occasion: Occasion) => ({
    entity: AgreementEntity,
    kind: 'agreement',
    find: ({ db }: Transaction<AccessTables>, id: string) =>
      locked(visible(db).where('id', '=', id), bound).executeTakeFirst(),
    beside: ({ db }: Transaction<AccessTables>, row: AgreementRow) => keepChange(db, row, occasion, bound.now),
  });
  return {
    page: ({ where, first, after }: AgreementPageArguments): Promise<Page<AgreementRow>> =>
      readPage({
        select: visible(bound.store.reads).where((eb) =>
          eb.and([...whereEqual({ organisationId: where?.organisation }), ...inForceOn(where?.on)]),
        ),
        order: [{ column: 'id', direction: 'asc' }],
        page: { first: first ?? 20, after: after ?? null },
        cursors: bound.cursors('agreements', where),
      }),
    byIds: (ids: readonly string[]): Promise<AgreementRow[]> =>
      visible(bound.store.reads).where('id', 'in', ids).execute(),
    add: (input: unknown, agreement: AgreementRow, occasion: Occasion) =>
      addRow(bound, writing(occasion), input, agreement),
    change: (
      input: { readonly id: string; readonly version: number },
      occasion: Occasion,
      decide: (row: AgreementRow) => Partial<AgreementRow>,
    ) => changeRow(bound, writing(occasion), input, decide),
    changes: (ids: readonly string[]): Promise<AgreementChangeRow[]> =>
      bound.store.reads
        .selectFrom('agreementChange')
        .selectAll()
        .where('agreementId', 'in', ids)
        .orderBy('agreementId')
        .orderBy('version')
        .execute(),
  };
}

export type Agreements = ReturnType<typeof agreementsOf>;

const inForceOn = (day: string | null | undefined) =>
  day == null ? [] : [sql<SqlBool>`valid_from <= ${day} and valid_to >= ${day}`];

async function keepChange(
  db: Kysely<AccessTables>,
  row: AgreementRow,
  occasion: Occasion,
  changedAt: string,
): Promise<void> {
  const { id: agreementId, version, ...terms } = row;
  await db
    .insertInto('agreementChange')
    .values({ ...occasion, agreementId, version, changedAt, terms: JSON.stringify(terms) })
    .execute();
}

/** The agreement of an organisation that holds on a day, the newest if there are several; bound to no viewer. */
export const agreementOn = (
  reads: Kysely<AccessTables>,
  organisation: string,
  day: string,
): Promise<AgreementRow | undefined> =>
  reads
    .selectFrom('agreement')
    .selectAll()
    .where('organisationId', '=', organisation)
    .where('validFrom', '<=', day)
    .where('validTo', '>=', day)
    .orderBy('validFrom', 'desc')
    .orderBy('id', 'desc')
    .executeTakeFirst();
