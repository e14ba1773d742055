import { createSecretKey, type KeyObject } from 'node:crypto';
import { seededIds } from '@hub/kernel/testing';
import { expect, test } from 'vitest';
import { defaultBounds } from '../guards/bounds.ts';
import { issueToken } from './issueToken.ts';
import { ownKeys } from './ownKeys.ts';
import { createTokenVerifier } from './verifyToken.ts';

const clock = () => new Date('2026-11-21T04:00:00Z');
const secretOf = (byte: number): KeyObject => createSecretKey(Buffer.alloc(32, byte));

test('a keyring that turns while tokens are verified is taken as it is at that moment', async () => {
  const versions = new Map([['1', secretOf(1)]]);
  let current = '1';
  const ring = {
    get current() {
      return current;
    },
    get versions() {
      return [...versions.keys()];
    },
    secret: (version: string) => versions.get(version),
  };
  const verify = createTokenVerifier({
    keyOf: ownKeys(ring),
    issuer: 'hub',
    audience: 'hub',
    bounds: defaultBounds,
    clock,
  });
  const claims = { subject: 'somebody', role: 'analyst', divisions: [], organisation: null };
  const issue = () => issueToken(ring, claims, 60, clock, seededIds('own'));
  const isTaken = async (token: string) => 'claims' in (await verify(token));

  const old = await issue();
  expect(await isTaken(old)).toBe(true);
  versions.set('2', secretOf(2));
  current = '2';
  const fresh = await issue();
  expect([await isTaken(old), await isTaken(fresh)]).toEqual([true, true]);
  versions.delete('1');
  expect([await isTaken(old), await isTaken(fresh)]).toEqual([false, true]);
  versions.set('2', secretOf(3));
  expect(await isTaken(fresh)).toBe(false);
});
