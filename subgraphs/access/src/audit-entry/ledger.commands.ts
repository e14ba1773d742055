import { createVerification, parseLine } from '@hub/engine-ledger';
import { accept, HubError } from '@hub/kernel';
import { ledgerNote, mayKeepFor, monthsBefore } from './auditEntry.rules.ts';
import type { DueStretch, Stretch } from './ledgerStretch.repository.ts';
import { linesOf, strayIndexOf } from './linking.rules.ts';
import type { AuditLedger } from './openAuditLedger.ts';

const mostLines = 5000;

/** A part of the ledger as lines of an export. */
export async function readLines(after: number, first: number, { stretches }: AuditLedger) {
  if (!(first >= 1 && first <= mostLines))
    throw new HubError('BAD_USER_INPUT', 'BAD_PAGE_SIZE', { met: first, most: mostLines });
  const stretch = await stretches.read(after, first);
  return { lines: linesOf(stretch), strayIndex: strayIndexOf(stretch.rows, stretch.index), next: stretch.next };
}

export interface Retaining {
  readonly ledger: AuditLedger;
  readonly now: string;
  readonly requestId: string;
}

const removedAtOnce = 20_000;

/** Removes, one sealed stretch after the other, what was kept for long enough; a stretch that is not whole stays, as evidence. */
export async function retain(months: number | null, { ledger, now, requestId }: Retaining) {
  const { stretches, writer, linking } = ledger;
  if (months !== null) await stretches.setMonths(accept(mayKeepFor(months) ?? months));
  const kept = accept(mayKeepFor(await stretches.months()) ?? (await stretches.months()));
  let removed = 0;
  for (;;) {
    const due = await stretches.due(monthsBefore(now, kept), removedAtOnce);
    if (!due) break;
    const { fromSeq, seal } = due;
    await requireWhole(due, ledger);
    await writer.append([ledgerNote('RETENTION', `entries ${fromSeq} to ${seal.seq}`, requestId, now)]);
    const checkpoint = linking.checkpoint({ seq: seal.seq, fromSeq, hash: seal.hash, months: kept });
    await writer.inTurn((db) => stretches.remove(db, checkpoint));
    removed += seal.seq - fromSeq + 1;
  }
  return { months: kept, removed, removedTo: (await stretches.lastCheckpoint())?.seq ?? 0 };
}

async function requireWhole({ seal }: DueStretch, { stretches, linking }: AuditLedger): Promise<void> {
  const verification = createVerification({ mac: linking.mac });
  for (let after: number | null = 0; after !== null && after < seal.seq; ) {
    const stretch: Stretch = await stretches.read(after, 1000);
    for (const line of linesOf(upTo(seal.seq, stretch))) verification.take(parseLine(line));
    after = stretch.next;
  }
  const [problem] = verification.end().problems;
  if (problem) throw new HubError('REFUSED', 'LEDGER_NOT_WHOLE', { seq: problem.seq, kind: problem.kind });
}

const upTo = (seq: number, stretch: Stretch): Stretch => ({
  ...stretch,
  rows: stretch.rows.filter((row) => row.seq <= seq),
  seals: stretch.seals.filter((seal) => seal.seq <= seq),
});
