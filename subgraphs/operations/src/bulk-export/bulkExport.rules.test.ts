import { describe, expect, test } from 'vitest';
import type { Failing } from '../schedule-run/attempt.rules.ts';
import type { BulkExportRow } from './bulkExport.entity.ts';
import { cancel, nextStep, waitingExport, withoutStep, withPage, written } from './bulkExport.rules.ts';

const now = '2026-11-21T04:00:00.000Z';
const viewer = { subject: 'officer', organisation: 'org_civil_affairs' };
const waiting = waitingExport(
  'export_1',
  { id: 'operation_1', name: 'OpenNeeds' },
  { delegation: 'delegation_1', endDelegation: true, format: 'XLSX' },
  { viewer: viewer as Parameters<typeof waitingExport>[3]['viewer'], language: 'en', now },
  { variablesSealed: '', fieldClasses: ['CASE'] },
);
const row = (parts: Partial<BulkExportRow> = {}): BulkExportRow => ({ ...waiting, ...parts });
const running = row({ state: 'RUNNING' });
const ready = row({ state: 'READY', expiresAt: '2026-11-22T04:00:00.000Z' });
const inHours = (hours: number) => new Date(Date.parse(now) + hours * 3_600_000).toISOString();

describe('an export that is due', () => {
  test.each([
    ['asks for its first page', row(), now, 'ASK'],
    ['asks for the next page', running, inHours(5.9), 'ASK'],
    ['is written when all pages are kept', row({ state: 'RUNNING', isWhole: 1 }), now, 'WRITE'],
    ['is given up after six hours', running, inHours(6), 'GIVE_UP'],
    ['is given up after six hours, whole or not', row({ state: 'RUNNING', isWhole: 1 }), inHours(6), 'GIVE_UP'],
    ['ends its delegation when it is ready', ready, now, 'END_DELEGATION'],
    ['ends its delegation when it failed', row({ state: 'FAILED' }), now, 'END_DELEGATION'],
    ['ends its delegation when it was cancelled', row({ state: 'CANCELLED' }), now, 'END_DELEGATION'],
    ['leaves alone a delegation that serves others too', { ...ready, endsDelegation: 0 as const }, now, 'REST'],
    ['is forgotten when its time is over', { ...ready, endsDelegation: 0 as const }, inHours(24), 'EXPIRE'],
    ['is forgotten in time even where its delegation could not be ended', ready, inHours(24), 'EXPIRE'],
    ['has nothing left to do', row({ state: 'EXPIRED', endsDelegation: 0 }), inHours(99), 'REST'],
  ] as const)('%s', (_, given, at, expected) => {
    expect(nextStep(given, at)).toBe(expected);
  });
});

describe('a step that was not taken', () => {
  const failing = (outcome: string, parts: Partial<Failing> = {}): Failing => ({
    outcome,
    isPassing: true,
    wasAsked: true,
    ...parts,
  });
  const away = failing('SUBGRAPH_UNAVAILABLE');
  test.each([
    ['is tried again in ten seconds', running, away, { failures: 1, dueAt: '2026-11-21T04:00:10.000Z' }],
    ['and later each time', { ...running, failures: 3 }, away, { failures: 4, dueAt: '2026-11-21T04:01:20.000Z' }],
    ['is the last one after eight', { ...running, failures: 7 }, away, { state: 'FAILED' }],
    [
      'waits for its turn without being a failure',
      { ...running, failures: 7 },
      failing('RATE_LIMITED'),
      { failures: 7, outcome: 'RATE_LIMITED' },
    ],
    [
      'waits for the gateway without being a failure',
      { ...running, failures: 7 },
      failing('GATEWAY_UNAVAILABLE', { wasAsked: false }),
      { failures: 7 },
    ],
    ['ends what will not get better', running, failing('TOO_COMPLEX', { isPassing: false }), { state: 'FAILED' }],
    [
      'ends it where the right is over',
      running,
      failing('DELEGATION_REVOKED', { isPassing: false, isRefused: true }),
      { state: 'REFUSED', outcome: 'DELEGATION_REVOKED', endedAt: now },
    ],
    ['leaves a file that is ready as it is', ready, away, { claim: null, dueAt: '2026-11-21T04:10:00.000Z' }],
  ] as const)('%s', (_, given, met, expected) => {
    const change = withoutStep(given, met, now);
    expect(change).toMatchObject(expected);
    if (given === ready) expect(change.state).toBeUndefined();
  });
});

test('a workbook takes no more rows than it may', () => {
  const page = { rows: 1, cost: 1, after: null };
  expect(withPage({ ...running, rows: 19_999 }, page, now)).toMatchObject({ rows: 20_000, isWhole: 1 });
  expect(withPage({ ...running, rows: 20_000 }, page, now)).toMatchObject({
    state: 'FAILED',
    outcome: 'EXPORT_TOO_LARGE',
  });
  expect(withPage({ ...running, format: 'CSV', rows: 20_000 }, page, now).state).toBeUndefined();
});

test('a file is kept for the hours that are set', () => {
  const file = { rows: 1, bytes: 2, sha256: 'ab', pieces: 1 };
  expect(written(running, file, 24, now)).toMatchObject({ state: 'READY', expiresAt: inHours(24), dueAt: now });
  expect(written({ ...running, endsDelegation: 0 }, file, 24, now).dueAt).toBe(inHours(24));
});

test.each(['WAITING', 'RUNNING', 'READY'] as const)('gives up what is %s', (state) => {
  expect(cancel(row({ state }), now)).toMatchObject({ state: 'CANCELLED', expiresAt: null });
});
test.each(['FAILED', 'REFUSED', 'CANCELLED', 'EXPIRED'] as const)('has nothing to give up of what is %s', (state) => {
  expect(cancel(row({ state }), now)).toMatchObject({ refused: 'EXPORT_ENDED' });
});
