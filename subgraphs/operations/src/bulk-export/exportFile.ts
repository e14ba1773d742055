import { createHash } from 'node:crypto';
import { type AnswerRow, type Cells, keyOf } from '../change/answerRow.rules.ts';
import type { FileFormat } from '../delivery/deliveryTarget.entity.ts';
import { spreadTable } from '../delivery/table.rules.ts';
import { tableFile } from '../delivery/writeDeliveryFile.ts';

/** Bytes of a piece: small enough for an answer in GraphQL. */
export const pieceBytes = 131_072;

/** The rows of all pages in their order; one that comes twice, because it moved while pages were turned, counts as it came last. */
export function mergedRows(pages: readonly (readonly AnswerRow[])[]): readonly AnswerRow[] {
  const rows = new Map<string, AnswerRow>();
  let nameless = 0;
  for (const row of pages.flat()) rows.set(row.identity === '' ? `${nameless++}` : keyOf(row), row);
  return [...rows.values()];
}

/** Plain rows; the name of the list stands with them only where the answer has several. A table without rows has its columns all the same. */
export async function exportFile(format: FileFormat, rows: readonly AnswerRow[], empty: Cells): Promise<Uint8Array> {
  const hasSets = new Set(rows.map(({ set }) => set)).size > 1;
  const cells = rows.map((row) => (hasSets ? { set: row.set, ...row.cells } : row.cells));
  return format === 'JSONL'
    ? Buffer.from(cells.map((row) => `${JSON.stringify(row)}\n`).join(''))
    : tableFile(format, rows.length === 0 ? { columns: Object.keys(empty), rows: [] } : spreadTable(cells));
}

/** The file cut into pieces in base64, with what its reader checks it by; an empty file has one empty piece. */
export function piecesOf(content: Uint8Array) {
  const bytes = Buffer.from(content);
  const pieces = Array.from({ length: Math.max(1, Math.ceil(bytes.length / pieceBytes)) }, (_, at) =>
    bytes.subarray(at * pieceBytes, (at + 1) * pieceBytes).toString('base64'),
  );
  return { pieces, bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') };
}
