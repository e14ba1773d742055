import type { AuditEntry, Store } from '@hub/kernel';
import type { Kysely } from 'kysely';
import type { AccessTables } from '../tables.ts';
import type { AuditHeadRow } from './auditEntry.entity.ts';
import { appendRows, type LinkingPort, lockHead, sealRows } from './auditEntry.repository.ts';

/** The ledger of disclosures, refusals and changes, as it is written. */
export interface Ledger {
  /** Resolves with the number of the last entry once all of them are durable, in the order given. */
  append(entries: readonly AuditEntry[]): Promise<number>;
  /** Does something else to the tables of the ledger while nothing is appended. */
  inTurn<Result>(work: (db: Kysely<AccessTables>) => Promise<Result>): Promise<Result>;
  /** Seals what is not sealed yet, once everything that was handed over is written. */
  close(): Promise<void>;
}

export interface LedgerParts {
  readonly store: Store<AccessTables>;
  readonly linking: LinkingPort;
  /** Keeps the head in a second place; `durable` waits for the disk. */
  keepHead(head: AuditHeadRow, durable: boolean): void;
  readonly sealEvery: { readonly entries: number; readonly milliseconds: number };
  onFailure(fault: unknown): void;
}

interface Waiting {
  readonly entries: readonly AuditEntry[];
  resolve(lastSequence: number): void;
  reject(reason: unknown): void;
}

const entriesAtOnce = 500;

/** A ledger with group commit: what arrives while one transaction is under way goes into the next one together. */
export function openLedger(parts: LedgerParts): Ledger {
  let waiting: Waiting[] = [];
  let running: Promise<void> | null = null;
  let timer: NodeJS.Timeout | undefined;
  let sealDue = false;
  const write = writerOf(parts);

  async function writeAll(): Promise<void> {
    while (waiting.length > 0 || sealDue) {
      const group = nextGroup();
      const seal = sealDue;
      sealDue = false;
      try {
        const head = await write(
          group.flatMap(({ entries }) => entries),
          seal,
        );
        let seq = head.seq - group.reduce((sum, { entries }) => sum + entries.length, 0);
        for (const { entries, resolve } of group) {
          seq += entries.length;
          resolve(seq);
        }
        if (head.sealedSeq < head.seq) timer ??= setTimeout(sealSoon, parts.sealEvery.milliseconds).unref();
      } catch (reason) {
        for (const one of group) one.reject(reason);
        if (group.length === 0) parts.onFailure(reason);
      }
    }
    running = null;
  }

  function nextGroup(): Waiting[] {
    let count = 0;
    const end = waiting.findIndex(({ entries }, place) => {
      count += entries.length;
      return place > 0 && count > entriesAtOnce;
    });
    const group = end < 0 ? waiting : waiting.slice(0, end);
    waiting = end < 0 ? [] : waiting.slice(end);
    return group;
  }

  function wake(): Promise<void> {
    running ??= writeAll();
    return running;
  }

  function sealSoon(): void {
    timer = undefined;
    sealDue = true;
    void wake();
  }

  return {
    append(entries) {
      const { promise, resolve, reject } = Promise.withResolvers<number>();
      waiting.push({ entries, resolve, reject });
      void wake();
      return promise;
    },
    inTurn: async (work) => {
      await running;
      return parts.store.write(async ({ db }) => {
        await lockHead(db);
        return work(db);
      });
    },
    async close() {
      clearTimeout(timer);
      sealDue = true;
      await wake();
    },
  };
}

/** Writes a group in one transaction, and then its head to the second place. */
function writerOf({ store, linking, keepHead, sealEvery }: LedgerParts) {
  let known: { readonly seq: number; readonly hash: string | null } = { seq: 0, hash: null };
  return async (entries: readonly AuditEntry[], seal: boolean) => {
    const before = known;
    const { head, sealed } = await store.write(async ({ db }) => {
      const locked = begun(await lockHead(db));
      if (locked.seq < before.seq || (locked.seq === before.seq && before.hash !== null && locked.hash !== before.hash))
        throw new Error('The ledger lost entries that were written.');
      const moved = await appendRows(db, store, linking, locked, entries);
      const isDue = seal || moved.seq - moved.sealedSeq >= sealEvery.entries;
      const end = isDue ? await sealRows(db, linking, moved) : moved;
      return { head: end, sealed: end.sealedSeq !== locked.sealedSeq };
    });
    known = head;
    if (entries.length > 0 || sealed) keepHead(head, sealed);
    return head;
  };
}

function begun(head: AuditHeadRow): AuditHeadRow & { readonly hash: string } {
  if (head.hash === null) throw new Error('The chain of the ledger has not begun.');
  return { ...head, hash: head.hash };
}
