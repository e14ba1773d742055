import type { RowOf } from '@hub/kernel';
import { defineEntity, p } from '@mikro-orm/core';

/** One event. Lists are JSON; what is null in `hash` is of the time before there was a chain. */
export const AuditEntryEntity = defineEntity({
  name: 'AuditEntry',
  tableName: 'audit_entry',
  properties: {
    key: p.integer().primary().autoincrement().fieldName('seq'),
    at: p.string(),
    action: p.string(),
    actor: p.string(),
    role: p.string(),
    organisation: p.string().nullable(),
    tokenId: p.string().nullable(),
    agreementId: p.string().nullable(),
    grantId: p.string().nullable(),
    approver: p.string().nullable(),
    purpose: p.string().nullable(),
    basis: p.string().nullable(),
    caseReference: p.string().nullable(),
    requestId: p.string(),
    operation: p.string().nullable(),
    outcome: p.string(),
    fieldClasses: p.string(),
    subjects: p.string(),
    minors: p.string().nullable(),
    withheld: p.string(),
    rowCount: p.integer().nullable(),
    policyVersion: p.string(),
    chain: p.string().nullable(),
    previousHash: p.string().nullable(),
    hash: p.string().nullable(),
  },
});

export type AuditEntryRow = RowOf<typeof AuditEntryEntity> & { readonly seq: number };

/** Pseudonym of a record that an entry names, for questions that begin with the record. */
export interface AuditSubjectRow {
  readonly seq: number;
  readonly pseudonym: string;
}

export interface AuditSealRow {
  readonly seq: number;
  readonly previousSeq: number;
  readonly hash: string;
  readonly at: string;
  readonly keyVersion: string;
  readonly mac: string;
}

export interface AuditCheckpointRow {
  readonly seq: number;
  readonly fromSeq: number;
  readonly hash: string;
  readonly at: string;
  readonly months: number;
  readonly keyVersion: string;
  readonly mac: string;
}

/** The last entry, and the last one that a seal covers; `hash` is null until the chain begins. */
export interface AuditHeadRow {
  readonly seq: number;
  readonly hash: string | null;
  readonly sealedSeq: number;
}

/** Columns of an entry in the order in which they are written. */
export const entryColumns = [
  'seq',
  'at',
  'action',
  'actor',
  'role',
  'organisation',
  'tokenId',
  'agreementId',
  'grantId',
  'approver',
  'purpose',
  'basis',
  'caseReference',
  'requestId',
  'operation',
  'outcome',
  'fieldClasses',
  'subjects',
  'minors',
  'withheld',
  'rowCount',
  'policyVersion',
  'chain',
  'previousHash',
  'hash',
] as const satisfies readonly (keyof AuditEntryRow)[];
