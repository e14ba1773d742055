import { createHmac } from 'node:crypto';
import { cipherOf, hashOf } from './cipher.ts';
import { derive, type Keyring } from './keys.ts';
import type { Randomness } from './randomness.ts';
import { suitesOf } from './suites.ts';

/** Encrypts single fields and finds them by a keyed blind index; the version of the key says by which algorithms. */
export interface Sealer {
  /** `place` names table, column and row, so that a sealed value moved elsewhere does not open. */
  seal(text: string, place: string): string;
  /** Opens what `seal` gave for the same place; throws when it was altered or moved. */
  open(sealed: string, place: string): string;
  /** 128-bit keyed index of an already normalised value: equal values give equal indexes, and nothing else shows. */
  index(text: string, use: string): string;
  /** The index under each version of the key, the current one first: what to look for while a rotation goes on. */
  indexes(text: string, use: string): readonly string[];
}

/** Sealed text has the form `<key version>.<base64url of nonce, tag and ciphertext>`; the versions of SM keys begin with `s`. */
export function createSealer(sealing: Keyring, indexing: Keyring, randomness: Randomness): Sealer {
  const indexRings = new Map<string, Keyring>();
  const draw = pooled(randomness);
  const suites = suitesOf(sealing);
  const indexUnder = (version: string, text: string, use: string): string => {
    let ring = indexRings.get(use);
    if (!ring) {
      ring = derive(indexing, `blind-index:${use}`);
      indexRings.set(use, ring);
    }
    const secret = ring.secret(version);
    if (!secret) throw new Error(`The keyring has no version ${version}.`);
    const mac = createHmac(hashOf(version), secret).update(text).digest();
    return `${version}.${mac.subarray(0, 16).toString('base64url')}`;
  };
  return {
    seal(text, place) {
      const version = sealing.current;
      const suite = suites[cipherOf(version)];
      const nonce = draw(suite.nonceBytes);
      const { tag, body } = suite.encrypt(version, nonce, Buffer.from(text), Buffer.from(place));
      return `${version}.${Buffer.concat([nonce, tag, body]).toString('base64url')}`;
    },
    open(sealed, place) {
      const version = versionIn(sealed);
      if (!sealing.secret(version)) throw new Error(`No key of version ${version} for ${place.split(':')[0]}.`);
      const { nonceBytes, tagBytes, decrypt } = suites[cipherOf(version)];
      const bytes = Buffer.from(sealed.slice(version.length + 1), 'base64url');
      const encrypted = {
        tag: bytes.subarray(nonceBytes, nonceBytes + tagBytes),
        body: bytes.subarray(nonceBytes + tagBytes),
      };
      return decrypt(version, bytes.subarray(0, nonceBytes), encrypted, Buffer.from(place)).toString('utf8');
    },
    index: (text, use) => indexUnder(indexing.current, text, use),
    indexes(text, use) {
      const { current } = indexing;
      const versions = [current, ...indexing.versions.filter((version) => version !== current)];
      return versions.map((version) => indexUnder(version, text, use));
    },
  };
}

/** The version of the key under which a text was sealed or indexed. */
export const versionIn = (sealed: string): string => sealed.slice(0, Math.max(sealed.indexOf('.'), 0));

const drawBytes = 4096;

/** Nonces cut from larger draws, because a draw costs as much as a seal. */
function pooled(randomness: Randomness): (bytes: number) => Uint8Array {
  let pool: Uint8Array = new Uint8Array(0);
  let used = 0;
  return (bytes) => {
    if (used + bytes > pool.length) {
      pool = randomness(drawBytes);
      used = 0;
    }
    used += bytes;
    return pool.subarray(used - bytes, used);
  };
}

/** Seals and opens the columns of one table; `null` stays `null`, and a value opens only in the row that it was sealed for. */
export interface SealedColumns {
  seal(id: string, column: string, text: string | null): string | null;
  open(id: string, column: string, sealed: string | null): string | null;
}

export const sealedColumns = (sealer: Sealer, table: string): SealedColumns => ({
  seal: (id, column, text) => (text === null ? null : sealer.seal(text, `${table}.${column}:${id}`)),
  open: (id, column, sealed) => (sealed === null ? null : sealer.open(sealed, `${table}.${column}:${id}`)),
});
