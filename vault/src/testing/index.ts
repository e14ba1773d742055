import { createHash, createSecretKey, type KeyObject } from 'node:crypto';
import { type Cipher, numberOf, versionOf } from '../cipher.ts';
import type { Keyring, Keys } from '../keys.ts';
import type { Randomness } from '../randomness.ts';

/** Bytes that look random and are the same for the same seed. */
export function seededRandomness(seed: string): Randomness {
  let counter = 0;
  return (bytes) => {
    const parts: Buffer[] = [];
    for (let length = 0; length < bytes; length += 32)
      parts.push(createHash('sha256').update(`${seed}:${counter++}`).digest());
    return Buffer.concat(parts).subarray(0, bytes);
  };
}

/** Keys of which every part is known, for tests only. */
export const keysOfTest = (seed = 'keys', cipher: Cipher = 'aes-256-gcm'): RotatingKeys => {
  const rings = new Map<string, RotatingRing>();
  const ringOf = (name: string): RotatingRing => {
    const ring = rings.get(name) ?? rotatingRing((version) => `${seed}:${name}${version}`, cipher);
    rings.set(name, ring);
    return ring;
  };
  return {
    ring: (name) => ringOf(name).ring,
    rotate: (name, next = cipher) => ringOf(name).rotate(next),
    finish: (name) => ringOf(name).finish(),
  };
};

/** Keys of a test whose versions change when the test says so. */
export interface RotatingKeys extends Keys {
  rotate(name: string, cipher?: Cipher): void;
  finish(name: string): void;
}

interface RotatingRing {
  readonly ring: Keyring;
  rotate(cipher: Cipher): void;
  finish(): void;
}

function rotatingRing(wordsOf: (version: string) => string, cipher: Cipher): RotatingRing {
  let current = versionOf(1, cipher);
  const secrets = new Map<string, KeyObject>();
  const add = (version: string) => {
    const words = wordsOf(numberOf(version) === 1 ? '' : version);
    secrets.set(version, createSecretKey(createHash('sha256').update(words).digest()));
    current = version;
  };
  add(current);
  return {
    ring: {
      get current() {
        return current;
      },
      get versions() {
        return [...secrets.keys()];
      },
      secret: (version) => secrets.get(version),
    },
    rotate: (next) => add(versionOf(numberOf(current) + 1, next)),
    finish() {
      for (const version of secrets.keys()) if (version !== current) secrets.delete(version);
    },
  };
}
