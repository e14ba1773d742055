import { type AuditEntry, openStore } from '@hub/kernel';
import { keysOfTest, logOfTest, type StoreOfTest, seededIds } from '@hub/kernel/testing';
import { createAnswerShapes, openQuestions, publishedSdl, supergraphSdl } from '@hub/schema';
import { createSealer } from '@hub/vault';
import { seededRandomness } from '@hub/vault/testing';
import { operationsMigration } from '../migrations/0001-operations.ts';
import { schedulesMigration } from '../migrations/0002-schedules.ts';
import { deliveriesMigration } from '../migrations/0003-deliveries.ts';
import { offersMigration } from '../migrations/0004-offers.ts';
import { runHistoryMigration } from '../migrations/0005-run-history.ts';
import { bulkExportsMigration } from '../migrations/0006-bulk-exports.ts';
import { exportDue } from '../src/bulk-export/export.worker.ts';
import type { ExportParts, ExportStep } from '../src/bulk-export/exporting.ts';
import { sealsOf } from '../src/seals.ts';
import type { OperationsTables } from '../src/tables.ts';
import { answered, type Desk, type SetClock } from './calendar.ts';

/** A process that works on exports when it is told to. */
export interface ExportProcess {
  readonly audited: readonly AuditEntry[];
  /** Does all that is due now; where it is to end at a point, nothing of it reaches the store after that. */
  work(endAt?: { readonly step: ExportStep; readonly time: number }): Promise<void>;
  /** How many pages and pieces are kept of an export. */
  kept(id: string): Promise<number>;
  /** What is stored of all parts, as bytes on a disk would show it. */
  stored(): Promise<string>;
  close(): Promise<void>;
}

const questions = openQuestions(publishedSdl(supergraphSdl()));
const shapes = createAnswerShapes(supergraphSdl());

export async function openExportProcess(
  stores: StoreOfTest,
  clock: SetClock,
  { ask }: Desk,
  seed: string,
): Promise<ExportProcess> {
  const store = await openStore<OperationsTables>({
    location: stores.place('operations'),
    entities: [],
    migrations: [
      operationsMigration,
      schedulesMigration,
      deliveriesMigration,
      offersMigration,
      runHistoryMigration,
      bulkExportsMigration,
    ],
  });
  const keys = keysOfTest();
  const audited: AuditEntry[] = [];
  const parts: ExportParts = {
    opening: { clock, ids: seededIds(seed), log: logOfTest() },
    store,
    sealed: sealsOf(createSealer(keys.ring('seal'), keys.ring('blind-index'), seededRandomness(seed))),
    questions,
    shapes,
    keptHours: 24,
    keptRowDays: 365,
  };
  return {
    audited,
    async work(endAt) {
      let isDead = false;
      let met = 0;
      const alive: typeof store.write = (work) =>
        isDead ? Promise.reject(new Error('The process has ended.')) : store.write(work);
      const ports = {
        ask,
        audit: async (entries: readonly AuditEntry[]) => void audited.push(...entries),
        signal: new AbortController().signal,
        reached(step: ExportStep) {
          if (step !== endAt?.step || ++met !== endAt.time) return;
          isDead = true;
          throw new Error('The process ends here.');
        },
      };
      const done = async () => {
        while (await exportDue({ ...parts, store: { ...store, write: alive } }, ports));
      };
      await done().catch((fault) => {
        if (!isDead) throw fault;
      });
    },
    async kept(id) {
      const rows = await store.reads.selectFrom('bulkExportPart').select('id').where('exportId', '=', id).execute();
      return rows.length;
    },
    async stored() {
      const exports = await store.reads.selectFrom('bulkExport').selectAll().execute();
      return JSON.stringify([exports, await store.reads.selectFrom('bulkExportPart').selectAll().execute()]);
    },
    close: store.close,
  };
}

export interface NeedOfTest {
  readonly id: string;
  readonly status: string;
  readonly units: number;
}

const pageSize = 2;

/** Answers with the needs, two a page, and with what a delegation is worth; `more` may answer before. */
export function answersWith(desk: Desk, needs: readonly NeedOfTest[], more?: Parameters<Desk['answers']>[0]): void {
  desk.answers(async (question, signal) => {
    const before = await more?.(question, signal);
    if (before) return before;
    const { query, variables } = question;
    if (query.includes('policyVersion')) return answered({ me: rights });
    if (query.includes('DelegationOfExport')) return answered({ delegation: { version: 3 }, revokeDelegation: {} });
    const from = Number(variables.pageAfter ?? 0);
    const nodes = needs.slice(from, from + pageSize).map((node) => ({ node }));
    const pageInfo = { hasNextPage: from + pageSize < needs.length, endCursor: String(from + pageSize) };
    return answered({ needs: { edges: nodes, pageInfo } });
  });
}

const rights = {
  role: 'district-officer',
  organisation: 'org_civil_affairs',
  purpose: 'RESOURCE_MATCHING',
  basis: 'STATUTORY_DUTY',
  policyVersion: 'test',
  classes: ['PUBLIC', 'OPERATIONAL', 'REFERENCE', 'CASE'].map((fieldClass) => ({ fieldClass, allowed: true })),
};
