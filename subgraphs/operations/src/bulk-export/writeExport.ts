import { type AuditEntry, auditEntryOf } from '@hub/kernel';
import { type AnswerRow, emptyCells } from '../change/answerRow.rules.ts';
import { type RightNow, rightIn, rightQuestion, withheldFor } from '../delivery/right.rules.ts';
import { gatewayAway } from '../schedule-run/attempt.rules.ts';
import type { BulkExportRow } from './bulkExport.entity.ts';
import { exportClassesOf, written } from './bulkExport.rules.ts';
import { exportFile, mergedRows, piecesOf } from './exportFile.ts';
import { type ExportParts, type ExportPorts, giveUp, putOff } from './exporting.ts';
import { addParts, changeClaimed, forgetParts, operationOf, pagesOf } from './exportQueue.repository.ts';

/**
 * Makes the file of all pages, once more within the right, and after the ledger has it: pages go and the pieces of the file come in
 * the transaction in which it is whole.
 */
export async function writeExport(
  parts: ExportParts,
  ports: ExportPorts,
  row: BulkExportRow,
): Promise<BulkExportRow | undefined> {
  const { store, opening, sealed, shapes, keptHours } = parts;
  const right = await rightOf(ports, row);
  if (!right) return putOff(parts, row, gatewayAway);
  const reason = withheldFor(right, exportClassesOf(row));
  if (reason !== null || 'ended' in right) return giveUp(parts, row, 'REFUSED', reason ?? 'RIGHT_NARROWED');
  const pages = await pagesOf(store, sealed.bulkExportPart, row.id);
  const rows = mergedRows(pages.map((text) => JSON.parse(text) as AnswerRow[]));
  const { sets } = shapes((await operationOf(store, row)).document);
  const { pieces, ...file } = piecesOf(await exportFile(row.format, rows, emptyCells(sets)));
  const at = opening.clock().toISOString();
  for (const entry of auditEntriesOf(row, rows, right, at)) await ports.audit([entry]);
  ports.reached?.('AUDITED', row);
  const change = written(row, { ...file, rows: rows.length, pieces: pieces.length }, keptHours, at);
  const keeping = { ids: opening.ids, part: sealed.bulkExportPart };
  const whole = await changeClaimed(store, row, change, async ({ db }) => {
    await forgetParts(db, row.id);
    await addParts(db, keeping, { exportId: row.id, kind: 'PIECE', from: 1 }, pieces);
  });
  ports.reached?.('WRITTEN', row);
  return whole;
}

/** What the delegation is worth now; undefined when nobody can say. */
const rightOf = async (
  { ask, signal }: ExportPorts,
  { id: requestId, delegationId: delegation, owner: subject, language }: BulkExportRow,
): Promise<RightNow | undefined> =>
  rightIn(
    await ask({ delegation, subject, query: rightQuestion, variables: {}, requestId, language }, signal).catch(() => ({
      data: null,
      refused: null,
    })),
  );

const recordsInEntry = 1000;

/** What the ledger is told before there is a file: whose it is, on whose ground, and which records are in it, in portions. */
function auditEntriesOf(
  row: BulkExportRow,
  rows: readonly AnswerRow[],
  { role, organisation, purpose, basis, policyVersion }: Exclude<RightNow, { readonly ended: string }>,
  at: string,
): AuditEntry[] {
  const subjects = [...new Set(rows.flatMap(({ records }) => records))].sort();
  const portions = Array.from({ length: Math.max(1, Math.ceil(subjects.length / recordsInEntry)) }, (_, n) =>
    subjects.slice(n * recordsInEntry, (n + 1) * recordsInEntry),
  );
  return portions.map((portion, n) =>
    auditEntryOf({
      action: 'EXPORT',
      actor: row.owner,
      tokenId: row.delegationId,
      operation: `${row.operation} ${row.format} ${row.id} ${n + 1}/${portions.length}`,
      outcome: 'ALLOWED',
      fieldClasses: exportClassesOf(row),
      subjects: portion,
      rows: n === 0 ? rows.length : 0,
      role,
      organisation,
      purpose,
      basis,
      policyVersion,
      requestId: row.id,
      at,
    }),
  );
}
