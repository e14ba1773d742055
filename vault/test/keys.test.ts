import { chmodSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { currentSecret, derive, openKeys } from '../src/index.ts';
import { seededRandomness } from '../src/testing/index.ts';

describe('keys in a folder', () => {
  let folder: string;
  beforeAll(() => {
    folder = join(mkdtempSync(join(tmpdir(), 'hub-keys-')), 'keys');
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const open = (mayCreate: boolean) => openKeys(folder, seededRandomness('keys'), mayCreate);
  const bytesOf = (name: string, mayCreate = false) =>
    currentSecret(open(mayCreate).ring(name)).export().toString('hex');

  test('are made once, for their owner only, and found again', () => {
    const made = bytesOf('seal', true);
    expect(bytesOf('seal')).toBe(made);
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    expect(readdirSync(folder).map((file) => statSync(join(folder, file)).mode & 0o777)).toEqual([0o600]);
  });

  test('are missed in one sentence beside existing data', () => {
    expect(() => open(false).ring('cursor')).toThrow(/is missing beside existing data/);
  });

  test('are refused when others can read them', () => {
    chmodSync(join(folder, 'seal.key.json'), 0o644);
    expect(() => open(false).ring('seal')).toThrow(/expected mode 0600/);
    chmodSync(join(folder, 'seal.key.json'), 0o600);
  });

  test('give another secret for each use that is derived from them', () => {
    const ring = open(false).ring('seal');
    const secrets = ['a', 'b'].map((use) => currentSecret(derive(ring, use)).export().toString('hex'));
    expect(new Set([...secrets, currentSecret(ring).export().toString('hex')]).size).toBe(3);
    expect(derive(ring, 'a').secret('7')).toBeUndefined();
  });
});
