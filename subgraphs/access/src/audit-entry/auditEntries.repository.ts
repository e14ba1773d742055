import { type Bound, readPage, whereAtLeast, whereEqual } from '@hub/kernel';
import { type Expression, type ExpressionBuilder, type SqlBool, sql } from 'kysely';
import type { AccessTables } from '../tables.ts';
import type { AuditEntryRow } from './auditEntry.entity.ts';

type Given<Value> = Value | null | undefined;

export interface AuditEntryWhere {
  readonly from?: Given<string>;
  readonly to?: Given<string>;
  readonly actor?: Given<string>;
  readonly role?: Given<string>;
  readonly organisation?: Given<string>;
  readonly action?: Given<string>;
  readonly purpose?: Given<string>;
  readonly basis?: Given<string>;
  readonly outcome?: Given<string>;
  readonly requestId?: Given<string>;
  readonly agreement?: Given<string>;
  readonly grant?: Given<string>;
  readonly caseReference?: Given<string>;
  readonly minors?: Given<boolean>;
  readonly subject?: Given<string>;
}

export interface AuditEntryPageArguments {
  readonly where?: Given<AuditEntryWhere>;
  readonly first?: Given<number>;
  readonly after?: Given<string>;
}

const rowsAtOnce = 1000;

const newestFirst = [{ column: 'seq', direction: 'desc' }] as const;

/** Entries for an auditor. */
export function auditEntriesOf(bound: Bound<AccessTables>) {
  const all = () => bound.store.reads.selectFrom('auditEntry').selectAll();
  return {
    /** Newest first; of entries that name one of the pseudonyms, where some are given. */
    page: ({ where, ...page }: AuditEntryPageArguments, pseudonyms: readonly string[] | null) =>
      readPage<AccessTables, 'auditEntry', AuditEntryRow>({
        select: all().where((eb) =>
          eb.and([...conditionsOf(eb, where ?? {}), ...(pseudonyms ? [eb('seq', 'in', naming(eb, pseudonyms))] : [])]),
        ),
        order: newestFirst,
        page: { first: page.first ?? 20, after: page.after ?? null },
        cursors: bound.cursors('auditEntries', [where ?? {}, pseudonyms]),
      }),
    bySeq: (seq: number): Promise<AuditEntryRow | undefined> => all().where('seq', '=', seq).executeTakeFirst(),
    /** Entries of a span of time that name a minor, or that were refused something for want of what a minor needs. */
    async *ofMinors({ from, to }: { readonly from: string; readonly to: string }): AsyncGenerator<AuditEntryRow> {
      for (let after = 0; ; ) {
        const rows = await all()
          .where('seq', '>', after)
          .where('at', '>=', from)
          .where('at', '<', to)
          .where(concernsMinors)
          .orderBy('seq')
          .limit(rowsAtOnce)
          .execute();
        yield* rows;
        const last = rows.at(-1);
        if (!last || rows.length < rowsAtOnce) return;
        after = last.seq;
      }
    },
  };
}

export type AuditEntries = ReturnType<typeof auditEntriesOf>;

const concernsMinors = sql<SqlBool>`(minors <> '[]' or withheld like '%:MINOR_APPROVAL%' or withheld like '%:GUARDIAN_CONSENT%')`;

const naming = (eb: ExpressionBuilder<AccessTables, 'auditEntry'>, pseudonyms: readonly string[]) =>
  eb
    .selectFrom('auditSubject')
    .select('auditSubject.seq')
    .where('pseudonym', 'in', pseudonyms.length > 0 ? pseudonyms : ['']);

const conditionsOf = (
  eb: ExpressionBuilder<AccessTables, 'auditEntry'>,
  where: AuditEntryWhere,
): Expression<SqlBool>[] => [
  ...whereAtLeast('at', where.from),
  ...(where.to ? [sql<SqlBool>`at < ${where.to}`] : []),
  ...whereEqual({
    actor: where.actor,
    role: where.role,
    organisation: where.organisation,
    action: where.action,
    purpose: where.purpose,
    basis: where.basis,
    outcome: where.outcome,
    requestId: where.requestId,
    agreementId: where.agreement,
    grantId: where.grant,
    caseReference: where.caseReference,
  }),
  ...(where.minors === true ? [sql<SqlBool>`minors <> '[]'`] : []),
  ...(where.minors === false ? [sql<SqlBool>`coalesce(minors, '[]') = '[]'`] : []),
  ...(where.subject ? [eb('seq', 'in', naming(eb, [where.subject]))] : []),
];
