import { chmodSync, mkdtempSync, readdirSync, renameSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  commandKeys,
  createKeyFiles,
  environmentKeys,
  fileKeys,
  newKeyText,
  openKeys,
  requireKeyName,
} from '../src/index.ts';
import { seededRandomness } from '../src/testing/index.ts';

const now = new Date('2026-11-21T04:00:00Z');
const textOf = (seed: string) => newKeyText('aes-256-gcm', seededRandomness(seed), now);

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hub-keys-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('keys in files', () => {
  const keysIn = () => join(folder, 'keys');
  const create = () =>
    createKeyFiles(keysIn(), ['seal'], { cipher: 'aes-256-gcm', randomness: seededRandomness('f'), now });
  const read = () => fileKeys(keysIn()).read('seal');
  const file = () => join(keysIn(), 'seal.key.json');

  test('are made for their owner only, and found again', () => {
    create();
    expect(read()).toBe(textOf('f'));
    expect(statSync(keysIn()).mode & 0o777).toBe(0o700);
    expect(readdirSync(keysIn()).map((name) => statSync(join(keysIn(), name)).mode & 0o777)).toEqual([0o600]);
  });

  test('are missed in one sentence beside existing data', () => {
    create();
    expect(() => openKeys(fileKeys(keysIn())).ring('cursor')).toThrow(
      /cursor\.key\.json is missing beside existing data/,
    );
    expect(() => openKeys(fileKeys(join(folder, 'none'))).ring('seal')).toThrow(/is missing beside existing data/);
  });

  test.each([0o644, 0o640, 0o604, 0o700, 0o620])('are refused with mode %o of the file', (mode) => {
    create();
    chmodSync(file(), mode);
    expect(read).toThrow(/seal\.key\.json is open to others: .* expected mode 0600/);
  });

  test.each([0o755, 0o710, 0o701])('are refused with mode %o of the folder', (mode) => {
    create();
    chmodSync(keysIn(), mode);
    expect(read).toThrow(/keys is open to others: .* expected mode 0700/);
  });

  test('are refused behind a link', () => {
    create();
    renameSync(file(), join(folder, 'elsewhere'));
    symlinkSync(join(folder, 'elsewhere'), file());
    expect(read).toThrow(/is a link; expected the file itself/);
  });

  test('are refused in a folder that is none', () => {
    writeFileSync(keysIn(), '');
    expect(read).toThrow(/is no folder; expected the folder of the keys/);
  });

  test('are put in place of each other whole, and nothing is left beside them', () => {
    create();
    writeFileSync(`${file()}.new`, 'left by a process that died');
    fileKeys(keysIn()).replace?.('seal', textOf('second'));
    expect(read()).toBe(textOf('second'));
    expect(readdirSync(keysIn())).toEqual(['seal.key.json']);
  });
});

describe('keys in the environment', () => {
  test('are named after the key', () => {
    expect(environmentKeys({ HUB_KEY_CARRIER_SOCIAL_WORK: 'text' }).read('carrier-social-work')).toBe('text');
  });

  test('are missed with the name of the variable', () => {
    expect(() => openKeys(environmentKeys({})).ring('blind-index')).toThrow(
      'HUB_KEY_BLIND_INDEX is not set; expected the text of the key blind-index, as its file would hold it.',
    );
  });
});

describe('keys of a command', () => {
  const program = (lines: string) => {
    const path = join(folder, 'give-key');
    writeFileSync(path, `#!/bin/sh\n${lines}\n`, { mode: 0o700 });
    return path;
  };

  test('are what it prints for a name, at once and in the background', async () => {
    const provider = commandKeys(program(`echo '${textOf('c').trim()}' "$1" | sed 's/ seal$//'`));
    expect(provider.read('seal')).toBe(textOf('c'));
    expect(await provider.reread('seal')).toBe(textOf('c'));
    expect(openKeys(provider).ring('seal').current).toBe('1');
  });

  test.each([
    ['ends badly', 'echo secret-words >&2; echo secret-words; exit 3', 'ended with code 3'],
    ['prints too much', 'head -c 100000 /dev/zero', 'wrote more than a key'],
    ['is killed', 'kill -9 $$', 'was ended by SIGKILL'],
    ['prints nothing', 'exit 0', 'printed nothing'],
    ['prints no key', 'echo secret-words', 'is broken'],
  ])('are refused in one sentence without its words when it %s', async (_, lines, sentence) => {
    const provider = commandKeys(program(lines));
    const failures = [
      await Promise.resolve()
        .then(() => openKeys(provider).ring('seal'))
        .then(String, String),
      await Promise.resolve()
        .then(() => provider.reread('seal'))
        .then(String, String),
    ];
    expect(failures[0]).toContain(sentence);
    expect(failures[0]).toMatch(/seal/);
    expect(failures[0]).not.toContain('secret-words');
  });

  test('are refused when it is not there, may not be run, or is not named whole', () => {
    expect(() => commandKeys(join(folder, 'none')).read('seal')).toThrow(/is not there/);
    writeFileSync(join(folder, 'plain'), '', { mode: 0o600 });
    expect(() => commandKeys(join(folder, 'plain')).read('seal')).toThrow(/may not be run/);
    expect(() => commandKeys('give-key')).toThrow('expected an absolute path');
  });
});

test.each(['../seal', 'Seal', '', 'a'.repeat(65), '-x', 'seal\n'])('a key is not called %j', (name) => {
  expect(() => requireKeyName(name)).toThrow(/expected small letters, digits and hyphens/);
});
