import type { SealedColumns } from '@hub/vault';
import type { DeliveryRow } from './delivery.entity.ts';
import { fileNameOf, payloadHeadOf } from './delivery.rules.ts';
import type { DeliveryTargetRow } from './deliveryTarget.entity.ts';
import { type ToldChange, webhookBody } from './payload.rules.ts';
import { type SendOutcome, sendWebhook, type WebhookDoor } from './sendWebhook.ts';
import { signWebhook, webhookSignatureHeader } from './signature.ts';
import { fileContent, writeDeliveryFile } from './writeDeliveryFile.ts';

export interface Sending {
  readonly delivery: DeliveryRow;
  readonly target: DeliveryTargetRow;
  readonly changes: readonly ToldChange[];
  readonly at: string;
}

export interface TargetOutcome extends Pick<SendOutcome, 'statusCode' | 'retryAfterMs'> {
  /** Why it counts as not delivered, as a code. */
  readonly failure: string | null;
}

/** Brings a delivery to its target once, and says whether the target has it. */
export type SendToTarget = (sending: Sending, signal: AbortSignal) => Promise<TargetOutcome>;

export interface TargetDoors {
  readonly webhooks: WebhookDoor;
  /** Folder for files; null where there is none. */
  readonly folder: string | null;
  readonly sealed: SealedColumns;
}

const arrived: TargetOutcome = { failure: null, statusCode: null, retryAfterMs: null };

export const sendThrough =
  (doors: TargetDoors): SendToTarget =>
  async (sending, signal) => {
    switch (sending.target.kind) {
      case 'WEBHOOK':
        return sendWebhook(webhookCallOf(sending, doors.sealed), doors.webhooks, signal);
      case 'FILE':
        return writeToFolder(sending, doors.folder);
      case 'INBOX':
        return arrived;
    }
  };

/** Both keys sign for as long as the former one holds. */
function webhookCallOf({ delivery, target, changes, at }: Sending, sealed: SealedColumns) {
  const body = webhookBody(payloadHeadOf(delivery), changes);
  const former = target.formerUntil !== null && target.formerUntil > at ? target.formerSecretSealed : null;
  const secrets = [
    sealed.open(target.id, 'secret', target.secretSealed),
    sealed.open(target.id, 'formerSecret', former),
  ].filter((secret) => secret !== null);
  return {
    url: sealed.open(target.id, 'url', target.urlSealed) ?? '',
    body,
    now: at,
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'idempotency-key': delivery.idempotencyKey,
      [webhookSignatureHeader]: signWebhook(secrets, body, at),
    },
  };
}

/** What the disk says is no fault of the hub: it is tried again. */
async function writeToFolder({ delivery, target, changes }: Sending, root: string | null): Promise<TargetOutcome> {
  if (root === null || target.format === null) return { ...arrived, failure: 'NO_FOLDER' };
  const content = await fileContent(target.format, changes);
  try {
    await writeDeliveryFile({ root, folder: target.id, name: fileNameOf(delivery, target) }, content);
    return arrived;
  } catch {
    return { ...arrived, failure: 'FILE_NOT_WRITTEN' };
  }
}
