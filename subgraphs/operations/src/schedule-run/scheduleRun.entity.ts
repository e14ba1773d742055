import type { RowOf } from '@hub/kernel';
import { defineEntity, p } from '@mikro-orm/core';

export const runCauses = ['CALENDAR', 'CATCH_UP', 'CHANGE', 'BY_HAND'] as const;
export type RunCause = (typeof runCauses)[number];
export const runStates = ['WAITING', 'RUNNING', 'SUCCEEDED', 'FAILED', 'REFUSED', 'SKIPPED', 'CANCELLED'] as const;
export type RunState = (typeof runStates)[number];

export const ScheduleRunEntity = defineEntity({
  name: 'ScheduleRun',
  tableName: 'schedule_run',
  properties: {
    key: p.integer().primary().autoincrement(),
    id: p.string().unique(),
    version: p.integer(),
    scheduleId: p.string(),
    ordinal: p.integer(),
    cause: p.string().$type<RunCause>(),
    dueAt: p.string(),
    /** How many times of the calendar it stands for. */
    missed: p.integer(),
    state: p.string().$type<RunState>(),
    attempt: p.integer(),
    /** Before this instant a waiting run is not begun. */
    availableAt: p.string(),
    /** Until when the queue of several processes has it to hand out; null where none does. */
    offeredUntil: p.string().nullable(),
    startedAt: p.string().nullable(),
    /** After this instant a running run counts as lost, whoever had it. */
    timeoutAt: p.string().nullable(),
    endedAt: p.string().nullable(),
    durationMs: p.integer().nullable(),
    rows: p.integer().nullable(),
    changed: p.integer().nullable(),
    cost: p.integer().nullable(),
    /** Code of what became of it; a code of the catalogue where it is no success. */
    outcome: p.string().nullable(),
  },
});

export type ScheduleRunRow = RowOf<typeof ScheduleRunEntity>;

/** A run that may begin, and which attempt of it is next. */
export interface Offer {
  readonly run: string;
  readonly attempt: number;
}

/** A transaction as pg-boss takes part in one. */
export interface SqlOfTransaction {
  executeSql(text: string, values?: readonly unknown[]): Promise<{ rows: unknown[] }>;
}
