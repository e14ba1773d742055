import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { newKeyText, variableOf } from '@hub/vault';
import { seededRandomness } from '@hub/vault/testing';
import SqliteDatabase from 'better-sqlite3';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { keyNames } from '../src/dataFolder.ts';
import { newFolder, run, seededFolder, start } from './program.ts';

vi.setConfig({ testTimeout: 120_000 });

const folders: string[] = [];
const folder = (): string => {
  const made = newFolder();
  folders.push(made);
  return made;
};
afterAll(() => {
  for (const made of folders) rmSync(made, { recursive: true, force: true });
});

const textOf = (name: string) =>
  newKeyText('sm4-ctr-hmac-sm3', seededRandomness(name), new Date('2026-11-21T04:00:00Z'));
const seed = (data: string, environment: Readonly<Record<string, string>>) =>
  start(['seed', '--residents', '20', '--data', data], process.execPath, environment).ended();
const hub = (data: string, ...args: readonly string[]) => run([...args, '--data', data]);
const names = (data: string): readonly string[] => {
  const store = new SqliteDatabase(join(data, 'stores', 'civil-affairs.sqlite'), { readonly: true });
  try {
    return store.prepare('select name_sealed from resident').pluck().all() as string[];
  } finally {
    store.close();
  }
};

describe('keys', () => {
  test('come from the environment, and their version says that SM4 seals', async () => {
    const data = folder();
    const variables = Object.fromEntries(keyNames.map((name) => [variableOf(name), textOf(name)]));
    const { code, stderr } = await seed(data, { HUB_KEYS: 'env', ...variables });
    expect(code, stderr).toBe(0);
    expect(readdirSync(data)).not.toContain('keys');
    expect(names(data).length).toBeGreaterThan(10);
    for (const name of names(data)) expect(name).toMatch(/^s1\.[\w-]+$/);
  });

  test('come from a command', async () => {
    const [data, given] = [folder(), folder()];
    for (const name of keyNames) writeFileSync(join(given, name), textOf(name));
    const command = join(given, 'give-key');
    writeFileSync(command, `#!/bin/sh\nexec cat "${given}/$1"\n`, { mode: 0o700 });
    expect((await seed(data, { HUB_KEYS: `command:${command}` })).code).toBe(0);
  });

  test('lie where HUB_KEYS says, and are made for the algorithms of HUB_CIPHER', async () => {
    const [data, elsewhere] = [folder(), folder()];
    mkdirSync(join(elsewhere, 'deep'));
    const environment = { HUB_KEYS: `file:${join(elsewhere, 'deep', 'keys')}`, HUB_CIPHER: 'sm4-ctr-hmac-sm3' };
    const { code, stderr } = await seed(data, environment);
    expect(code, stderr).toBe(0);
    expect(JSON.parse(readFileSync(join(elsewhere, 'deep', 'keys', 'seal.key.json'), 'utf8'))).toMatchObject({
      current: 's1',
    });
    for (const name of names(data)) expect(name).toMatch(/^s1\./);
  });

  test('are missed in one sentence', async () => {
    const { code, stdout, stderr } = await seed(folder(), { HUB_KEYS: 'env' });
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toBe('HUB_KEY_SEAL is not set; expected the text of the key seal, as its file would hold it.\n');
  });
});

describe('rotation', async () => {
  const data = await seededFolder();
  const json = async (...args: readonly string[]) => {
    const { code, stdout, stderr } = await hub(data, ...args, '--json');
    expect(code, stderr).toBe(0);
    return JSON.parse(stdout) as Record<string, unknown>;
  };
  const versionsIn = () => [...new Set(names(data).map((name) => name.split('.')[0]))];
  afterAll(() => rmSync(data, { recursive: true, force: true }));

  test('seals anew in the running hub, which takes over every other key too', async () => {
    const running = start(['up', '--no-demo', '--port', '0', '--data', data]);
    await running.says(/Ready\./);
    expect(await json('keys', 'rotate', 'seal')).toMatchObject({ version: '2', outcome: 'RESEALED' });
    expect(await json('keys', 'rotate', 'seal', '--finish')).toMatchObject({
      outcome: 'FINISHED',
      version: '2',
      dropped: ['1'],
    });
    for (const key of ['blind-index', 'cursor', 'token-signing'])
      expect(await json('keys', 'rotate', key)).toMatchObject({ name: key, version: '2' });
    const { keys } = (await json('keys', 'status')) as { keys: { name: string }[] };
    expect(keys.find(({ name }) => name === 'seal')).toMatchObject({ current: '2', versions: ['2'] });
    expect(keys.find(({ name }) => name === 'token-signing')).toMatchObject({ current: '2', versions: ['1', '2'] });
    const { code, stderr } = await running.end('SIGTERM');
    expect(code, stderr).toBe(0);
    expect(versionsIn()).toEqual(['2']);
  });

  test('says in Chinese what it did', async () => {
    const ended = start(['keys', 'rotate', 'cursor', '--data', data], process.execPath, { LC_ALL: 'zh_CN.UTF-8' });
    expect((await ended.ended()).stdout).toBe('密钥 cursor 现为版本 3。\n');
  });

  test('changes the key only, where processes seal anew by themselves', async () => {
    expect(await json('keys', 'rotate', 'seal', '--key-only')).toMatchObject({ version: '3', outcome: 'KEY_ONLY' });
    expect(versionsIn()).toEqual(['2']);
    const { code, stderr } = await hub(data, 'keys', 'rotate', 'seal', '--finish');
    expect(code).toBe(1);
    expect(stderr).toMatch(/^\d+ values still stand under former versions of the key seal; run hub keys rotate seal/);
    expect(await json('keys', 'rotate', 'seal')).toMatchObject({ version: '3', outcome: 'RESEALED' });
    expect(versionsIn()).toEqual(['3']);
    const { stdout } = await hub(data, 'keys', 'status');
    expect(stdout).toMatch(/^seal +2 \(0\) \*3 \(\d+\) {2}\d{4}-/m);
  });
});
