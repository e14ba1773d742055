import { accept, permit } from '@hub/kernel';
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

export async function openDeliveryTarget(input: NewTarget, context: OperationsContext): Promise<DeliveryTargetRow> {
  const { targets, viewer, ids, now, doors, newSecret } = context;
  permit(mayKeepTargets(viewer));
  const opened = accept(openTarget(input, doors));
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
  { targets, viewer, doors }: OperationsContext,
): Promise<DeliveryTargetRow> {
  permit(mayKeepTargets(viewer));
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
