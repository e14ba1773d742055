import { accept, found, HubError, permit } from '@hub/kernel';
import type { OperationsContext } from '../context.ts';
import type { DeliveryTargetRow } from './deliveryTarget.entity.ts';
import {
  change,
  end,
  formerKeyHours,
  mayKeepTargets,
  type NewTarget,
  openTarget,
  rotate,
  type TargetChange,
} from './deliveryTarget.rules.ts';

interface TargetInput {
  readonly id: string;
  readonly version: number;
}

/** Schedules must be the caller's own, and the rows of their answers such as can be known again. */
async function requireOwnSchedules(
  schedules: readonly string[],
  { loaders, viewer, shapes }: OperationsContext,
): Promise<void> {
  for (const id of schedules) {
    const schedule = await loaders.scheduleById.load(id);
    const { operationId } = found(schedule?.owner === viewer.subject ? schedule : null, 'Schedule');
    const { document } = found(await loaders.operationById.load(operationId), 'TrustedOperation');
    const [problem] = document.startsWith('mutation') ? [] : shapes(document).problems;
    if (problem) throw new HubError('REFUSED', problem.problem, problem.params);
  }
}

export async function openDeliveryTarget(input: NewTarget, context: OperationsContext): Promise<DeliveryTargetRow> {
  const { targets, viewer, ids, now, doors, newSecret } = context;
  permit(mayKeepTargets(viewer));
  const opened = accept(openTarget(input, doors));
  await requireOwnSchedules(input.schedules, context);
  return targets.add(input, {
    ...opened,
    id: ids('target'),
    version: 1,
    owner: viewer.subject,
    organisationId: viewer.organisation,
    kind: input.kind,
    secret: input.kind === 'WEBHOOK' ? newSecret() : null,
    formerUntil: null,
    createdAt: now,
    endedAt: null,
  });
}

export async function changeDeliveryTarget(
  input: TargetInput & TargetChange,
  context: OperationsContext,
): Promise<DeliveryTargetRow> {
  const { targets, viewer, doors } = context;
  permit(mayKeepTargets(viewer));
  await requireOwnSchedules(input.schedules ?? [], context);
  return targets.changeTo(input, (target) => accept(change(target, input, doors)));
}

export async function rotateDeliveryKey(
  input: TargetInput,
  { targets, viewer, now, newSecret }: OperationsContext,
): Promise<DeliveryTargetRow> {
  permit(mayKeepTargets(viewer));
  const until = new Date(Date.parse(now) + formerKeyHours * 3_600_000).toISOString();
  return targets.changeSecret(input, newSecret(), (target) => accept(rotate(target, until)));
}

export async function endDeliveryTarget(
  input: TargetInput,
  { targets, viewer, now }: OperationsContext,
): Promise<DeliveryTargetRow> {
  permit(mayKeepTargets(viewer));
  return targets.change(input, (target) => accept(end(target, now)));
}
