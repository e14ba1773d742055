import { resolve } from 'node:path';
import { type Language, say, systemClock } from '@hub/kernel';
import { openKeys, readVaultConfig } from '@hub/vault';
import type { HubConfig } from '../config.ts';
import { type KeysStatus, type Rotation, rotate } from '../keys/keyWork.ts';
import { keySentences } from '../keys/sentences.ts';
import { interruption, print, progressLine } from '../terminal.ts';
import { resultOfJob } from './runJob.ts';

export interface RotateOptions {
  readonly finish?: boolean;
  readonly keyOnly?: boolean;
  readonly json?: boolean;
}

/** Prints all keys with their versions and what stands under each, never a secret. */
export async function keysStatus(config: HubConfig, json: boolean, language: Language): Promise<void> {
  const text = await resultOfJob(config, 'keys-status', { language });
  if (json) return print(text);
  const { provider, cipher, sealedBy, keys } = JSON.parse(text) as KeysStatus;
  print(say(keySentences, language, 'STATUS', { provider, cipher }));
  const width = Math.max(...keys.map(({ name }) => name.length));
  for (const { name, versions, current, since, values } of keys) {
    const shown = versions.map((version) => {
      const mark = version === current ? '*' : ' ';
      return values === null ? `${mark}${version}` : `${mark}${version} (${values[version] ?? 0})`;
    });
    print(`${name.padEnd(width)}  ${shown.join(' ')}  ${since ?? ''}`.trimEnd());
  }
  if (cipher !== sealedBy) print(say(keySentences, language, 'OTHER_CIPHER', { cipher, met: sealedBy }));
}

/** Gives a key its next version, or drops the former ones. */
export async function rotateKey(
  config: HubConfig,
  name: string,
  options: RotateOptions,
  language: Language,
): Promise<void> {
  const rotation =
    options.keyOnly === true && options.finish !== true
      ? await rotateOnly(config, name, language)
      : (JSON.parse(
          await resultOfJob(config, options.finish === true ? 'keys-finish' : 'keys-rotate', { name, language }),
        ) as Rotation);
  if (rotation.outcome === 'INTERRUPTED') process.exitCode = 130;
  if (options.json === true) return print(JSON.stringify(rotation));
  const { version, rows, dropped } = rotation;
  print(say(keySentences, language, rotation.outcome, { name, version, rows, dropped: dropped.join(', ') }));
}

/** Changes the key and touches no store: for processes that hold the data folder and seal anew by themselves. */
async function rotateOnly(config: HubConfig, name: string, language: Language): Promise<Rotation> {
  const vault = readVaultConfig(resolve(config.dataFolder));
  const line = progressLine();
  const parts = {
    keys: openKeys(vault.provider),
    vault,
    clock: systemClock,
    language,
    signal: interruption(),
    progress: line.show,
  };
  return rotate(parts, name, null);
}
