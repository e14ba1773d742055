import { type AuditPort, HubError, type Opening, pause, type Store, type Worker } from '@hub/kernel';
import type { OperationsTables } from '../tables.ts';
import type { DeliveryAttemptRow, DeliveryRow } from './delivery.entity.ts';
import { auditEntryOfDelivery, changeFromText, classesOf, rowMovesOf, toldOf } from './delivery.rules.ts';
import {
  changeDelivery,
  claim,
  contentOf,
  dropFrom,
  dueDeliveries,
  endAttempt,
  lockLane,
  moveDeliveredRows,
  moveLane,
  nextDueAt,
  type QueueParts,
} from './deliveryQueue.repository.ts';
import { targetsForQueue } from './deliveryTarget.repository.ts';
import type { KeptChange } from './payload.rules.ts';
import { type RightNow, rightIn, rightQuestion, withheldFor } from './right.rules.ts';
import type { SendToTarget } from './sendToTarget.ts';
import { mostAttempts, pauseAfter } from './webhook.rules.ts';

/** Points of an attempt at which a process may end; tests end it there. */
export type DeliveryStep = 'CLAIMED' | 'PERMITTED' | 'AUDITED' | 'SENT' | 'SETTLING' | 'SETTLED';

export interface DeliverParts extends QueueParts {
  readonly store: Store<OperationsTables>;
  readonly opening: Pick<Opening, 'clock' | 'log'>;
  readonly send: SendToTarget;
}

export interface DeliverPorts {
  readonly audit: AuditPort;
  /** What a delegation is worth now; asked before each attempt, and rejected when nobody can say. */
  rightOf(delegationId: string): Promise<RightNow>;
  readonly signal: AbortSignal;
  reached?(step: DeliveryStep, delivery: DeliveryRow): void;
}

const atOnce = 8;
/** Longer than any attempt takes: after so long an attempt that was not ended was cut off, and another one begins. */
const claimMs = 120_000;
/** Another process may have queued something. */
const longestRestMs = 5_000;
const shortestRestMs = 100;

/** The loop that delivers; what a delegation is worth it asks the gateway, under that delegation. */
export const deliveryWorker = (parts: DeliverParts): Worker => ({
  name: 'operations deliveries',
  async run({ audit, ask, signal, caughtUp }) {
    caughtUp();
    const rightOf = async (delegation: string) => {
      const requestId = parts.ids('right');
      const right = rightIn(
        await ask({ delegation, query: rightQuestion, variables: {}, requestId, language: 'en' }, signal),
      );
      if (!right) throw new HubError('SUBGRAPH_UNAVAILABLE', 'SUBGRAPH_UNAVAILABLE', { department: 'access' });
      return right;
    };
    await deliverForEver(parts, { audit, rightOf, signal });
  },
});

/** Delivers what is due until the signal fires; woken by what is queued in this process. */
export async function deliverForEver(parts: DeliverParts, ports: DeliverPorts): Promise<void> {
  let woken = new AbortController();
  const stopListening = parts.store.onTold(() => woken.abort());
  try {
    while (!ports.signal.aborted) {
      woken = new AbortController();
      if ((await deliverDue(parts, ports)) > 0) continue;
      const next = await nextDueAt(parts.store.reads);
      const restMs = next === null ? longestRestMs : Date.parse(next) - parts.opening.clock().getTime();
      await pause(
        Math.min(Math.max(restMs, shortestRestMs), longestRestMs),
        AbortSignal.any([woken.signal, ports.signal]),
      );
    }
  } finally {
    stopListening();
  }
}

/** Makes one attempt at each delivery whose turn it is, and gives how many there were. */
export async function deliverDue(parts: DeliverParts, ports: DeliverPorts): Promise<number> {
  const now = parts.opening.clock().toISOString();
  const due = await dueDeliveries(parts.store.reads, now, atOnce);
  const attempts = await Promise.allSettled(due.map((delivery) => attempt(parts, ports, delivery)));
  const failed = attempts.find((one) => one.status === 'rejected');
  if (failed) throw failed.reason;
  return attempts.filter((one) => one.status === 'fulfilled' && one.value).length;
}

/** Takes a delivery and makes one attempt; false when somebody else has it. What an attempt throws lets another one begin at once. */
async function attempt(parts: DeliverParts, ports: DeliverPorts, delivery: DeliveryRow): Promise<boolean> {
  const { store, opening, ids } = parts;
  const started = opening.clock();
  const until = new Date(started.getTime() + claimMs).toISOString();
  const taken = await store.write((transaction) =>
    claim(transaction, delivery, { attemptId: ids('attempt'), now: started.toISOString(), until }),
  );
  if (!taken) return false;
  try {
    await attemptOnce(parts, ports, delivery, taken);
    return true;
  } catch (failure) {
    await store.write((transaction) => changeDelivery(transaction, delivery, { claimedUntil: null }));
    throw failure;
  }
}

/** Ask for the right, tell the ledger, send, and record what came of it. */
async function attemptOnce(
  parts: DeliverParts,
  ports: DeliverPorts,
  delivery: DeliveryRow,
  taken: DeliveryAttemptRow,
): Promise<void> {
  const { store, opening } = parts;
  const reached = (step: DeliveryStep) => ports.reached?.(step, delivery);
  reached('CLAIMED');
  const [target] = await targetsForQueue(store.reads, [delivery.targetId]);
  const right = await ports.rightOf(delivery.delegationId).catch(() => undefined);
  if (!right) return putOff(parts, delivery, taken, { failure: 'RIGHT_UNKNOWN', statusCode: null, retryAfterMs: null });
  const reason = target?.endedAt === null ? withheldFor(right, classesOf(delivery)) : 'TARGET_ENDED';
  if (reason !== null || !target || 'ended' in right) return withhold(parts, delivery, taken, reason ?? 'TARGET_ENDED');
  reached('PERMITTED');
  const changes = (await contentOf(store.reads, parts.seals, delivery.id)).map(changeFromText);
  const at = opening.clock().toISOString();
  await ports.audit([auditEntryOfDelivery(delivery, target, changes, { ...right, requestId: taken.id, at })]);
  reached('AUDITED');
  const outcome = await parts.send({ delivery, target, changes: toldOf(changes), at }, ports.signal);
  reached('SENT');
  if (outcome.failure === null)
    await settle(parts, delivery, taken, changes, { ...outcome, beforeCommit: () => reached('SETTLING') });
  else await putOff(parts, delivery, taken, outcome);
  reached('SETTLED');
}

/** The target has it: in one transaction the delivery is over, and what the target has is what the next run is compared with. */
async function settle(
  parts: DeliverParts,
  delivery: DeliveryRow,
  taken: DeliveryAttemptRow,
  changes: readonly KeptChange[],
  { statusCode, beforeCommit }: { readonly statusCode: number | null; beforeCommit(): void },
): Promise<void> {
  const now = parts.opening.clock().toISOString();
  await parts.store.write(async (transaction) => {
    await endAttempt(transaction, taken.id, { endedAt: now, outcome: 'DELIVERED', statusCode });
    const over = { dueAt: null, claimedUntil: null };
    if (delivery.status === 'DELIVERED') return void (await changeDelivery(transaction, delivery, over));
    const lane = await lockLane(transaction, parts, { ...delivery, now });
    if (!(await changeDelivery(transaction, delivery, { ...over, status: 'DELIVERED', reason: null, settledAt: now })))
      throw new HubError('CONFLICT');
    await moveDeliveredRows(transaction, parts, lane.id, rowMovesOf(lane.id, changes));
    await moveLane(transaction, lane.id, { deliveredRunId: delivery.runId });
    beforeCommit();
  });
}

/** The target does not have it, or nobody knows: the same again after a pause, or none any more until somebody says so. */
async function putOff(
  { store, opening }: DeliverParts,
  delivery: DeliveryRow,
  taken: DeliveryAttemptRow,
  { failure, statusCode, retryAfterMs }: Awaited<ReturnType<SendToTarget>>,
): Promise<void> {
  const now = opening.clock();
  const isLast = taken.number % mostAttempts === 0;
  const attempts = ((taken.number - 1) % mostAttempts) + 1;
  const dueAt = isLast ? null : new Date(now.getTime() + pauseAfter(attempts, retryAfterMs)).toISOString();
  await store.write(async (transaction) => {
    await endAttempt(transaction, taken.id, { endedAt: now.toISOString(), outcome: failure ?? '', statusCode });
    const isDead = isLast && delivery.status === 'PENDING';
    await changeDelivery(transaction, delivery, {
      dueAt,
      claimedUntil: null,
      reason: failure,
      ...(isDead && { status: 'DEAD' }),
    });
  });
  if (isLast) opening.log.warn('delivery-dead', { delivery: delivery.id, target: delivery.targetId, failure });
}

/** The right to it is over: it and all behind it in its lane stay here, and what they would have told is forgotten. */
async function withhold(
  parts: DeliverParts,
  delivery: DeliveryRow,
  taken: DeliveryAttemptRow,
  reason: string,
): Promise<void> {
  const now = parts.opening.clock().toISOString();
  await parts.store.write(async (transaction) => {
    await endAttempt(transaction, taken.id, { endedAt: now, outcome: 'WITHHELD', statusCode: null });
    if (delivery.status === 'DELIVERED')
      return void (await changeDelivery(transaction, delivery, { dueAt: null, claimedUntil: null, reason }));
    await lockLane(transaction, parts, { ...delivery, now });
    await dropFrom(transaction, delivery, {
      status: 'WITHHELD',
      reason,
      settledAt: now,
      purgedAt: now,
    });
  });
}
