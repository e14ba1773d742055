import { setTimeout } from 'node:timers/promises';
import type { Opening, Worker } from '@hub/kernel';
import { retain } from './ledger.commands.ts';
import type { AuditLedger } from './openAuditLedger.ts';

const dayMs = 24 * 60 * 60 * 1000;

/** Removes once a day what was kept for long enough. */
export const retentionWorker = ({ clock, ids }: Opening, ledger: AuditLedger): Worker => ({
  name: 'access keeps the ledger no longer than it must',
  async run({ signal, caughtUp }) {
    caughtUp();
    while (!signal.aborted) {
      await retain(null, { ledger, now: clock().toISOString(), requestId: ids('retention') });
      await setTimeout(dayMs, undefined, { signal, ref: false }).catch(() => {});
    }
  },
});
