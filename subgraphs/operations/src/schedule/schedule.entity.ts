import type { RowOf } from '@hub/kernel';
import { defineEntity, p } from '@mikro-orm/core';

export const dayRules = ['ANY', 'WORKDAYS', 'REST_DAYS', 'NEXT_WORKDAY'] as const;
export type DayRule = (typeof dayRules)[number];
export const scheduleStates = ['ACTIVE', 'PAUSED', 'STOPPED'] as const;
export type ScheduleState = (typeof scheduleStates)[number];
export const overlapPolicies = ['SKIP', 'QUEUE'] as const;
export const misfirePolicies = ['ONCE', 'SKIP', 'EACH'] as const;
/** What a feed may bring that wakes a schedule. */
export const changeTriggers = ['NEED', 'FUND', 'GOODS_STOCK', 'VOLUNTEER'] as const;
export type ChangeTrigger = (typeof changeTriggers)[number];

export const ScheduleEntity = defineEntity({
  name: 'Schedule',
  tableName: 'schedule',
  properties: {
    key: p.integer().primary().autoincrement(),
    id: p.string().unique(),
    version: p.integer(),
    name: p.string(),
    owner: p.string(),
    organisationId: p.string().nullable(),
    operationId: p.string(),
    /** Values that go before the operation's defaults, as JSON, sealed: they may name somebody. */
    variablesSealed: p.string(),
    delegationId: p.string(),
    language: p.string().$type<'en' | 'zh'>(),
    cron: p.string().nullable(),
    days: p.string().$type<DayRule>(),
    onChange: p.string(),
    state: p.string().$type<ScheduleState>(),
    overlap: p.string().$type<(typeof overlapPolicies)[number]>(),
    misfire: p.string().$type<(typeof misfirePolicies)[number]>(),
    attempts: p.integer(),
    backoffSeconds: p.integer(),
    backoffCeilingSeconds: p.integer(),
    timeoutSeconds: p.integer(),
    createdAt: p.string(),
    /** The next time of its calendar that nothing was done for yet; null while it is not active, or has none. */
    nextDueAt: p.string().nullable(),
    /** When a change wakes it; null when nothing has. */
    wakeAt: p.string().nullable(),
    /** Number of its last run. */
    lastOrdinal: p.integer(),
  },
});

export type ScheduleRow = RowOf<typeof ScheduleEntity>;

/** Whose schedules and runs somebody may see: everybody's, or those of one owner. */
export type ScheduleScope = 'ALL' | { readonly owner: string };
