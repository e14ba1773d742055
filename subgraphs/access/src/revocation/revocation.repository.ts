import { addRow, type Bound, type Page, readPage, type Transaction } from '@hub/kernel';
import { type Kysely, type SqlBool, sql } from 'kysely';
import type { AccessTables } from '../tables.ts';
import { RevocationEntity, type RevocationRow } from './revocation.entity.ts';

export interface RevocationPageArguments {
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
}

/** Revocations as one viewer may read and make them. */
export function revocationsOf(bound: Bound<AccessTables>, isVisible: boolean) {
  const visible = (db: Kysely<AccessTables>) =>
    db
      .selectFrom('revocation')
      .selectAll()
      .where(isVisible ? sql<SqlBool>`1 = 1` : sql<SqlBool>`1 = 0`);
  const writing = {
    entity: RevocationEntity,
    kind: 'revocation',
    find: ({ db }: Transaction<AccessTables>, id: string) => visible(db).where('id', '=', id).executeTakeFirst(),
  };
  return {
    page: ({ first, after }: RevocationPageArguments): Promise<Page<RevocationRow>> =>
      readPage({
        select: visible(bound.store.reads),
        order: [{ column: 'id', direction: 'asc' }],
        page: { first: first ?? 20, after: after ?? null },
        cursors: bound.cursors('revocations', null),
      }),
    add: (input: unknown, revocation: RevocationRow) => addRow(bound, writing, input, revocation),
  };
}

export type Revocations = ReturnType<typeof revocationsOf>;

/** Whether a token, or its bearer after the token was made, was revoked; bound to no viewer. */
export async function isRevoked(
  reads: Kysely<AccessTables>,
  {
    tokenId,
    subject,
    issuedAt,
  }: { readonly tokenId: string; readonly subject: string; readonly issuedAt: string | null },
): Promise<boolean> {
  const found = await reads
    .selectFrom('revocation')
    .select('id')
    .where((eb) =>
      eb.or([
        eb('tokenId', '=', tokenId),
        eb.and([eb('subject', '=', subject), ...(issuedAt === null ? [] : [eb('revokedAt', '>=', issuedAt)])]),
      ]),
    )
    .limit(1)
    .executeTakeFirst();
  return found !== undefined;
}
