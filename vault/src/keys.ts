import { createSecretKey, hkdfSync, type KeyObject } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Randomness } from './randomness.ts';

/** Versions of one secret: new work uses the current one, old work still finds its own. */
export interface Keyring {
  readonly current: string;
  /** The secret of a version, 32 bytes; undefined when it is unknown. A key object, because raw bytes cost six times as much at each use. */
  secret(version: string): KeyObject | undefined;
}

/** Gives the keyring of a name, such as `cursor` or `seal`. */
export interface Keys {
  ring(name: string): Keyring;
}

interface KeyFile {
  readonly current: string;
  readonly versions: Readonly<Record<string, string>>;
}

export class KeysMissing extends Error {
  constructor(file: string) {
    super(`The key ${file} is missing beside existing data. Put the keys back; without them the data cannot be read.`);
    this.name = 'KeysMissing';
  }
}

/**
 * Keys in a folder of mode 0700, one file of mode 0600 for each name.
 * Missing keys are made only when `mayCreate` says that the data folder is new.
 */
export function openKeys(folder: string, randomness: Randomness, mayCreate: boolean): Keys {
  if (mayCreate) mkdirSync(folder, { recursive: true, mode: 0o700 });
  const rings = new Map<string, Keyring>();
  return {
    ring(name) {
      let ring = rings.get(name);
      if (!ring) {
        ring = ringOf(readOrCreate(join(folder, `${name}.key.json`), randomness, mayCreate));
        rings.set(name, ring);
      }
      return ring;
    },
  };
}

function readOrCreate(file: string, randomness: Randomness, mayCreate: boolean): KeyFile {
  if (existsSync(file)) {
    if ((statSync(file).mode & 0o077) !== 0)
      throw new Error(`The key ${file} can be read by others; expected mode 0600.`);
    return parseKey(file);
  }
  if (!mayCreate) throw new KeysMissing(file);
  const made: KeyFile = { current: '1', versions: { 1: Buffer.from(randomness(32)).toString('base64') } };
  writeFileSync(file, `${JSON.stringify(made)}\n`, { mode: 0o600, flag: 'wx' });
  return made;
}

function parseKey(file: string): KeyFile {
  try {
    const key = JSON.parse(readFileSync(file, 'utf8')) as KeyFile;
    if (Buffer.from(key.versions[key.current] ?? '', 'base64').length === 32) return key;
  } catch {
    // What the file holds is a secret: the sentence tells nothing of it.
  }
  throw new Error(`The key ${file} is broken. Put the right one back; without it the data cannot be read.`);
}

const ringOf = ({ current, versions }: KeyFile): Keyring => {
  const secrets = new Map(
    Object.entries(versions).map(([version, text]) => [version, createSecretKey(Buffer.from(text, 'base64'))]),
  );
  return { current, secret: (version) => secrets.get(version) };
};

/** A keyring whose secrets are derived from another's for one purpose (HKDF-SHA256, RFC 5869), so that no two uses share a key. */
export function derive(ring: Keyring, use: string): Keyring {
  const derived = new Map<string, KeyObject>();
  return {
    current: ring.current,
    secret(version) {
      const known = derived.get(version);
      if (known) return known;
      const root = ring.secret(version);
      if (!root) return undefined;
      const secret = createSecretKey(Buffer.from(hkdfSync('sha256', root, Buffer.alloc(0), use, 32)));
      derived.set(version, secret);
      return secret;
    },
  };
}

/** The current secret of a keyring; a keyring without it is broken. */
export function currentSecret(ring: Keyring): KeyObject {
  const secret = ring.secret(ring.current);
  if (!secret) throw new Error(`The keyring has no version ${ring.current}.`);
  return secret;
}
