import type { AuditEntry, Store } from '@hub/kernel';
import type { AccessTables } from '../tables.ts';
import type { AuditEntryRow } from './auditEntry.entity.ts';

/** The ledger of disclosures, refusals and changes. */
export interface Ledger {
  /** Resolves with the number of the last entry once all of them are durable, in the order given. */
  append(entries: readonly AuditEntry[]): Promise<number>;
}

interface Waiting {
  readonly entries: readonly AuditEntry[];
  resolve(lastSequence: number): void;
  reject(reason: unknown): void;
}

const rowsAtOnce = 500;

/** A ledger with group commit: what arrives while one transaction is under way goes into the next one together. */
export function openLedger(store: Store<AccessTables>): Ledger {
  let waiting: Waiting[] = [];
  let writing = false;

  async function writeAll(): Promise<void> {
    writing = true;
    while (waiting.length > 0) {
      const group = waiting;
      waiting = [];
      try {
        const sequences = await insert(store, group);
        for (const [place, one] of group.entries()) one.resolve(sequences[place] ?? 0);
      } catch (reason) {
        for (const one of group) one.reject(reason);
      }
    }
    writing = false;
  }

  return {
    append(entries) {
      const { promise, resolve, reject } = Promise.withResolvers<number>();
      waiting.push({ entries, resolve, reject });
      if (!writing) void writeAll();
      return promise;
    },
  };
}

const insert = (store: Store<AccessTables>, group: readonly Waiting[]): Promise<number[]> =>
  store.write(async ({ db }) => {
    const sequences: number[] = [];
    for (const { entries } of group) {
      let last = 0;
      for (let start = 0; start < entries.length; start += rowsAtOnce) {
        const rows = entries.slice(start, start + rowsAtOnce).map(rowOf);
        const inserted = await db.insertInto('auditEntry').values(rows).returning('seq').execute();
        last = inserted.at(-1)?.seq ?? last;
      }
      sequences.push(last);
    }
    return sequences;
  });

const rowOf = (entry: AuditEntry): AuditEntryRow => ({
  at: entry.at,
  action: entry.action,
  actor: entry.actor,
  role: entry.role,
  purpose: entry.purpose,
  basis: entry.basis,
  requestId: entry.requestId,
  operation: entry.operation,
  outcome: entry.outcome,
  policyVersion: entry.policyVersion,
  fieldClasses: JSON.stringify(entry.fieldClasses),
  subjects: JSON.stringify(entry.subjects),
  withheld: JSON.stringify(entry.withheld),
});
