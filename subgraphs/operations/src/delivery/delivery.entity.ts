import type { RowOf } from '@hub/kernel';
import { defineEntity, p } from '@mikro-orm/core';

/**
 * `PENDING` until its target has it; `DEAD` after the last attempt, which stops its lane; `WITHHELD` when the right to it ended first;
 * `DISCARDED` when somebody gave it up: what it would have told comes with the next run.
 */
export const deliveryStatuses = ['PENDING', 'DELIVERED', 'DEAD', 'WITHHELD', 'DISCARDED'] as const;
export type DeliveryStatus = (typeof deliveryStatuses)[number];

export const DeliveryEntity = defineEntity({
  name: 'Delivery',
  tableName: 'delivery',
  properties: {
    key: p.integer().primary().autoincrement(),
    id: p.string().unique(),
    version: p.integer(),
    owner: p.string(),
    organisationId: p.string().nullable(),
    laneId: p.string(),
    scheduleId: p.string(),
    targetId: p.string(),
    runId: p.string(),
    delegationId: p.string(),
    operation: p.string(),
    sequence: p.integer(),
    idempotencyKey: p.string(),
    sinceRunId: p.string().nullable(),
    status: p.string().$type<DeliveryStatus>(),
    reason: p.string().nullable(),
    fieldClasses: p.string(),
    newRows: p.integer(),
    changedRows: p.integer(),
    goneRows: p.integer(),
    answeredAt: p.string(),
    createdAt: p.string(),
    dueAt: p.string().nullable(),
    attempts: p.integer(),
    claimedUntil: p.string().nullable(),
    settledAt: p.string().nullable(),
    acknowledgedAt: p.string().nullable(),
    purgedAt: p.string().nullable(),
  },
});

export type DeliveryRow = RowOf<typeof DeliveryEntity>;

/** What one schedule delivers to one target, one after the other. */
export interface DeliveryLaneRow {
  readonly id: string;
  readonly scheduleId: string;
  readonly targetId: string;
  /** Number of the last delivery that was made. */
  readonly sequence: number;
  readonly deliveredRunId: string | null;
  readonly comparedAt: string;
}

/** A row as the target has it. */
export interface DeliveredRowRow {
  readonly id: string;
  readonly laneId: string;
  readonly rowIndex: string;
  readonly rowSealed: string;
}

export interface DeliveryChangeRow {
  readonly id: string;
  readonly deliveryId: string;
  readonly ordinal: number;
  readonly kind: string;
  readonly contentSealed: string;
}

export interface DeliveryAttemptRow {
  readonly id: string;
  readonly deliveryId: string;
  readonly number: number;
  readonly startedAt: string;
  readonly endedAt: string | null;
  /** `STARTED` until it is known; an attempt that stays so was cut off. */
  readonly outcome: string;
  readonly statusCode: number | null;
}

/** Whose deliveries somebody may see: all, or those of one owner. */
export interface DeliveryScope {
  readonly all: boolean;
  readonly owner: string;
}

/** Why something is not delivered, or what came of an attempt: a code of the catalogue. */
export interface CodedReason {
  readonly code: string;
}
