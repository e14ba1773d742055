import { faultFields, pause, type Worker } from '@hub/kernel';
import { askPage } from './askPage.ts';
import type { BulkExportRow } from './bulkExport.entity.ts';
import { claimEnd, expire, nextStep, rest, withDelegationEnded, withPage } from './bulkExport.rules.ts';
import { delegationEnded } from './endDelegation.ts';
import { type ExportParts, type ExportPorts, giveUp, putOff } from './exporting.ts';
import {
  addParts,
  changeClaimed,
  claimDue,
  forgetExports,
  forgetParts,
  nextExportAt,
  operationOf,
} from './exportQueue.repository.ts';
import { writeExport } from './writeExport.ts';

/** Other processes may write what this one waits for: on PostgreSQL it looks again so often, and a clock may jump. */
const longestPauseMs = { sqlite: 60_000, postgres: 5_000 } as const;
const dayMs = 86_400_000;

/** Works on exports one after the other, so that they leave room for whoever waits for an answer. */
export const exportWorker = (parts: ExportParts): Worker => ({
  name: 'operations makes bulk exports',
  async run({ ask, audit, signal, caughtUp }) {
    const { store, opening } = parts;
    let wake = () => {};
    const forget = store.onTold(() => wake());
    caughtUp();
    try {
      while (!signal.aborted) {
        const woken = new Promise<void>((resolve) => {
          wake = resolve;
        });
        while (!signal.aborted && (await exportDue(parts, { ask, audit, signal })));
        const next = await nextExportAt(store);
        const untilNext = next === null ? Number.POSITIVE_INFINITY : Date.parse(next) - opening.clock().getTime();
        const over = new AbortController();
        const pauseMs = Math.max(20, Math.min(untilNext, longestPauseMs[store.dialect]));
        await Promise.race([pause(pauseMs, AbortSignal.any([signal, over.signal])), woken]);
        over.abort();
      }
    } finally {
      forget();
    }
  },
});

/** Takes the export that is due for longest and goes on with it until it rests; false when none is due. */
export async function exportDue(parts: ExportParts, ports: ExportPorts): Promise<boolean> {
  const { store, opening } = parts;
  const now = opening.clock().toISOString();
  const taken = await claimDue(store, opening.ids('claim'), now, claimEnd(now));
  if (!taken) return false;
  ports.reached?.('CLAIMED', taken);
  let row: BulkExportRow | undefined = taken;
  try {
    while (row && row.claim === taken.claim && !ports.signal.aborted) row = await advance(parts, ports, row);
    if (row?.claim === taken.claim) await changeClaimed(store, taken, { claim: null, claimedUntil: null });
  } catch (fault) {
    opening.log.error('export failed', { export: taken.id, ...faultFields(fault) });
    await putOff(parts, row ?? taken, { outcome: 'INTERNAL_SERVER_ERROR', isPassing: true, wasAsked: true });
  }
  return true;
}

/** One step of an export; gives the row after it, or nothing when it is in other hands by now. */
async function advance(parts: ExportParts, ports: ExportPorts, row: BulkExportRow): Promise<BulkExportRow | undefined> {
  const { store, opening, keptRowDays } = parts;
  const now = opening.clock().toISOString();
  switch (nextStep(row, now)) {
    case 'ASK':
      return takePage(parts, ports, row);
    case 'WRITE':
      return writeExport(parts, ports, row);
    case 'GIVE_UP':
      return giveUp(parts, row, 'FAILED', 'TIMED_OUT');
    case 'END_DELEGATION': {
      const failing = await delegationEnded(row, ports);
      return failing ? putOff(parts, row, failing) : changeClaimed(store, row, withDelegationEnded(row));
    }
    case 'EXPIRE':
      await forgetExports(store, new Date(Date.parse(now) - keptRowDays * dayMs).toISOString());
      return changeClaimed(store, row, expire(row, now), ({ db }) => forgetParts(db, row.id));
    case 'REST':
      return changeClaimed(store, row, rest);
  }
}

/** Asks for the next page and keeps its rows together with the place after it, so that whoever goes on goes on from there. */
async function takePage(
  parts: ExportParts,
  ports: ExportPorts,
  row: BulkExportRow,
): Promise<BulkExportRow | undefined> {
  const { store, opening, sealed } = parts;
  const answered = await askPage(parts, ports, row, await operationOf(store, row));
  if ('failing' in answered) return putOff(parts, row, answered.failing);
  ports.reached?.('ANSWERED', row);
  const { rows, cost, after } = answered;
  const now = opening.clock().toISOString();
  const change = withPage(row, { rows: rows.length, cost, after }, now);
  const keeping = { ids: opening.ids, part: sealed.bulkExportPart };
  const place = { exportId: row.id, kind: 'PAGE', from: row.pages } as const;
  const held = change.state === undefined ? { ...change, claimedUntil: claimEnd(now) } : change;
  const kept = await changeClaimed(store, row, held, ({ db }) =>
    change.state === undefined ? addParts(db, keeping, place, [JSON.stringify(rows)]) : forgetParts(db, row.id),
  );
  ports.reached?.('KEPT', row);
  return kept;
}
