import type { Viewer } from '@hub/engine-policy';
import {
  type AuditEntry,
  auditEntryOf,
  codesFromText,
  codesToText,
  type Refusal,
  refuse,
  type Subject,
} from '@hub/kernel';
import { type AnswerRow, keyOf } from '../change/answerRow.rules.ts';
import { countChanges, type RowChange, type RowMove } from '../change/rowChange.rules.ts';
import type { DeliveryLaneRow, DeliveryRow, DeliveryScope } from './delivery.entity.ts';
import type { DeliveryTargetRow } from './deliveryTarget.entity.ts';
import type { KeptChange, PayloadHead, ToldChange } from './payload.rules.ts';

/** Everybody sees what is delivered to her; who looks after the hub sees of all deliveries that they are there and how they went. */
export const visibleDeliveries = ({ role, subject }: Viewer): DeliveryScope => ({
  all: role === 'operator',
  owner: subject,
});

export const subjectOfDelivery = ({ id, organisationId }: Pick<DeliveryRow, 'id' | 'organisationId'>): Subject => ({
  id,
  divisionCode: null,
  ownerOrganisationId: organisationId,
  bornOn: null,
});

export const isOpen = ({ status }: Pick<DeliveryRow, 'status'>): boolean => status === 'PENDING' || status === 'DEAD';

export const classesOf = ({ fieldClasses }: Pick<DeliveryRow, 'fieldClasses'>): string[] => codesFromText(fieldClasses);

/** What of a run's result a delivery is made of. */
export interface ResultHead {
  readonly runId: string;
  readonly scheduleId: string;
  readonly owner: string;
  readonly organisationId: string | null;
  readonly delegationId: string;
  readonly operation: { readonly name: string };
  readonly answeredAt: string;
}

/** What a new delivery tells, and since which run: the last one that arrived, or will have arrived before it. */
export interface NewContent {
  readonly changes: readonly RowChange[];
  readonly since: string | null;
  readonly fieldClasses: readonly string[];
}

/** The next delivery of a lane; its key says to every receiver which one it is, however often it is sent. */
export function deliveryOf(
  id: string,
  result: ResultHead,
  lane: DeliveryLaneRow,
  { changes, since, fieldClasses }: NewContent,
): DeliveryRow {
  const counts = countChanges(changes);
  return {
    id,
    version: 1,
    owner: result.owner,
    organisationId: result.organisationId,
    laneId: lane.id,
    scheduleId: lane.scheduleId,
    targetId: lane.targetId,
    runId: result.runId,
    delegationId: result.delegationId,
    operation: result.operation.name,
    sequence: lane.sequence + 1,
    idempotencyKey: id,
    sinceRunId: since,
    status: 'PENDING',
    reason: null,
    fieldClasses: codesToText(fieldClasses),
    newRows: counts.NEW,
    changedRows: counts.CHANGED,
    goneRows: counts.GONE,
    answeredAt: result.answeredAt,
    createdAt: result.answeredAt,
    dueAt: result.answeredAt,
    attempts: 0,
    claimedUntil: null,
    settledAt: null,
    acknowledgedAt: null,
    purgedAt: null,
  };
}

const nameIn = (laneId: string, row: Pick<AnswerRow, 'set' | 'identity'>): string => `${laneId} ${keyOf(row)}`;

export const rowFromText = (text: string): AnswerRow => JSON.parse(text) as AnswerRow;
export const changeFromText = (text: string): KeptChange => JSON.parse(text) as KeptChange;

export const contentOfChange = (change: KeptChange) => ({ kind: change.told.kind, text: JSON.stringify(change) });

export const moveOf = ({ told, records }: KeptChange): RowMove => ({
  kind: told.kind,
  set: told.set,
  identity: told.identity,
  records,
  cells: told.row ?? {},
});

/** What delivered changes do to the rows that the target has; each row says its own name, by which it is indexed. */
export function rowMovesOf(laneId: string, changes: readonly KeptChange[]) {
  return new Map(
    changes.map((change) => {
      const { kind, set, identity, records, cells } = moveOf(change);
      const name = nameIn(laneId, { set, identity });
      return [name, kind === 'GONE' ? null : { name, text: JSON.stringify({ name, set, identity, records, cells }) }];
    }),
  );
}

export const payloadHeadOf = (delivery: DeliveryRow): PayloadHead => ({
  delivery: delivery.id,
  idempotencyKey: delivery.idempotencyKey,
  schedule: delivery.scheduleId,
  run: delivery.runId,
  sequence: delivery.sequence,
  operation: delivery.operation,
  answeredAt: delivery.answeredAt,
  since: delivery.sinceRunId,
});

/** A file is named by its place in the lane and by its key: in order in a folder, and the same at every attempt. */
export const fileNameOf = (
  { scheduleId, sequence, idempotencyKey }: DeliveryRow,
  { format }: Pick<DeliveryTargetRow, 'format'>,
): string =>
  `${scheduleId}-${String(sequence).padStart(6, '0')}-${idempotencyKey}.${(format ?? 'JSONL').toLowerCase()}`;

/** What the ledger is told before a delivery leaves: to whom, on whose ground, which records and classes, but for what is only gone. */
export function auditEntryOfDelivery(
  delivery: DeliveryRow,
  { kind }: Pick<DeliveryTargetRow, 'kind'>,
  changes: readonly KeptChange[],
  told: Pick<AuditEntry, 'role' | 'organisation' | 'purpose' | 'basis' | 'policyVersion' | 'requestId' | 'at'>,
): AuditEntry {
  const { role, organisation, purpose, basis, policyVersion, requestId, at } = told;
  return auditEntryOf({
    action: 'DELIVERY',
    actor: delivery.owner,
    tokenId: delivery.delegationId,
    operation: `${delivery.operation} ${kind} ${delivery.id}`,
    outcome: 'ALLOWED',
    fieldClasses: classesOf(delivery),
    subjects: recordsIn(changes),
    rows: changes.filter((change) => change.told.kind !== 'GONE').length,
    role,
    organisation,
    purpose,
    basis,
    policyVersion,
    requestId,
    at,
  });
}

export const isOwn = ({ owner }: Pick<DeliveryRow, 'owner'>, { subject }: Viewer): boolean => owner === subject;

/** Rows are read by their owner once they are delivered; whether her purpose gives their classes is asked of the policy besides. */
export const mayReadRows = (delivery: Pick<DeliveryRow, 'owner' | 'status'>, viewer: Viewer): boolean =>
  isOwn(delivery, viewer) && delivery.status === 'DELIVERED';

/** The records that changes tell something of; of what is gone they tell nothing but that. */
export const recordsIn = (changes: readonly KeptChange[]): string[] =>
  [...new Set(changes.flatMap(({ told, records }) => (told.kind === 'GONE' ? [] : records)))].sort();

/** The columns of a row with their values as JSON, and of those that changed also what was there before. */
export function cellsOf({ row = {}, columns = [] }: ToldChange) {
  const before = new Map(columns.map(({ column, from }) => [column, from]));
  return Object.entries(row).map(([column, value]) => ({
    column,
    value: JSON.stringify(value),
    changed: before.has(column),
    before: before.has(column) ? JSON.stringify(before.get(column) ?? null) : null,
  }));
}

export const acknowledge = (
  { id, status, acknowledgedAt }: DeliveryRow,
  now: string,
): Partial<DeliveryRow> | Refusal =>
  status === 'DELIVERED'
    ? { acknowledgedAt: acknowledgedAt ?? now }
    : refuse('DELIVERY_NOT_DELIVERED', { delivery: id, status });

/** What is dead is tried again in its turn; what was delivered is sent once more under the same key. */
export function resend({ id, status, purgedAt }: DeliveryRow, now: string): Partial<DeliveryRow> | Refusal {
  if (purgedAt !== null) return refuse('DELIVERY_PURGED', { delivery: id });
  if (status === 'DEAD') return { status: 'PENDING', reason: null, dueAt: now };
  return status === 'DELIVERED' ? { dueAt: now } : refuse('DELIVERY_NOT_SENT', { delivery: id, status });
}

/** Giving up is for what is open and not just being sent; everything behind it rests on it, and goes with it. */
export function discard(
  delivery: DeliveryRow,
  behind: readonly DeliveryRow[],
  now: string,
): Partial<DeliveryRow> | Refusal {
  if (!isOpen(delivery)) return refuse('DELIVERY_NOT_OPEN', { delivery: delivery.id, status: delivery.status });
  return behind.some(({ claimedUntil }) => claimedUntil !== null && claimedUntil > now)
    ? refuse('DELIVERY_UNDER_WAY', { delivery: delivery.id })
    : { status: 'DISCARDED', reason: 'GIVEN_UP', dueAt: null, settledAt: now, purgedAt: now };
}

export const toldOf = (changes: readonly KeptChange[]): ToldChange[] => changes.map(({ told }) => told);
