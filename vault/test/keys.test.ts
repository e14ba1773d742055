import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  createKeyFiles,
  currentSecret,
  derive,
  fileKeys,
  newKeyText,
  openKeys,
  parseKeyText,
  withNextVersion,
  withoutFormerVersions,
} from '../src/index.ts';
import { seededRandomness } from '../src/testing/index.ts';

const now = new Date('2026-11-21T04:00:00Z');
const randomness = seededRandomness('keys');
const bytesOf = (key: ReturnType<typeof currentSecret>) => key.export().toString('hex');

let folder: string;
beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), 'hub-keys-')), 'keys');
  createKeyFiles(folder, ['seal', 'cursor'], { cipher: 'aes-256-gcm', randomness, now });
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const rotate = (name: string) => {
  const provider = fileKeys(folder);
  const key = parseKeyText(provider.read(name) ?? '', name);
  provider.replace?.(name, withNextVersion(key, 'sm4-ctr-hmac-sm3', randomness, now));
};

describe('keys that change while the program runs', () => {
  test('are taken over by a refresh, which names them', async () => {
    const keys = openKeys(fileKeys(folder));
    const [seal, cursor] = [keys.ring('seal'), keys.ring('cursor')];
    const before = bytesOf(currentSecret(seal));
    rotate('seal');
    expect(await keys.refresh()).toEqual(['seal']);
    expect(await keys.refresh()).toEqual([]);
    expect(seal.current).toBe('s2');
    expect(seal.versions).toEqual(['1', 's2']);
    expect(cursor.current).toBe('1');
    const former = seal.secret('1');
    expect(former && bytesOf(former)).toBe(before);
    expect(bytesOf(currentSecret(seal))).not.toBe(before);
  });

  test('are seen through a derived keyring', async () => {
    const keys = openKeys(fileKeys(folder));
    const derived = derive(keys.ring('seal'), 'use');
    const before = bytesOf(currentSecret(derived));
    rotate('seal');
    await keys.refresh();
    expect(derived.current).toBe('s2');
    expect(bytesOf(currentSecret(derived))).not.toBe(before);
    fileKeys(folder).replace?.('seal', withoutFormerVersions(keys.versionsOf('seal')));
    await keys.refresh();
    expect(derived.secret('1')).toBeUndefined();
  });

  test('are looked for once when somebody already works with the next version', () => {
    const ring = openKeys(fileKeys(folder)).ring('seal');
    expect(ring.secret('2')).toBeUndefined();
    rotate('seal');
    expect(ring.secret('2')).toBeUndefined();
    expect(ring.secret('s2')).toBeDefined();
    expect(ring.current).toBe('s2');
    expect(ring.secret('77')).toBeUndefined();
  });

  test('stay as they were when they cannot be read, and that is told', async () => {
    const keys = openKeys(fileKeys(folder));
    const before = bytesOf(currentSecret(keys.ring('seal')));
    fileKeys(folder).replace?.('seal', 'no key');
    await expect(keys.refresh()).rejects.toThrow(/The key .*seal\.key\.json is broken/);
    expect(bytesOf(currentSecret(keys.ring('seal')))).toBe(before);
  });

  test('are refused when a version has another secret than before', async () => {
    const keys = openKeys(fileKeys(folder));
    keys.ring('seal');
    fileKeys(folder).replace?.('seal', newKeyText('aes-256-gcm', seededRandomness('other'), now));
    await expect(keys.refresh()).rejects.toThrow('has another secret under version 1 than before');
  });
});

describe('a derived keyring', () => {
  test('has another secret for each use', () => {
    const ring = openKeys(fileKeys(folder)).ring('seal');
    const secrets = ['a', 'b'].map((use) => bytesOf(currentSecret(derive(ring, use))));
    expect(new Set([...secrets, bytesOf(currentSecret(ring))]).size).toBe(3);
    expect(derive(ring, 'a').secret('7')).toBeUndefined();
  });
});

describe('the text of a key', () => {
  const good = { current: '1', versions: { 1: Buffer.alloc(32, 1).toString('base64') } };

  test('is read with all its versions', () => {
    const key = parseKeyText(JSON.stringify(good), 'seal');
    expect([key.current, [...key.secrets.keys()]]).toEqual(['1', ['1']]);
  });

  test.each([
    ['no JSON', '{"current":'],
    ['a list', '[]'],
    ['null', 'null'],
    ['no versions', JSON.stringify({ current: '1' })],
    ['a current version that is missing', JSON.stringify({ ...good, current: '2' })],
    ['a version that is no number', JSON.stringify({ ...good, versions: { ...good.versions, new: good.versions[1] } })],
    ['a short secret', JSON.stringify({ ...good, versions: { 1: Buffer.alloc(31).toString('base64') } })],
    ['a secret that is no base64', JSON.stringify({ ...good, versions: { 1: `!${good.versions[1]}` } })],
  ])('is refused with %s, and the sentence tells nothing of it', (_, text) => {
    let sentence = '';
    try {
      parseKeyText(text, 'seal of env');
    } catch (error) {
      sentence = String(error);
    }
    expect(sentence).toContain('The key seal of env is broken; expected {"current": "1"');
    expect(sentence).not.toContain(good.versions[1].slice(0, 8));
  });
});
