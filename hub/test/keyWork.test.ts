import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  createStoreOfTest,
  fixedClock,
  logOfTest,
  nowOfTest,
  seededIds,
  seededRandomness,
  storesOfTest,
} from '@hub/kernel/testing';
import { createKeyFiles, fileKeys, openKeys } from '@hub/vault';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { keyNames } from '../src/dataFolder.ts';
import { type Hub, openHub, seedDistrict } from '../src/index.ts';
import { finish, type KeyParts, rotate, statusOf } from '../src/keys/keyWork.ts';

const clock = fixedClock(nowOfTest);

describe.each(storesOfTest)('rotating the keys of a hub on %s', (storeName) => {
  const places = createStoreOfTest(storeName);
  const folder = mkdtempSync(join(tmpdir(), 'hub-rotation-'));
  const keysFolder = join(folder, 'keys');
  createKeyFiles(keysFolder, keyNames, {
    cipher: 'aes-256-gcm',
    randomness: seededRandomness('rotation'),
    now: clock(),
  });
  const provider = fileKeys(keysFolder);
  const keys = openKeys(provider);
  let hub: Hub;
  const parts = (given: Partial<KeyParts> = {}): KeyParts => ({
    keys,
    vault: { provider, cipher: 'sm4-ctr-hmac-sm3', folder: keysFolder },
    clock,
    language: 'en',
    signal: new AbortController().signal,
    progress: () => {},
    ...given,
  });
  const valuesOf = async (name: string) => {
    const { keys: all } = await statusOf(parts(), hub.subgraphs);
    return all.find((key) => key.name === name)?.values ?? {};
  };

  beforeAll(async () => {
    hub = await openHub({
      folder: null,
      keys,
      clock,
      ids: seededIds('rotation'),
      randomness: seededRandomness('stores'),
      timeZone: 'Asia/Shanghai',
      log: logOfTest(),
      locationOf: (name) => places.place(name),
    });
    const plan = { seed: 'rotation', residents: 300, today: nowOfTest.slice(0, 10) };
    await seedDistrict(plan, { folder, subgraphs: hub.subgraphs, onProgress: () => {} });
  }, 100_000);
  afterAll(async () => {
    await hub.close();
    await places.remove();
    rmSync(folder, { recursive: true, force: true });
  });

  test.each(['seal', 'blind-index'])(
    'goes on with %s after an interruption instead of adding another version',
    async (name) => {
      const before = (await valuesOf(name))['1'];
      const ending = new AbortController();
      const interrupted = await rotate(
        parts({ signal: ending.signal, progress: () => ending.abort() }),
        name,
        hub.subgraphs,
      );
      expect(interrupted).toMatchObject({ version: 's2', outcome: 'INTERRUPTED' });
      expect(await valuesOf(name)).not.toEqual({ s2: before });
      await expect(finish(parts(), name, hub.subgraphs)).rejects.toThrow(/values still stand under former versions/);
      const lines: string[] = [];
      const done = await rotate(parts({ progress: (line) => void lines.push(line) }), name, hub.subgraphs);
      expect(done).toMatchObject({ version: 's2', outcome: 'RESEALED' });
      expect(done.rows).toBeGreaterThan(0);
      expect(lines.join()).toMatch(/Sealing anew in civil-affairs: \d+ of \d+ rows/);
      expect(await valuesOf(name)).toEqual({ s2: before });
      expect(await finish(parts(), name, hub.subgraphs)).toMatchObject({ outcome: 'FINISHED', dropped: ['1'] });
    },
  );

  test('a carrier key overlaps for a minute at least', async () => {
    await rotate(parts(), 'carrier-charities', hub.subgraphs);
    await expect(finish(parts(), 'carrier-charities', hub.subgraphs)).rejects.toThrow(/less than a minute ago/);
    const later = parts({ clock: () => new Date(clock().getTime() + 60_000) });
    expect(await finish(later, 'carrier-charities', hub.subgraphs)).toMatchObject({ dropped: ['1'] });
  });

  test.each([
    ['pseudonym', /^The key pseudonym is not rotated: /],
    ['resource-id', /^The key resource-id is not rotated: /],
    ['none', /^There is no key "none"; expected one of seal, /],
  ])('%s is refused in one sentence', async (name, sentence) => {
    await expect(rotate(parts(), name, hub.subgraphs)).rejects.toThrow(sentence);
    await expect(finish(parts(), name, hub.subgraphs)).rejects.toThrow(sentence);
  });

  test('there is nothing to drop of a key with one version', async () => {
    await expect(finish(parts(), 'token-signing', hub.subgraphs)).rejects.toThrow(
      'The key token-signing has one version only, 1.',
    );
  });

  test('keys that are kept elsewhere are changed there', async () => {
    const { replace: _, ...elsewhere } = provider;
    const vault = { provider: { ...elsewhere, name: 'env' }, cipher: 'aes-256-gcm' as const, folder: null };
    await expect(rotate(parts({ vault, language: 'zh' }), 'cursor', hub.subgraphs)).rejects.toThrow(
      '密钥来自 env，须在其保管处更换：请先在那里为密钥 cursor 增加版本，再运行本命令。',
    );
  });
});
