import type { RowOf } from '@hub/kernel';
import { defineEntity, p } from '@mikro-orm/core';
import type { FileFormat } from '../delivery/deliveryTarget.entity.ts';

export const bulkExportStates = ['WAITING', 'RUNNING', 'READY', 'FAILED', 'REFUSED', 'CANCELLED', 'EXPIRED'] as const;
export type BulkExportState = (typeof bulkExportStates)[number];

export const BulkExportEntity = defineEntity({
  name: 'BulkExport',
  tableName: 'bulk_export',
  properties: {
    key: p.integer().primary().autoincrement(),
    id: p.string().unique(),
    version: p.integer(),
    owner: p.string(),
    organisationId: p.string().nullable(),
    operationId: p.string(),
    /** Name of the stored question. */
    operation: p.string(),
    delegationId: p.string(),
    /** Whether the delegation is still to be revoked at the end. */
    endsDelegation: p.integer().$type<0 | 1>(),
    language: p.string().$type<'en' | 'zh'>(),
    format: p.string().$type<FileFormat>(),
    /** Values of the variables as they were when it was asked for, as JSON, sealed: they may name somebody. */
    variablesSealed: p.string(),
    state: p.string().$type<BulkExportState>(),
    requestedAt: p.string(),
    startedAt: p.string().nullable(),
    endedAt: p.string().nullable(),
    expiresAt: p.string().nullable(),
    /** When there is something to do for it; null when nothing is. */
    dueAt: p.string().nullable(),
    /** Who works on it, until when; another one goes on after that. */
    claim: p.string().nullable(),
    claimedUntil: p.string().nullable(),
    /** How often in a row a page was not answered. */
    failures: p.integer(),
    pages: p.integer(),
    /** Cursor after the last page that is kept. */
    pageAfter: p.string().nullable(),
    /** Whether all pages are kept. */
    isWhole: p.integer().$type<0 | 1>(),
    rows: p.integer(),
    cost: p.integer(),
    outcome: p.string().nullable(),
    fieldClasses: p.string(),
    bytes: p.integer().nullable(),
    sha256: p.string().nullable(),
    pieces: p.integer().nullable(),
  },
});

export type BulkExportRow = RowOf<typeof BulkExportEntity>;

/** What is kept of an export: the rows of a page until the file is made, or a piece of the file. */
export interface BulkExportPartRow {
  readonly id: string;
  readonly exportId: string;
  readonly kind: 'PAGE' | 'PIECE';
  readonly ordinal: number;
  readonly contentSealed: string;
}

/** Whose exports somebody may see: all, or those of one owner. */
export interface BulkExportScope {
  readonly all: boolean;
  readonly owner: string;
}
