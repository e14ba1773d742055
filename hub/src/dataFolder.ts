import { randomBytes } from 'node:crypto';
import { accessSync, constants, existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type Keys, openKeys } from '@hub/kernel';
import { subgraphNames } from '@hub/schema';
import { type HeldLock, holdLock } from './lock.ts';

/** A data folder that this process alone may write, until it is released. */
export interface DataFolder {
  readonly path: string;
  readonly keys: Keys;
  /** Whether there was no data before. */
  readonly isNew: boolean;
  readonly lock: HeldLock;
}

const keyNames = [
  'seal',
  'blind-index',
  'cursor',
  'pseudonym',
  'resource-id',
  'token-signing',
  ...subgraphNames.map((name) => `carrier-${name}`),
];

export const storesFolder = (folder: string): string => join(folder, 'stores');
export const keysFolder = (folder: string): string => join(folder, 'keys');

/** Opens the keys of an existing folder, for commands that only sign or read. */
export const openExistingKeys = (folder: string): Keys => openKeys(keysFolder(resolve(folder)), randomBytes, false);

/** Takes the folder for this process; keys are made only together with a new one. */
export function openDataFolder(folder: string): DataFolder {
  const path = resolve(folder);
  mkdirSync(path, { recursive: true, mode: 0o700 });
  accessSync(path, constants.W_OK);
  const lock = holdLock(path);
  try {
    const isNew = !hasData(path);
    const keys = openKeys(keysFolder(path), randomBytes, isNew);
    for (const name of keyNames) keys.ring(name);
    mkdirSync(storesFolder(path), { recursive: true, mode: 0o700 });
    return { path, keys, isNew, lock };
  } catch (error) {
    lock.release();
    throw error;
  }
}

const hasData = (path: string): boolean => existsSync(storesFolder(path)) && readdirSync(storesFolder(path)).length > 0;
