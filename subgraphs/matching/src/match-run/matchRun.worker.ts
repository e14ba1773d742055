import { dayIn, type Opening, type Store, type Worker, type WorkerPorts } from '@hub/kernel';
import type { Seals } from '../seals.ts';
import { stableIdsOf } from '../stableIds.ts';
import type { MatchingTables } from '../tables.ts';
import { narrowedTo, within } from './divisionRun.rules.ts';
import { tellFigures } from './figuresAfterRest.worker.ts';
import { type BegunRun, fullRun } from './fullRun.worker.ts';
import { givenInput } from './givenInput.worker.ts';
import { createInputDigest } from './inputDigest.worker.ts';
import { createKeeping, type Keeping } from './keeping.worker.ts';
import type { MatchRunRow } from './matchRun.entity.ts';
import { hasAnswer, heldAnswers } from './matchRun.repository.ts';
import { auditEntryOfRun } from './matchRun.rules.ts';
import { runOfChanges } from './runOfChanges.worker.ts';
import { isCancelled, type RunOrders, type RunUnderWay } from './runOrders.ts';

export interface MatchWorkerParts {
  readonly opening: Opening;
  readonly store: Store<MatchingTables>;
  readonly sealed: Seals;
  readonly orders: RunOrders;
  readonly restMs: number;
}

/** Figures are told anew in no more than a tenth of the time. */
const restsForOne = 10;

/**
 * Matches all open needs once all copies are complete, and again whenever one changed, a referral took a step, the day changed or somebody
 * asks. After few changes
 * only what they concern is solved, from the run before.
 */
export function matchWorker(parts: MatchWorkerParts): Worker {
  return {
    name: 'matching runs',
    async run(ports) {
      const keeping = createKeeping();
      // Each step of a referral is told; what copies learn is not, and they say so themselves.
      const forget = parts.store.onTold(parts.orders.changed);
      try {
        await runWhenDue(parts, ports, keeping);
      } finally {
        forget();
        await keeping.take()?.run.close();
      }
    },
  };
}

async function runWhenDue(parts: MatchWorkerParts, ports: WorkerPorts, keeping: Keeping): Promise<void> {
  const { opening, orders, store } = parts;
  const today = () => dayIn(opening.timeZone, opening.clock().toISOString());
  await orders.open(ports.signal);
  // An earlier answer stands until the first run after a start is whole.
  if (await hasAnswer(store)) ports.caughtUp();
  const stableIds = stableIdsOf(opening.keys.ring('resource-id'));
  let restMs = parts.restMs;
  for (let wholeOn = ''; !ports.signal.aborted; ) {
    const day = today();
    const isCancellable = await hasAnswer(store);
    const underWay = orders.begin({
      isWhole: wholeOn !== day,
      isCancellable,
      startedAt: opening.clock().toISOString(),
    });
    if (underWay.division === null) wholeOn = day;
    try {
      underWay.done(await runOnce(parts, ports, day, underWay, keeping));
    } catch (failure) {
      underWay.failed(failure);
      if (!isCancelled(failure)) throw failure;
      opening.log.warn('matching run cancelled', {});
    }
    ports.caughtUp();
    const isStale = () => today() !== wholeOn;
    while ((await orders.due(ports.signal, isStale, keeping.look()?.hasOldFigures ? restMs : undefined)) === 'RESTED') {
      const began = performance.now();
      await tellFigures(store, keeping, stableIds, ports.signal);
      restMs = Math.max(parts.restMs, restsForOne * (performance.now() - began));
    }
  }
}

/** Read, tell the ledger, match, save. */
async function runOnce(
  parts: MatchWorkerParts,
  ports: WorkerPorts,
  today: string,
  underWay: RunUnderWay,
  keeping: Keeping,
): Promise<MatchRunRow> {
  const { opening, store } = parts;
  const { division, startedAt, isOrdered } = underWay;
  const instant = () => opening.clock().toISOString();
  const given = await givenInput(parts, today, division === null && !isOrdered ? keeping.look() : null);
  const answers = division === null ? [] : await heldAnswers(store);
  const { input, inside } = narrowedTo(given.read.input, within(division), answers);
  const id = opening.ids('match-run');
  await ports.audit([auditEntryOfRun(id, { needs: inside, policy: input.policy }, instant())]);
  const begun: BegunRun = {
    ...{ id, division, startedAt, input, inside, given, instant, store, report: underWay.report },
    inputDigest: input === given.read.input ? given.inputDigest : await createInputDigest().begin(input),
    signal: AbortSignal.any([ports.signal, underWay.signal]),
    stableIds: stableIdsOf(opening.keys.ring('resource-id')),
  };
  const updated = division !== null || isOrdered ? null : await runOfChanges(begun, keeping);
  return updated ?? fullRun(begun, keeping);
}
