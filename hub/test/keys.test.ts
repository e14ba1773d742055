import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { newKeyText, variableOf } from '@hub/vault';
import { seededRandomness } from '@hub/vault/testing';
import SqliteDatabase from 'better-sqlite3';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { keyNames } from '../src/dataFolder.ts';
import { newFolder, start } from './program.ts';

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
    rmSync(join(given, 'seal'));
    const { code, stderr } = await seed(data, { HUB_KEYS: `command:${command}` });
    expect(code).toBe(1);
    expect(stderr).toMatch(/^The key command .*give-key ended with code 1 when it was asked for the key seal\.\n$/);
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

  test.each([
    ['HUB_KEYS', 'vault', /^HUB_KEYS is not understood; expected file:<folder>, env, or command:<absolute path>\.\n$/],
    ['HUB_KEYS', 'env', /^HUB_KEY_SEAL is not set; expected the text of the key seal, as its file would hold it\.\n$/],
    ['HUB_KEYS', 'command:give-key', /^The key command is "give-key"; expected an absolute path\.\n$/],
    ['HUB_CIPHER', 'des', /^HUB_CIPHER is "des"; expected one of aes-256-gcm, sm4-ctr-hmac-sm3\.\n$/],
  ])('are missed in one sentence with %s=%s', async (variable, value, sentence) => {
    const { code, stdout, stderr } = await seed(folder(), { [variable]: value });
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(sentence);
  });
});
