import { ciphers } from '@hub/vault';
import { describe, expect, test } from 'vitest';
import { cursorsFor } from '../src/index.ts';
import { keysOfTest } from '../src/testing/index.ts';

describe.each(ciphers)('a cursor under a key for %s', (cipher) => {
  const keys = keysOfTest('keys', cipher);
  const cursors = cursorsFor(keys.ring('cursor'), ['officer', 'needs', { status: 'OPEN' }]);
  const cursor = cursors.seal([4, '2026-01-01', 'need_1']);

  test('opens for the same viewer, list and arguments, and is the same each time', () => {
    expect(cursors.open(cursor)).toEqual([4, '2026-01-01', 'need_1']);
    expect(cursors.seal([4, '2026-01-01', 'need_1'])).toBe(cursor);
  });

  test.each([
    ['another viewer', ['worker', 'needs', { status: 'OPEN' }]],
    ['another list', ['officer', 'clients', { status: 'OPEN' }]],
    ['other arguments', ['officer', 'needs', { status: 'MET' }]],
  ])('does not open for %s', (_, bound) => {
    expect(() => cursorsFor(keys.ring('cursor'), bound).open(cursor)).toThrow('BAD_CURSOR');
  });

  test.each(['', '1', '1.', 'x.y', 'null', '9.AAAA', `${'1.'}${'A'.repeat(10_000)}`])('refuses %j', (text) => {
    expect(() => cursors.open(text)).toThrow('BAD_CURSOR');
  });

  test('says nothing of the row', () => {
    expect(Buffer.from(cursor.slice(2), 'base64url').toString('latin1')).not.toContain('need_1');
  });

  test('opens under the former key until that is dropped', () => {
    const turning = keysOfTest('turning', cipher);
    const list = cursorsFor(turning.ring('cursor'), ['officer']);
    const before = list.seal([1]);
    turning.rotate('cursor', 'sm4-ctr-hmac-sm3');
    expect(list.open(before)).toEqual([1]);
    expect(list.open(list.seal([2]))).toEqual([2]);
    turning.finish('cursor');
    expect(() => list.open(before)).toThrow('BAD_CURSOR');
  });
});
