import { type Opening, pause, type Store, type Worker } from '@hub/kernel';
import type { OperationsTables } from '../tables.ts';
import type { DeliveryRow } from './delivery.entity.ts';
import { fileNameOf, isOpen } from './delivery.rules.ts';
import {
  changeDelivery,
  dropFrom,
  forgetContent,
  forgetLanes,
  keptSince,
  lockLane,
  type QueueParts,
} from './deliveryQueue.repository.ts';
import { targetsForQueue } from './deliveryTarget.repository.ts';
import { removeDeliveryFile } from './writeDeliveryFile.ts';

export interface PurgeParts extends QueueParts {
  readonly store: Store<OperationsTables>;
  readonly opening: Pick<Opening, 'clock'>;
  readonly folder: string | null;
  readonly keptDays: number;
}

const dayMs = 86_400_000;
const hourMs = 3_600_000;
const atOnce = 100;

/** Forgets every hour what was kept for long enough. */
export const purgeWorker = (parts: PurgeParts): Worker => ({
  name: 'operations keeps deliveries no longer than it must',
  async run({ signal, caughtUp }) {
    caughtUp();
    while (!signal.aborted) {
      await purge(parts);
      await pause(hourMs, signal);
    }
  },
});

/**
 * Forgets what was delivered longer ago than the days that are configured: rows, files, and what targets have where no run was compared
 * for as long. What could not be delivered in that time is given up: the next run tells all that changed since what did arrive.
 */
export async function purge(parts: PurgeParts): Promise<void> {
  const { store, opening, keptDays } = parts;
  const before = new Date(opening.clock().getTime() - keptDays * dayMs).toISOString();
  for (;;) {
    const old = await keptSince(store.reads, before, atOnce);
    for (const delivery of old) await forget(parts, delivery);
    if (old.length < atOnce) break;
  }
  await store.write((transaction) => forgetLanes(transaction, before));
}

async function forget(parts: PurgeParts, delivery: DeliveryRow): Promise<void> {
  const { store, opening, folder } = parts;
  const now = opening.clock().toISOString();
  const [target] = await targetsForQueue(store.reads, [delivery.targetId]);
  if (folder !== null && target?.kind === 'FILE')
    await removeDeliveryFile({ root: folder, folder: target.id, name: fileNameOf(delivery, target) });
  await store.write(async (transaction) => {
    if (isOpen(delivery)) {
      await lockLane(transaction, parts, { ...delivery, now });
      const gone = { status: 'DISCARDED', reason: 'TOO_OLD', settledAt: now, purgedAt: now } as const;
      return dropFrom(transaction, delivery, gone);
    }
    await changeDelivery(transaction, delivery, { purgedAt: now, dueAt: null });
    await forgetContent(transaction, [delivery.id]);
  });
}
