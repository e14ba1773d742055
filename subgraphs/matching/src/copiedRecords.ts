import { type Fact, type Log, type RecordReader, readRecord } from '@hub/kernel';

/** What one batch of facts does to a copy. */
export interface CopyChange<Row> {
  readonly rows: readonly Row[];
  /** Ids that are gone at their owner, or that are of no use to us. */
  readonly gone: readonly string[];
}

/**
 * Reads the records of a batch; `toRow` gives `null` for a record that we keep no copy of. A record that cannot be read leaves the copy
 * and is told by field, never by value: one bad record must not hold up all others.
 */
export function copiedRecords<Row>(
  facts: readonly Fact[],
  toRow: (id: string, record: RecordReader) => Row | null,
  log: Log,
): CopyChange<Row> {
  const rows: Row[] = [];
  const gone: string[] = [];
  for (const { kind, id, record } of facts) {
    const reader = record === null ? null : readRecord(record);
    const row = reader === null ? null : toRow(id, reader);
    const problems = reader?.problems ?? [];
    if (problems.length > 0) log.error('record not copied', { kind, id, fields: problems.map(({ field }) => field) });
    if (row === null || problems.length > 0) gone.push(id);
    else rows.push(row);
  }
  return { rows, gone };
}
