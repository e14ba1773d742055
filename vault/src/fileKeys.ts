import {
  closeSync,
  constants,
  fstatSync,
  fsyncSync,
  lstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  type Stats,
  writeFileSync,
} from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import type { Cipher } from './cipher.ts';
import { newKeyText } from './keyText.ts';
import { KeyFailure, type KeyProvider, requireKeyName } from './provider.ts';
import type { Randomness } from './randomness.ts';

const fileOf = (folder: string, name: string): string => join(folder, `${name}.key.json`);

/** Keys in a folder of mode 0700, one file of mode 0600 for each name, all of the user who runs the program. */
export function fileKeys(folder: string): KeyProvider {
  const read = (name: string): string | null => {
    requireKeyName(name);
    if (!isOwnFolder(folder)) return null;
    return readOwnFile(fileOf(folder, name));
  };
  return {
    name: `file:${folder}`,
    placeOf: (name) => fileOf(folder, name),
    read,
    missing: (name) =>
      new KeyFailure(
        `The key ${fileOf(folder, name)} is missing beside existing data. Put the keys back; without them the data cannot be read.`,
      ),
    reread: async (name) => read(name),
    replace(name, text) {
      requireKeyName(name);
      isOwnFolder(folder);
      replaceFile(folder, fileOf(folder, name), text);
    },
    pollMs: 5_000,
  };
}

/** Makes a folder with the first version of each key. */
export function createKeyFiles(
  folder: string,
  names: readonly string[],
  { cipher, randomness, now }: { readonly cipher: Cipher; readonly randomness: Randomness; readonly now: Date },
): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  for (const name of names) {
    requireKeyName(name);
    replaceFile(folder, fileOf(folder, name), newKeyText(cipher, randomness, now));
  }
}

function isOwnFolder(folder: string): boolean {
  const stats = lstatSync(folder, { throwIfNoEntry: false });
  if (!stats) return false;
  if (!stats.isDirectory()) throw new KeyFailure(`${folder} is no folder; expected the folder of the keys.`);
  requireOwn(folder, stats, 0o700);
  return true;
}

/** What is checked is what is read: the file is opened first, and links are not followed. */
function readOwnFile(file: string): string | null {
  let opened: number;
  try {
    opened = openSync(file, constants.O_RDONLY | constants.O_NOFOLLOW);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return null;
    throw new KeyFailure(
      code === 'ELOOP'
        ? `The key ${file} is a link; expected the file itself.`
        : `The key ${file} cannot be opened (${code}); expected a file that this user may read.`,
    );
  }
  try {
    const stats = fstatSync(opened);
    if (!stats.isFile()) throw new KeyFailure(`The key ${file} is no file.`);
    requireOwn(file, stats, 0o600);
    return readFileSync(opened, 'utf8');
  } finally {
    closeSync(opened);
  }
}

function requireOwn(path: string, { mode, uid }: Stats, allowed: number): void {
  const met = mode & 0o777;
  if ((met & ~allowed) !== 0)
    throw new KeyFailure(
      `${path} is open to others: its mode is ${octal(met)}, expected mode ${octal(allowed)} at most.`,
    );
  const user = userInfo().uid;
  // Windows has no user numbers and says -1.
  if (user >= 0 && uid !== user)
    throw new KeyFailure(`${path} belongs to user ${uid}; expected user ${user}, who runs this program.`);
}

const octal = (mode: number): string => `0${mode.toString(8).padStart(3, '0')}`;

function replaceFile(folder: string, file: string, text: string): void {
  const making = `${file}.new`;
  rmSync(making, { force: true });
  writeFileSync(making, text, { mode: 0o600, flag: 'wx', flush: true });
  renameSync(making, file);
  const opened = openSync(folder, constants.O_RDONLY);
  try {
    fsyncSync(opened);
  } finally {
    closeSync(opened);
  }
}
