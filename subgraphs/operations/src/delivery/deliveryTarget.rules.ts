import type { Viewer } from '@hub/engine-policy';
import { codesToText, type Refusal, refuse, type Subject } from '@hub/kernel';
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
  readonly schedules: readonly string[];
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
const mostSchedules = 20;
const scheduleForm = /^[a-z]+_\w{1,80}$/;

function wrongName(name: string): Refusal | null {
  const met = name.trim().length;
  return met === 0 || met > longestName ? refuse('TARGET_NAME', { met, most: longestName }) : null;
}

function wrongSchedules(schedules: readonly string[]): Refusal | null {
  const schedule = schedules.find((id) => !scheduleForm.test(id));
  if (schedule === undefined && schedules.length > 0 && schedules.length <= mostSchedules) return null;
  return refuse('TARGET_SCHEDULES', { schedule: schedule ?? '', least: 1, most: mostSchedules });
}

const scheduleIdsOf = (schedules: readonly string[]): string => codesToText([...new Set(schedules)].sort());

/** The parts of a target that fit its kind: a webhook has a URL, a file a format, an inbox neither. */
export function openTarget(
  wish: NewTarget,
  surroundings: TargetSurroundings,
): (Pick<DeliveryTargetRow, 'name' | 'scheduleIds' | 'format'> & { readonly url: string | null }) | Refusal {
  const wrong = wrongName(wish.name) ?? wrongSchedules(wish.schedules);
  if (wrong) return wrong;
  const part = { name: wish.name.trim(), scheduleIds: scheduleIdsOf(wish.schedules), url: null, format: null };
  if (wish.kind !== 'WEBHOOK' && wish.url != null) return refuse('TARGET_PART', { part: 'url', kind: wish.kind });
  if (wish.kind !== 'FILE' && wish.format != null) return refuse('TARGET_PART', { part: 'format', kind: wish.kind });
  if (wish.kind === 'INBOX') return part;
  if (wish.kind === 'FILE')
    return surroundings.hasFolder ? { ...part, format: wish.format ?? 'CSV' } : refuse('TARGET_FOLDER');
  const url = webhookUrl(wish.url ?? '', surroundings.networks);
  return 'refused' in url ? url : { ...part, url: url.url };
}

export interface TargetChange {
  readonly name?: string | null | undefined;
  readonly schedules?: readonly string[] | null | undefined;
  readonly url?: string | null | undefined;
}

/** What is left out stays; a target that is ended stays as it is. */
export function change(
  target: DeliveryTargetRow,
  { name, schedules, url }: TargetChange,
  { networks }: TargetSurroundings,
): (Partial<DeliveryTargetRow> & { readonly url?: string }) | Refusal {
  if (target.endedAt !== null) return refuse('TARGET_ENDED');
  const wrong = (name == null ? null : wrongName(name)) ?? (schedules == null ? null : wrongSchedules(schedules));
  if (wrong) return wrong;
  if (url != null && target.kind !== 'WEBHOOK') return refuse('TARGET_PART', { part: 'url', kind: target.kind });
  const given = url == null ? undefined : webhookUrl(url, networks);
  if (given && 'refused' in given) return given;
  return {
    ...(name != null && { name: name.trim() }),
    ...(schedules != null && { scheduleIds: scheduleIdsOf(schedules) }),
    ...(given && { url: given.url }),
  };
}

/** For how long the former key of a webhook signs beside the next one. */
export const formerKeyHours = 24;

/** Puts the next key in the place of the one that holds, which goes on signing for a day. */
export const rotate = (target: DeliveryTargetRow, until: string): Pick<DeliveryTargetRow, 'formerUntil'> | Refusal =>
  target.kind !== 'WEBHOOK'
    ? refuse('TARGET_WITHOUT_KEY', { kind: target.kind })
    : target.endedAt !== null
      ? refuse('TARGET_ENDED')
      : { formerUntil: until };

export const end = (target: DeliveryTargetRow, now: string): Partial<DeliveryTargetRow> | Refusal =>
  target.endedAt === null ? { endedAt: now } : refuse('TARGET_ENDED');
