import type { Viewer } from '@hub/engine-policy';
import { codesFromText, codesToText, type Language, type Refusal, refuse, type Subject } from '@hub/kernel';
import type { FileFormat } from '../delivery/deliveryTarget.entity.ts';
import { type Failing, pauseAfter } from '../schedule-run/attempt.rules.ts';
import type { TrustedOperationRow } from '../trusted-operation/trustedOperation.entity.ts';
import { mayRegisterOperations } from '../trusted-operation/trustedOperation.rules.ts';
import type { BulkExportRow, BulkExportScope } from './bulkExport.entity.ts';

export const mayExport = mayRegisterOperations;

/** Everybody sees her own; those who look after the hub see of all exports that they are there and how they went. */
export const visibleExports = ({ role, subject }: Viewer): BulkExportScope => ({
  all: role === 'operator' || role === 'auditor',
  owner: subject,
});

export const isOwnExport = ({ owner }: Pick<BulkExportRow, 'owner'>, { subject }: Viewer): boolean => owner === subject;

export const subjectOfExport = ({ id, organisationId }: Pick<BulkExportRow, 'id' | 'organisationId'>): Subject => ({
  id,
  divisionCode: null,
  ownerOrganisationId: organisationId,
  bornOn: null,
});

/** Rows that one file takes; a workbook is made in memory, and opened by programs that take no more. */
export const mostRows = { CSV: 100_000, JSONL: 100_000, XLSX: 20_000 } as const;
/** Exports of one owner that are under way at one time. */
export const mostUnderWay = 3;
/** What is not whole by then is given up, and so a delegation made for an export is used for hours and not for days. */
const longestHours = 6;
/** An export that is away for longer than any page takes was cut off, and another process goes on with it. */
export const claimMs = 120_000;
const mostFailures = 8;
const backoff = { backoffSeconds: 10, backoffCeilingSeconds: 600 };

const later = (now: string, milliseconds: number): string => new Date(Date.parse(now) + milliseconds).toISOString();
export const claimEnd = (now: string): string => later(now, claimMs);

const underWay: ReadonlySet<string> = new Set(['WAITING', 'RUNNING']);
export const isUnderWay = ({ state }: Pick<BulkExportRow, 'state'>): boolean => underWay.has(state);

export function notExportable({ name, kind }: Pick<TrustedOperationRow, 'name' | 'kind'>): Refusal | null {
  return kind === 'QUERY' ? null : refuse('EXPORT_CHANGES', { name });
}

export const tooManyUnderWay = (met: number): Refusal | null =>
  met < mostUnderWay ? null : refuse('EXPORTS_UNDER_WAY', { met, most: mostUnderWay });

export interface ExportWish {
  readonly delegation: string;
  readonly endDelegation?: boolean | null | undefined;
  readonly format: FileFormat;
}

export function waitingExport(
  id: string,
  operation: Pick<TrustedOperationRow, 'id' | 'name'>,
  { delegation, endDelegation, format }: ExportWish,
  { viewer, language, now }: { readonly viewer: Viewer; readonly language: Language; readonly now: string },
  { variablesSealed, fieldClasses }: { readonly variablesSealed: string; readonly fieldClasses: readonly string[] },
): BulkExportRow {
  return {
    id,
    version: 1,
    owner: viewer.subject,
    organisationId: viewer.organisation,
    operationId: operation.id,
    operation: operation.name,
    delegationId: delegation,
    endsDelegation: endDelegation ? 1 : 0,
    language,
    format,
    variablesSealed,
    state: 'WAITING',
    requestedAt: now,
    startedAt: null,
    endedAt: null,
    expiresAt: null,
    dueAt: now,
    claim: null,
    claimedUntil: null,
    failures: 0,
    pages: 0,
    pageAfter: null,
    isWhole: 0,
    rows: 0,
    cost: 0,
    outcome: null,
    fieldClasses: codesToText(fieldClasses),
    bytes: null,
    sha256: null,
    pieces: null,
  };
}

/** What is to be done for an export when it is due. */
export type NextStep = 'ASK' | 'WRITE' | 'GIVE_UP' | 'END_DELEGATION' | 'EXPIRE' | 'REST';

export function nextStep(row: BulkExportRow, now: string): NextStep {
  if (isUnderWay(row)) {
    if (now >= later(row.requestedAt, longestHours * 3_600_000)) return 'GIVE_UP';
    return row.isWhole === 1 ? 'WRITE' : 'ASK';
  }
  if (row.state === 'READY' && row.expiresAt !== null && row.expiresAt <= now) return 'EXPIRE';
  return row.endsDelegation === 1 ? 'END_DELEGATION' : 'REST';
}

const released = { claim: null, claimedUntil: null } as const;

/** When an export that has ended needs something again: its delegation to be revoked, or its file to be forgotten. */
const dueAfterEnd = (row: Pick<BulkExportRow, 'endsDelegation' | 'expiresAt'>, now: string): string | null =>
  row.endsDelegation === 1 ? now : row.expiresAt;

/** One more page is kept. */
export function withPage(
  row: BulkExportRow,
  page: { readonly rows: number; readonly cost: number; readonly after: string | null },
  now: string,
): Partial<BulkExportRow> {
  const rows = row.rows + page.rows;
  const [pages, cost] = [row.pages + 1, row.cost + page.cost];
  const counted = { rows, pages, cost, failures: 0, outcome: null };
  if (rows > mostRows[row.format]) return { ...counted, ...ended(row, 'FAILED', 'EXPORT_TOO_LARGE', now) };
  return { ...counted, pageAfter: page.after, isWhole: page.after === null ? 1 : 0, dueAt: now };
}

/**
 * A step was not taken: the same again after a pause, or none any more. Waiting for one's turn is no failure, and what has ended stays
 * ended, however long it takes to tidy up behind it.
 */
export function withoutStep(row: BulkExportRow, failing: Failing, now: string): Partial<BulkExportRow> {
  const { outcome, isPassing, wasAsked, isRefused } = failing;
  if (!isUnderWay(row)) return { ...released, dueAt: later(now, backoff.backoffCeilingSeconds * 1000) };
  const counts = wasAsked && outcome !== 'RATE_LIMITED';
  const failures = counts ? row.failures + 1 : row.failures;
  if (isPassing && failures < mostFailures) {
    const seconds = pauseAfter(Math.max(failures, 1), backoff);
    return { ...released, failures, outcome, dueAt: later(now, seconds * 1000) };
  }
  return ended(row, isRefused ? 'REFUSED' : 'FAILED', outcome, now);
}

/** An export that has no file, and will have none. */
export const ended = (
  row: BulkExportRow,
  state: 'FAILED' | 'REFUSED' | 'CANCELLED',
  outcome: string | null,
  now: string,
): Partial<BulkExportRow> => ({
  state,
  outcome,
  endedAt: row.endedAt ?? now,
  expiresAt: null,
  dueAt: dueAfterEnd({ ...row, expiresAt: null }, now),
  ...released,
});

export interface WrittenFile {
  readonly rows: number;
  readonly bytes: number;
  readonly sha256: string;
  readonly pieces: number;
}

/** The file is whole. */
export function written(row: BulkExportRow, file: WrittenFile, keptHours: number, now: string): Partial<BulkExportRow> {
  const expiresAt = later(now, keptHours * 3_600_000);
  const dueAt = dueAfterEnd({ ...row, expiresAt }, now);
  return { ...file, ...released, state: 'READY', outcome: null, endedAt: now, expiresAt, dueAt };
}

export const withDelegationEnded = (row: BulkExportRow): Partial<BulkExportRow> => ({
  ...released,
  endsDelegation: 0,
  dueAt: row.expiresAt,
});

export const expire = (row: BulkExportRow, now: string): Partial<BulkExportRow> => ({
  ...released,
  state: 'EXPIRED',
  dueAt: dueAfterEnd({ ...row, expiresAt: null }, now),
});

export const rest: Partial<BulkExportRow> = { ...released, dueAt: null };

export const cancel = (row: BulkExportRow, now: string): Partial<BulkExportRow> | Refusal =>
  isUnderWay(row) || row.state === 'READY'
    ? ended(row, 'CANCELLED', null, now)
    : refuse('EXPORT_ENDED', { export: row.id, state: row.state });

/** The file is its owner's, from the moment at which it is whole until it expires; her purpose is asked of the policy besides. */
export const mayReadFile = (row: BulkExportRow, viewer: Viewer, now: string): boolean =>
  isOwnExport(row, viewer) && row.state === 'READY' && row.expiresAt !== null && now < row.expiresAt;

export const exportClassesOf = ({ fieldClasses }: Pick<BulkExportRow, 'fieldClasses'>): string[] =>
  codesFromText(fieldClasses);

/** A name that tells the question and the moment, and no id to mistake. */
export const fileNameOf = ({ operation, requestedAt, format }: BulkExportRow): string =>
  `${operation}-${requestedAt.slice(0, 19).replace(/[-:]/g, '').replace('T', '-')}.${format.toLowerCase()}`;
