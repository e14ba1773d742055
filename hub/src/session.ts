import { randomBytes } from 'node:crypto';
import { createIds, createLog, locationOf, systemClock } from '@hub/kernel';
import { cipherOf, KeyFailure, watchKeys } from '@hub/vault';
import type { HubConfig } from './config.ts';
import { type DataFolder, dropAddedKeys, dropKeys, openDataFolder } from './dataFolder.ts';
import { type Hub, openHub } from './openHub.ts';
import { StartFailure } from './sentences.ts';

/** A data folder held by this process, with its hub opened. */
export interface Session {
  readonly config: HubConfig;
  readonly folder: DataFolder;
  readonly hub: Hub;
  readonly ids: ReturnType<typeof createIds>;
  close(): Promise<void>;
}

/** Takes the data folder and opens the hub on it, for a bulk load if told so; both are given back when it is closed or fails to open. */
export async function openSession(config: HubConfig, { bulk = false } = {}): Promise<Session> {
  const folder = openDataFolder(config.dataFolder);
  const ids = createIds(randomBytes);
  const log = createLog(config.logLevel);
  const closing = new AbortController();
  try {
    const hub = await openHub({
      folder: folder.path,
      keys: folder.keys,
      clock: systemClock,
      ids,
      randomness: randomBytes,
      timeZone: config.timeZone,
      log,
      locationOf: (name) => locationOf(name, folder.path, config.databaseUrl, bulk),
    });
    if (folder.keysAreNew && !(await isEmpty(hub))) {
      await hub.close();
      throw keysMissing(folder);
    }
    const sealedBy = cipherOf(folder.keys.ring('seal').current);
    if (folder.vault.folder !== null && sealedBy !== folder.vault.cipher)
      log.warn('HUB_CIPHER is for new versions of keys: rotate them', { cipher: folder.vault.cipher, sealedBy });
    watchKeys(folder.keys, folder.vault.provider, {
      signal: closing.signal,
      onFailure: (sentence) => log.error('keys not read', { sentence }),
    });
    return {
      config,
      folder,
      hub,
      ids,
      async close() {
        closing.abort();
        await hub.close();
        folder.lock.release();
      },
    };
  } catch (error) {
    if (error instanceof KeyFailure) dropAddedKeys(folder);
    const isOfOtherKeys = folder.keysAreNew && error instanceof KeyFailure;
    const failure = isOfOtherKeys ? keysMissing(folder) : error;
    folder.lock.release();
    throw failure;
  }
}

/** Keys that were made just now are forgotten, because what the stores hold belongs to others. */
function keysMissing(folder: DataFolder): StartFailure {
  dropKeys(folder);
  return new StartFailure(
    `The stores hold data, but the keys are missing beside existing data: put them back into ${folder.vault.folder}; without them the data cannot be read.`,
  );
}

/** Whether no department has a record yet. */
export async function isEmpty({ subgraphs }: Hub): Promise<boolean> {
  for (const { intake } of subgraphs.values()) {
    for (const kind of intake.kinds) if ((await intake.count(kind)) > 0) return false;
  }
  return true;
}
