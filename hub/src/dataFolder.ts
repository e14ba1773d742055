import { randomBytes } from 'node:crypto';
import { accessSync, constants, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { subgraphNames } from '@hub/schema';
import { createKeyFiles, type OpenedKeys, openKeys, readVaultConfig, type VaultConfig } from '@hub/vault';
import { type HeldLock, holdLock } from './lock.ts';

/** A data folder that this process alone may write, until it is released. */
export interface DataFolder {
  readonly path: string;
  readonly keys: OpenedKeys;
  readonly vault: VaultConfig;
  /** Whether the keys were made just now, so that no data can belong to them. */
  readonly keysAreNew: boolean;
  /** Keys of a later version of the hub that were made just now beside the others. */
  readonly addedKeys: readonly string[];
  readonly lock: HeldLock;
}

/** Keys that folders of older versions do not have, in the groups in which they came; of each group the one by which it is recognised last. */
const laterKeyNames = [['audit-pseudonym', 'audit-seal'], ['carrier-operations']] as const;

/** All keys of a hub; what each is for is in the README of the vault. */
export const keyNames: readonly string[] = [
  'seal',
  'blind-index',
  'cursor',
  'pseudonym',
  'resource-id',
  'token-signing',
  ...laterKeyNames[0],
  ...subgraphNames.map((name) => `carrier-${name}`),
];

export const storesFolder = (folder: string): string => join(folder, 'stores');

/** Opens the keys of an existing folder, for commands that only sign or read. */
export const openExistingKeys = (folder: string): OpenedKeys => openKeys(readVaultConfig(resolve(folder)).provider);

/** Takes the folder for this process; keys are made only together with a new one, and only where they are files. */
export function openDataFolder(folder: string): DataFolder {
  const path = resolve(folder);
  const vault = readVaultConfig(path);
  mkdirSync(path, { recursive: true, mode: 0o700 });
  accessSync(path, constants.W_OK);
  const lock = holdLock(path);
  try {
    const keysAreNew = isUntouched(path) && createKeys(vault);
    const addedKeys = addLaterKeys(vault);
    const keys = openKeys(vault.provider);
    for (const name of keyNames) keys.ring(name);
    mkdirSync(storesFolder(path), { recursive: true, mode: 0o700 });
    return { path, keys, vault, keysAreNew, addedKeys, lock };
  } catch (error) {
    lock.release();
    throw error;
  }
}

/** What a start leaves in a folder before there are keys. */
const leftBeforeKeys: ReadonlySet<string> = new Set(['lock.sqlite', 'lock.sqlite-journal', 'hub.lock', 'keys.new']);

const isUntouched = (path: string): boolean => readdirSync(path).every((name) => leftBeforeKeys.has(name));

/** All keys at once or none, whenever the process dies; keys that are there already, in a folder of their own, stay. */
function createKeys({ folder, provider, cipher }: VaultConfig): boolean {
  if (folder === null || provider.read('seal') !== null) return false;
  const making = `${folder}.new`;
  rmSync(making, { recursive: true, force: true });
  createKeyFiles(making, keyNames, { cipher, randomness: randomBytes, now: new Date() });
  renameSync(making, folder);
  return true;
}

/**
 * A folder from before there was a ledger with seals, or stored questions, gets the keys of them once. Where the ledger was sealed by
 * others that are lost, it does not open, and these are dropped again.
 */
function addLaterKeys({ folder, provider, cipher }: VaultConfig): readonly string[] {
  if (folder === null || provider.read('seal') === null) return [];
  const missing = laterKeyNames
    .filter((group) => provider.read(group.at(-1) ?? '') === null)
    .flatMap((group) => group.filter((name) => provider.read(name) === null));
  createKeyFiles(folder, missing, { cipher, randomness: randomBytes, now: new Date() });
  return missing;
}

/** Forgets keys that were made just now beside others, because the ledger was sealed by other ones. */
export function dropAddedKeys({ vault, addedKeys }: Pick<DataFolder, 'vault' | 'addedKeys'>): void {
  for (const name of addedKeys) rmSync(vault.provider.placeOf(name), { force: true });
}

/** Forgets keys that were made just now, because the data turned out to be of other ones. */
export function dropKeys({ vault, keysAreNew }: Pick<DataFolder, 'vault' | 'keysAreNew'>): void {
  if (keysAreNew && vault.folder !== null) rmSync(vault.folder, { recursive: true, force: true });
}
