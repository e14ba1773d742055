import { accept, mapPage, type Page } from '@hub/kernel';
import type { OperationsContext } from '../context.ts';
import type { ChangePageArguments } from './changePages.repository.ts';
import type { DeliveryRow } from './delivery.entity.ts';
import {
  acknowledge,
  changeFromText,
  classesOf,
  discard,
  mayReadRows,
  recordsIn,
  resend,
  subjectOfDelivery,
} from './delivery.rules.ts';
import type { PlacedChange } from './payload.rules.ts';

interface DeliveryInput {
  readonly id: string;
  readonly version: number;
}

export const acknowledgeDelivery = (
  input: DeliveryInput,
  { deliveries, now }: OperationsContext,
): Promise<DeliveryRow> => deliveries.change(input, (delivery) => accept(acknowledge(delivery, now)));

export const resendDelivery = (input: DeliveryInput, { deliveries, now }: OperationsContext): Promise<DeliveryRow> =>
  deliveries.change(input, (delivery) => accept(resend(delivery, now)));

export const discardDelivery = (input: DeliveryInput, { deliveries, now }: OperationsContext): Promise<DeliveryRow> =>
  deliveries.discard(input, (delivery, behind) => accept(discard(delivery, behind, now)));

/** A page of what changed, for its owner under a purpose that gives it; what is given is noted as disclosed, with the records that it names. */
export async function readChanges(
  delivery: DeliveryRow,
  args: ChangePageArguments,
  { deliveries, viewer, guard }: OperationsContext,
): Promise<Page<PlacedChange> | null> {
  if (!mayReadRows(delivery, viewer)) return null;
  const classes = classesOf(delivery);
  for (const fieldClass of classes) {
    const verdict = guard.decide(fieldClass, null);
    if (verdict.allowed) continue;
    guard.withhold('Delivery.changes', fieldClass, verdict.needed);
    return null;
  }
  const page = mapPage(await deliveries.changes(delivery, args), ({ ordinal, text }) => ({
    ordinal,
    ...changeFromText(text),
  }));
  const subject = { ...subjectOfDelivery(delivery), about: recordsIn(page.edges.map(({ node }) => node)) };
  for (const fieldClass of classes) guard.disclose('Delivery', subject, fieldClass, false);
  return mapPage(page, ({ ordinal, told }) => ({ ordinal, ...told }));
}
