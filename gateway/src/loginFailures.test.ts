import type { AuditEntry } from '@hub/kernel';
import { logOfTest } from '@hub/kernel/testing';
import { expect, test } from 'vitest';
import { createLoginFailures } from './loginFailures.ts';

/** Failures on a ledger that keeps what it is given, and a clock that goes when it is told. */
function failures() {
  const entries: AuditEntry[] = [];
  const log = logOfTest();
  let isBroken = false;
  let now = new Date('2026-11-21T04:00:10.000Z');
  const audit = async (more: readonly AuditEntry[]) => {
    if (isBroken) throw new Error('The ledger is full.');
    entries.push(...more);
  };
  return {
    ...createLoginFailures(audit, () => now, log),
    told: () => entries.map(({ outcome, requestId, at }) => `${at.slice(11, 19)} ${requestId} ${outcome}`),
    log,
    at: (time: string) => {
      now = new Date(`2026-11-21T${time}Z`);
    },
    breakLedger: () => {
      isBroken = true;
    },
  };
}

test('the first failure of a cause and minute is written at once, the others as one number', async () => {
  const { note, at, told } = failures();
  for (const request of ['a', 'b', 'c']) await note('EXPIRED', request);
  await note('SIGNATURE', 'd');
  expect(told()).toEqual(['04:00:10 a FAILED EXPIRED', '04:00:10 d FAILED SIGNATURE']);
  at('04:01:05');
  await note('EXPIRED', 'e');
  expect(told().slice(2)).toEqual(['04:01:00 a FAILED EXPIRED 2 more', '04:01:05 e FAILED EXPIRED']);
});

test('a flood makes two entries a minute', async () => {
  const { note, close, told } = failures();
  for (let n = 0; n < 10_000; n++) await note('EXPIRED', `r${n}`);
  await close();
  expect(told()).toEqual(['04:00:10 r0 FAILED EXPIRED', '04:01:00 r0 FAILED EXPIRED 9999 more']);
});

test('a ledger that takes nothing is told of, and stops nobody from being refused', async () => {
  const { note, breakLedger, log } = failures();
  breakLedger();
  await note('EXPIRED', 'a');
  expect(log.lines.map(({ event }) => event)).toEqual(['audit failed']);
});
