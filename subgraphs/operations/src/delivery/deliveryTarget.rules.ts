import type { Viewer } from '@hub/engine-policy';
import { type Refusal, refuse, type Subject } from '@hub/kernel';
import type { DeliveryScope } from './delivery.entity.ts';
import type { DeliveryTargetRow, FileFormat, TargetKind } from './deliveryTarget.entity.ts';
import type { Networks } from './networks.rules.ts';
import { webhookUrl } from './webhook.rules.ts';

/** Whoever may own a schedule may say where its answers go. */
const owners: ReadonlySet<string> = new Set([
  'station-worker',
  'street-worker',
  'district-officer',
  'analyst',
  'charity-partner',
  'volunteer-partner',
  'operator',
]);
export const mayKeepTargets = ({ role }: Viewer): boolean => owners.has(role);

/** Targets are their owner's; who looks after the hub sees them, but not where they lead. */
export const visibleTargets = ({ role, subject }: Viewer): DeliveryScope => ({
  all: role === 'operator',
  owner: subject,
});

export const subjectOfTarget = ({ id, organisationId }: DeliveryTargetRow): Subject => ({
  id,
  divisionCode: null,
  ownerOrganisationId: organisationId,
  bornOn: null,
});

export interface NewTarget {
  readonly name: string;
  readonly kind: TargetKind;
  readonly format?: FileFormat | null | undefined;
  readonly url?: string | null | undefined;
}

/** What of the hub bears on targets. */
export interface TargetSurroundings {
  readonly networks: Networks;
  /** Whether there is a folder for files. */
  readonly hasFolder: boolean;
}

const longestName = 100;

/** The parts of a target that fit its kind: a webhook has a URL, a file a format, an inbox neither. */
export function openTarget(
  wish: NewTarget,
  { networks, hasFolder }: TargetSurroundings,
): { readonly name: string; readonly url: string | null; readonly format: FileFormat | null } | Refusal {
  const name = wish.name.trim();
  if (name.length === 0 || name.length > longestName)
    return refuse('TARGET_NAME', { met: name.length, most: longestName });
  if (wish.kind === 'WEBHOOK') {
    const url = webhookUrl(wish.url ?? '', networks);
    return 'refused' in url ? url : { name, url: url.url, format: null };
  }
  if (wish.url != null) return refuse('TARGET_PART', { part: 'url', kind: wish.kind });
  if (wish.kind === 'INBOX')
    return wish.format == null
      ? { name, url: null, format: null }
      : refuse('TARGET_PART', { part: 'format', kind: wish.kind });
  return hasFolder ? { name, url: null, format: wish.format ?? 'CSV' } : refuse('TARGET_FOLDER');
}

/** For how long the former key of a webhook signs beside the next one. */
export const formerKeyHours = 24;

/** Puts the next key in the place of the one that holds, which goes on signing for a day. */
export const rotate = (target: DeliveryTargetRow, until: string): Pick<DeliveryTargetRow, 'formerUntil'> | Refusal =>
  target.kind !== 'WEBHOOK'
    ? refuse('TARGET_WITHOUT_KEY', { target: target.id, kind: target.kind })
    : target.endedAt !== null
      ? refuse('TARGET_ENDED', { target: target.id })
      : { formerUntil: until };

export const end = (target: DeliveryTargetRow, now: string): Partial<DeliveryTargetRow> | Refusal =>
  target.endedAt === null ? { endedAt: now } : refuse('TARGET_ENDED', { target: target.id });
