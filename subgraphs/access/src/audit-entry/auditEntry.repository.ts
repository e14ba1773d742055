import type { AuditEntry, Store } from '@hub/kernel';
import { type Kysely, sql } from 'kysely';
import type { AccessTables } from '../tables.ts';
import {
  type AuditCheckpointRow,
  type AuditEntryRow,
  type AuditHeadRow,
  type AuditSealRow,
  type AuditSubjectRow,
  entryColumns,
} from './auditEntry.entity.ts';

type Database = Kysely<AccessTables>;
type Head = AuditHeadRow & { readonly hash: string };

/** How rows are made, without knowing where they go. */
export interface LinkingPort {
  readonly origin: string;
  follow(previous: string, row: AuditEntryRow): string;
  subjectsBefore(row: AuditEntryRow): readonly AuditSubjectRow[];
  link(
    head: { readonly seq: number; readonly hash: string },
    entries: readonly AuditEntry[],
  ): { readonly rows: readonly AuditEntryRow[]; readonly subjects: readonly AuditSubjectRow[] };
  seal(stretch: Pick<AuditSealRow, 'seq' | 'previousSeq' | 'hash'>): AuditSealRow;
  checkpoint(stretch: Pick<AuditCheckpointRow, 'seq' | 'fromSeq' | 'hash' | 'months'>): AuditCheckpointRow;
}

/** Waits until no other transaction can move the head, and gives it. */
export async function lockHead(db: Database): Promise<AuditHeadRow> {
  // An update that changes nothing takes the lock of the row, or of the file, before anything is read.
  const { rows } = await sql<AuditHeadRow>`update audit_head set seq = seq where id = 1
    returning seq, hash, sealed_seq`.execute(db);
  const [head] = rows;
  if (!head) throw new Error('The head of the ledger is gone.');
  return head;
}

const moveHead = (db: Database, { seq, hash, sealedSeq }: Head) =>
  sql`update audit_head set seq = ${seq}, hash = ${hash}, sealed_seq = ${sealedSeq} where id = 1`.execute(db);

/** Adds entries behind the head, inside the transaction that locked it. */
export async function appendRows(
  db: Database,
  store: Pick<Store<AccessTables>, 'dialect'>,
  linking: LinkingPort,
  head: Head,
  entries: readonly AuditEntry[],
): Promise<Head> {
  const { rows, subjects } = linking.link(head, entries);
  const last = rows.at(-1);
  if (!last) return head;
  await insertRows(db, store.dialect, 'audit_entry', columns, rows.map(valuesOf));
  if (subjects.length > 0)
    await insertRows(
      db,
      store.dialect,
      'audit_subject',
      subjectColumns,
      subjects.map(({ seq, pseudonym }) => [seq, pseudonym]),
    );
  const moved = { seq: last.seq, hash: last.hash ?? head.hash, sealedSeq: head.sealedSeq };
  await moveHead(db, moved);
  return moved;
}

/** Seals all that is behind the last seal. */
export async function sealRows(db: Database, linking: LinkingPort, head: Head): Promise<Head> {
  if (head.sealedSeq >= head.seq) return head;
  const seal = linking.seal({ seq: head.seq, previousSeq: head.sealedSeq, hash: head.hash });
  await db.insertInto('auditSeal').values(seal).execute();
  const moved = { ...head, sealedSeq: head.seq };
  await moveHead(db, moved);
  return moved;
}

const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

interface Column {
  readonly name: string;
  readonly isNumber: boolean;
}

const columns: readonly Column[] = entryColumns.map((name) => ({
  name: snake(name),
  isNumber: name === 'seq' || name === 'rowCount',
}));
const subjectColumns: readonly Column[] = [
  { name: 'seq', isNumber: true },
  { name: 'pseudonym', isNumber: false },
];
const valuesOf = (row: AuditEntryRow) => entryColumns.map((column) => row[column]);

/** One statement with one parameter, however many rows there are: to compile thousands of parameters costs more than to write the rows. */
function insertRows(
  db: Database,
  dialect: 'sqlite' | 'postgres',
  table: string,
  into: readonly Column[],
  rows: readonly (readonly unknown[])[],
) {
  const names = sql.raw(into.map(({ name }) => name).join(', '));
  const values = sql.raw(
    into
      .map(({ isNumber }, place) =>
        dialect === 'postgres' && isNumber ? `(value ->> ${place})::bigint` : `value ->> ${place}`,
      )
      .join(', '),
  );
  const json = JSON.stringify(rows);
  const source =
    dialect === 'sqlite' ? sql`json_each(${json})` : sql`jsonb_array_elements(${json}::jsonb) as given(value)`;
  return sql`insert into ${sql.table(table)} (${names}) select ${values} from ${source}`.execute(db);
}

const rowsAtOnce = 1000;

/** Makes what an older ledger holds the beginning of the chain, once; gives how many entries that were, or null where the chain had begun. */
export const beginChain = (store: Store<AccessTables>, linking: LinkingPort): Promise<number | null> =>
  store.write(async ({ db }) => {
    const head = await lockHead(db);
    if (head.hash !== null) return null;
    let hash = linking.origin;
    let count = 0;
    for (let after = 0; ; ) {
      const rows = await db
        .selectFrom('auditEntry')
        .selectAll()
        .where('seq', '>', after)
        .orderBy('seq')
        .limit(rowsAtOnce)
        .execute();
      const last = rows.at(-1);
      if (!last) break;
      hash = rows.reduce(linking.follow, hash);
      const subjects = rows.flatMap(linking.subjectsBefore).map(({ seq, pseudonym }) => [seq, pseudonym]);
      await insertRows(db, store.dialect, 'audit_subject', subjectColumns, subjects);
      count += rows.length;
      after = last.seq;
    }
    await moveHead(db, { ...head, hash });
    return count;
  });
