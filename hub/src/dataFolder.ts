import { randomBytes } from 'node:crypto';
import { accessSync, constants, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { subgraphNames } from '@hub/schema';
import { type Keys, openKeys } from '@hub/vault';
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
    const isNew = isUntouched(path);
    if (isNew) createKeys(path);
    const keys = openKeys(keysFolder(path), randomBytes, false);
    for (const name of keyNames) keys.ring(name);
    mkdirSync(storesFolder(path), { recursive: true, mode: 0o700 });
    return { path, keys, isNew, lock };
  } catch (error) {
    lock.release();
    throw error;
  }
}

const keysInMaking = (path: string): string => join(path, 'keys.new');

/** What a start leaves in a folder before there are keys. */
const leftBeforeKeys: ReadonlySet<string> = new Set(['lock.sqlite', 'lock.sqlite-journal', 'hub.lock', 'keys.new']);

const isUntouched = (path: string): boolean => readdirSync(path).every((name) => leftBeforeKeys.has(name));

/** All keys at once or none, whenever the process dies. */
function createKeys(path: string): void {
  rmSync(keysInMaking(path), { recursive: true, force: true });
  const keys = openKeys(keysInMaking(path), randomBytes, true);
  for (const name of keyNames) keys.ring(name);
  renameSync(keysInMaking(path), keysFolder(path));
}

/** Forgets the keys of a folder that turned out to belong to data of other keys. */
export const dropKeys = ({ path }: Pick<DataFolder, 'path'>): void =>
  rmSync(keysFolder(path), { recursive: true, force: true });
