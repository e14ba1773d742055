import type { AnswerShapes } from '@hub/schema';
import type { QueueingParts } from './delivery/deliveryQueue.commands.ts';
import { queueDeliveries } from './delivery/deliveryQueue.commands.ts';
import { targetsOfSchedule } from './delivery/deliveryTarget.repository.ts';
import { countRows } from './schedule-run/countRows.ts';
import type { KeepResult } from './schedule-run/runResult.ts';

/** Queues what is to be delivered of a result; of one that nobody waits for, or of a change, only the rows are counted. */
export const keepResult =
  (queue: Omit<QueueingParts, 'shapes'>, shapes: AnswerShapes): KeepResult =>
  async (transaction, result, fates) => {
    const { owner, scheduleId, document } = result;
    const isChange = document.startsWith('mutation');
    const waiting = isChange ? [] : await targetsOfSchedule(transaction.db, owner, scheduleId);
    return waiting.length === 0
      ? countRows(transaction, result)
      : queueDeliveries({ ...queue, shapes }, transaction, result, fates);
  };
