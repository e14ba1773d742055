import { type MatchInput, match, matchInThread } from '@hub/engine-matching';
import { dayIn, type Opening, type Store, type Worker, type WorkerPorts } from '@hub/kernel';
import { answerOf } from '../match/match.rules.ts';
import type { Seals } from '../seals.ts';
import { stableIdsOf } from '../stableIds.ts';
import type { MatchingTables } from '../tables.ts';
import { narrowedTo, within } from './divisionRun.rules.ts';
import type { MatchRunRow } from './matchRun.entity.ts';
import { hasAnswer, heldAnswers, saveRun } from './matchRun.repository.ts';
import { auditEntryOfRun, isLarge, partsOfAnswer, partsOfInput, runOf, tellsLevels } from './matchRun.rules.ts';
import { digestOf } from './runDigest.ts';
import { readInput } from './runInput.worker.ts';
import { isCancelled, type RunOrders, type RunUnderWay } from './runOrders.ts';

export interface MatchWorkerParts {
  readonly opening: Opening;
  readonly store: Store<MatchingTables>;
  readonly sealed: Seals;
  readonly orders: RunOrders;
}

/** Matches all open needs once all copies are complete, and again whenever one changed, the day changed or somebody asks. */
export function matchWorker(parts: MatchWorkerParts): Worker {
  const { opening, orders, store } = parts;
  const today = () => dayIn(opening.timeZone, opening.clock().toISOString());
  return {
    name: 'matching runs',
    async run(ports) {
      await orders.open(ports.signal);
      // An earlier answer stands until the first run after a start is whole.
      if (await hasAnswer(store)) ports.caughtUp();
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
          underWay.done(await runOnce(parts, ports, day, underWay));
        } catch (failure) {
          underWay.failed(failure);
          if (!isCancelled(failure)) throw failure;
          opening.log.warn('matching run cancelled', {});
        }
        ports.caughtUp();
        await orders.due(ports.signal, () => today() !== wholeOn);
      }
    },
  };
}

/** Read, tell the ledger, match, save. */
async function runOnce(
  parts: MatchWorkerParts,
  ports: WorkerPorts,
  today: string,
  { division, startedAt, signal, report }: RunUnderWay,
): Promise<MatchRunRow> {
  const { opening, store } = parts;
  const id = opening.ids('match-run');
  const instant = () => opening.clock().toISOString();
  const { input: all, newlyAnswered } = await readInput(parts, today);
  const isInside = within(division);
  const { input, inside } = narrowedTo(all, isInside, division === null ? [] : await heldAnswers(store));
  await ports.audit([auditEntryOfRun(id, { needs: inside, policy: input.policy }, instant())]);
  const inputDigest = await digestOf(partsOfInput(input));
  const ending = AbortSignal.any([ports.signal, signal]);
  const outcome = await matched({ ...input, levels: tellsLevels(input) }, ending, report);
  ending.throwIfAborted();
  const stableIds = stableIdsOf(opening.keys.ring('resource-id'));
  const answer = answerOf(outcome, inside, (...words) => stableIds('shortage', ...words));
  const answerDigest = await digestOf(partsOfAnswer(answer));
  const times = { id, startedAt, finishedAt: instant() };
  const run = runOf(
    outcome,
    { needs: inside, policy: input.policy },
    { ...times, division, inputDigest, answerDigest },
  );
  const insideIds = new Set(inside.map((need) => need.id));
  await saveRun(store, {
    run,
    ...answer,
    newlyAnswered: newlyAnswered.filter((needId) => insideIds.has(needId)),
    places: division === null ? null : { needs: insideIds, divisions: new Set(inside.map((need) => need.community)) },
  });
  return run;
}

const matched = (input: MatchInput, signal: AbortSignal, report: RunUnderWay['report']) =>
  isLarge(input) ? matchInThread(input, { signal, onProgress: report }) : match(input, report);
