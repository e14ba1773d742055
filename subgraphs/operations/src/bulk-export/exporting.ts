import type { AskPort, AuditPort, Opening, Store } from '@hub/kernel';
import type { AnswerShapes, Questions } from '@hub/schema';
import type { Failing } from '../schedule-run/attempt.rules.ts';
import type { Seals } from '../seals.ts';
import type { OperationsTables } from '../tables.ts';
import type { BulkExportRow } from './bulkExport.entity.ts';
import { ended, withoutStep } from './bulkExport.rules.ts';
import { changeClaimed, forgetParts } from './exportQueue.repository.ts';

/** Points of an export at which a process may end; tests end it there. */
export type ExportStep = 'CLAIMED' | 'ANSWERED' | 'KEPT' | 'AUDITED' | 'WRITTEN';

export interface ExportParts {
  readonly opening: Pick<Opening, 'clock' | 'ids' | 'log'>;
  readonly store: Store<OperationsTables>;
  readonly sealed: Seals;
  readonly questions: Questions;
  readonly shapes: AnswerShapes;
  /** For how many hours a file is kept. */
  readonly keptHours: number;
  /** For how many days an export is kept in the list after its end. */
  readonly keptRowDays: number;
}

export interface ExportPorts {
  readonly ask: AskPort;
  readonly audit: AuditPort;
  readonly signal: AbortSignal;
  reached?(step: ExportStep, row: BulkExportRow): void;
}

/** The same step again later, or the end of it. */
export function putOff(
  { store, opening }: ExportParts,
  row: BulkExportRow,
  failing: Failing,
): Promise<BulkExportRow | undefined> {
  const change = withoutStep(row, failing, opening.clock().toISOString());
  return changeClaimed(store, row, change, async ({ db }) => {
    if (change.state !== undefined) await forgetParts(db, row.id);
  });
}

/** It will have no file; what is kept of it is forgotten. */
export const giveUp = (
  { store, opening }: ExportParts,
  row: BulkExportRow,
  state: 'FAILED' | 'REFUSED',
  outcome: string,
): Promise<BulkExportRow | undefined> =>
  changeClaimed(store, row, ended(row, state, outcome, opening.clock().toISOString()), ({ db }) =>
    forgetParts(db, row.id),
  );
