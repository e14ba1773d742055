import type { Store } from '@hub/kernel';
import type { Kysely } from 'kysely';
import type { AccessTables } from '../tables.ts';
import type { AuditCheckpointRow, AuditEntryRow, AuditSealRow, AuditSubjectRow } from './auditEntry.entity.ts';

/** A part of the ledger as it lies in the store, of one moment. */
export interface Stretch {
  readonly checkpoints: readonly AuditCheckpointRow[];
  readonly rows: readonly AuditEntryRow[];
  readonly seals: readonly AuditSealRow[];
  readonly index: readonly AuditSubjectRow[];
  /** Number after which to go on; null at the end. */
  readonly next: number | null;
}

/** What a retention asks for: the stretch that is due, as it ends at a seal. */
export interface DueStretch {
  readonly fromSeq: number;
  readonly seal: AuditSealRow;
}

/** Reads the ledger for verification and export; bound to no viewer. */
export function stretchesOf(store: Store<AccessTables>) {
  const inOneMoment = <Result>(read: (db: Kysely<AccessTables>) => Promise<Result>): Promise<Result> =>
    (store.dialect === 'postgres'
      ? store.reads.transaction().setIsolationLevel('repeatable read')
      : store.reads.transaction()
    ).execute(read);

  const lastCheckpoint = () =>
    store.reads.selectFrom('auditCheckpoint').selectAll().orderBy('seq', 'desc').limit(1).executeTakeFirst();

  return {
    read: (after: number, first: number): Promise<Stretch> =>
      inOneMoment(async (db) => {
        const checkpoints =
          after === 0 ? await db.selectFrom('auditCheckpoint').selectAll().orderBy('seq').execute() : [];
        const rows = await db
          .selectFrom('auditEntry')
          .selectAll()
          .where('seq', '>', after)
          .orderBy('seq')
          .limit(first)
          .execute();
        const next = rows.length === first ? (rows.at(-1)?.seq ?? null) : null;
        const upTo = next ?? Number.MAX_SAFE_INTEGER;
        const seals = await db
          .selectFrom('auditSeal')
          .selectAll()
          .where('seq', '>', after)
          .where('seq', '<=', upTo)
          .orderBy('seq')
          .execute();
        const index = await db
          .selectFrom('auditSubject')
          .selectAll()
          .where('seq', '>', after)
          .where('seq', '<=', upTo)
          .execute();
        return { checkpoints, rows, seals, index, next };
      }),
    firstAndLastSeal: async (): Promise<AuditSealRow[]> =>
      (
        await Promise.all(
          (['asc', 'desc'] as const).map((direction) =>
            store.reads.selectFrom('auditSeal').selectAll().orderBy('seq', direction).limit(1).executeTakeFirst(),
          ),
        )
      ).flatMap((seal) => seal ?? []),
    hashAt: async (seq: number): Promise<string | null | undefined> =>
      (await store.reads.selectFrom('auditEntry').select('hash').where('seq', '=', seq).executeTakeFirst())?.hash,
    lastCheckpoint,
    months: async (): Promise<number> =>
      (await store.reads.selectFrom('auditRetention').select('months').executeTakeFirstOrThrow()).months,
    setMonths: (months: number) =>
      store.write(({ db }) => db.updateTable('auditRetention').set({ months }).where('id', '=', 1).execute()),
    /** The oldest sealed stretch of at most so many entries whose seals are older than the instant. */
    async due(before: string, atMost: number): Promise<DueStretch | null> {
      const fromSeq = ((await lastCheckpoint())?.seq ?? 0) + 1;
      const seals = store.reads
        .selectFrom('auditSeal')
        .selectAll()
        .where('seq', '>=', fromSeq)
        .where('at', '<', before);
      const largest = await seals
        .where('seq', '<', fromSeq + atMost)
        .orderBy('seq', 'desc')
        .limit(1)
        .executeTakeFirst();
      const seal = largest ?? (await seals.orderBy('seq').limit(1).executeTakeFirst());
      return seal ? { fromSeq, seal } : null;
    },
    /** Puts the checkpoint in the place of the entries up to its number. */
    remove: async (db: Kysely<AccessTables>, checkpoint: AuditCheckpointRow): Promise<void> => {
      await db.insertInto('auditCheckpoint').values(checkpoint).execute();
      for (const table of ['auditSubject', 'auditSeal', 'auditEntry'] as const)
        await db.deleteFrom(table).where('seq', '<=', checkpoint.seq).execute();
    },
  };
}

export type Stretches = ReturnType<typeof stretchesOf>;
