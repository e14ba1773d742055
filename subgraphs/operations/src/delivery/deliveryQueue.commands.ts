import { HubError, type Ids, type Transaction } from '@hub/kernel';
import type { AnswerShapes } from '@hub/schema';
import { classesIn, keyOf, rowsOf } from '../change/answerRow.rules.ts';
import { type Fates, matchChangesIn } from '../change/matchChange.rules.ts';
import { compareRows, type KnownRows, knownAfter } from '../change/rowChange.rules.ts';
import type { RunResult } from '../schedule-run/runResult.ts';
import type { OperationsTables } from '../tables.ts';
import type { DeliveryLaneRow } from './delivery.entity.ts';
import { changeFromText, contentOfChange, deliveryOf, moveOf, rowFromText } from './delivery.rules.ts';
import {
  addDelivery,
  deliveredRows,
  lockLane,
  moveLane,
  openContent,
  openFrom,
  type QueueParts,
  runOfLane,
} from './deliveryQueue.repository.ts';
import { targetsOfSchedule } from './deliveryTarget.repository.ts';
import { keptChangesOf } from './payload.rules.ts';

export interface QueueingParts extends QueueParts {
  readonly shapes: AnswerShapes;
  readonly ids: Ids;
}

/** How many rows an answer has, and how many of them some target has not been told of; null where it goes to none. */
export interface Queued {
  readonly rows: number;
  readonly changed: number | null;
}

/**
 * Makes the deliveries of a run, in the transaction in which the run is recorded: for each target what changed since what it was
 * delivered last, or will have been once all that is under way has arrived. Where nothing changed nothing is delivered. Called again
 * for the same run, it makes nothing more.
 */
export async function queueDeliveries(
  parts: QueueingParts,
  transaction: Transaction<OperationsTables>,
  result: RunResult,
  fates: Fates = new Map(),
): Promise<Queued> {
  const { sets, problems } = parts.shapes(result.document);
  const [problem] = problems;
  if (problem) throw new HubError('REFUSED', problem.problem, problem.params);
  const answer = rowsOf(sets, result.data);
  let changed: number | null = null;
  for (const { id: targetId } of await targetsOfSchedule(transaction.db, result.owner, result.scheduleId)) {
    const lane = await lockLane(transaction, parts, {
      scheduleId: result.scheduleId,
      targetId,
      now: result.answeredAt,
    });
    const known = await knownIn(parts, transaction, lane);
    const changes = compareRows(known, answer);
    changed = Math.max(changed ?? 0, changes.length);
    const isThere = await runOfLane(transaction.db, lane.id, result.runId);
    if (isThere || changes.length === 0) {
      await moveLane(transaction, lane.id, { comparedAt: result.answeredAt });
      continue;
    }
    const [last] = (await openFrom(transaction.db, lane.id, 0)).slice(-1);
    const since = last?.runId ?? lane.deliveredRunId;
    const delivery = deliveryOf(parts.ids('delivery'), result, lane, { changes, since, fieldClasses: classesIn(sets) });
    const content = keptChangesOf(changes, matchChangesIn(sets, known, changes, fates)).map(contentOfChange);
    await addDelivery(transaction, parts, delivery, content);
    await moveLane(transaction, lane.id, { sequence: delivery.sequence, comparedAt: result.answeredAt });
    await transaction.tell([{ kind: 'delivery', id: delivery.id, version: delivery.version }]);
  }
  return { rows: answer.rows.length, changed };
}

/** The rows that the target has, and will have once what is under way has arrived. */
async function knownIn(
  { seals }: QueueingParts,
  { db }: Transaction<OperationsTables>,
  lane: DeliveryLaneRow,
): Promise<KnownRows> {
  const delivered = (await deliveredRows(db, seals, lane.id)).map(rowFromText);
  const open = (await openContent(db, seals, lane.id)).map((text) => moveOf(changeFromText(text)));
  return knownAfter(new Map(delivered.map((row) => [keyOf(row), row])), open);
}
