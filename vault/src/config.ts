import { join, resolve } from 'node:path';
import { type Cipher, ciphers } from './cipher.ts';
import { commandKeys } from './commandKeys.ts';
import { environmentKeys } from './environmentKeys.ts';
import { fileKeys } from './fileKeys.ts';
import { KeyFailure, type KeyProvider } from './provider.ts';

/** Where keys come from and which algorithms new versions are for, from `HUB_KEYS` and `HUB_CIPHER`. */
export interface VaultConfig {
  readonly provider: KeyProvider;
  readonly cipher: Cipher;
  /** The folder of the keys, where the provider is one that makes them. */
  readonly folder: string | null;
}

/** Reads the environment of the vault; keys are files in the data folder unless it says otherwise. */
export function readVaultConfig(
  dataFolder: string,
  env: Readonly<Record<string, string | undefined>> = process.env,
): VaultConfig {
  const named = env.HUB_KEYS ?? `file:${join(dataFolder, 'keys')}`;
  const cipher = ciphers.find((one) => one === (env.HUB_CIPHER ?? ciphers[0]));
  if (!cipher) throw new KeyFailure(`HUB_CIPHER is "${env.HUB_CIPHER}"; expected one of ${ciphers.join(', ')}.`);
  const [kind, place] = [named.split(':', 1)[0] ?? '', named.slice(named.indexOf(':') + 1)];
  if (named === 'env') return { provider: environmentKeys(env), cipher, folder: null };
  if (kind === 'file' && place) return { provider: fileKeys(resolve(place)), cipher, folder: resolve(place) };
  if (kind === 'command' && place) return { provider: commandKeys(place), cipher, folder: null };
  throw new KeyFailure('HUB_KEYS is not understood; expected file:<folder>, env, or command:<absolute path>.');
}
