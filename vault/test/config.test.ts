import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readVaultConfig } from '../src/index.ts';

test.each([
  [{}, `file:${join('/data', 'keys')}`, join('/data', 'keys')],
  [{ HUB_KEYS: 'file:/elsewhere/keys' }, 'file:/elsewhere/keys', '/elsewhere/keys'],
  [{ HUB_KEYS: 'env' }, 'env', null],
  [{ HUB_KEYS: 'command:/usr/bin/give-key' }, 'command:/usr/bin/give-key', null],
])('%j names the provider %s', (environment, name, folder) => {
  const { provider, ...config } = readVaultConfig('/data', environment);
  expect({ name: provider.name, ...config }).toEqual({ name, folder, cipher: 'aes-256-gcm' });
});

test('HUB_CIPHER names the algorithms of new keys', () => {
  expect(readVaultConfig('/data', { HUB_CIPHER: 'sm4-ctr-hmac-sm3' }).cipher).toBe('sm4-ctr-hmac-sm3');
});

test.each([
  [{ HUB_KEYS: 'vault' }, 'HUB_KEYS is not understood; expected file:<folder>, env, or command:<absolute path>.'],
  [{ HUB_KEYS: 'file:' }, 'HUB_KEYS is not understood; expected file:<folder>, env, or command:<absolute path>.'],
  [{ HUB_KEYS: '' }, 'HUB_KEYS is not understood; expected file:<folder>, env, or command:<absolute path>.'],
  [{ HUB_KEYS: 'command:give-key' }, 'The key command is "give-key"; expected an absolute path.'],
  [{ HUB_CIPHER: 'des' }, 'HUB_CIPHER is "des"; expected one of aes-256-gcm, sm4-ctr-hmac-sm3.'],
])('%j is refused in one sentence', (environment, sentence) => {
  expect(() => readVaultConfig('/data', environment)).toThrow(sentence);
});
