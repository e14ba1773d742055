import { createHash, createSecretKey } from 'node:crypto';
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
export const keysOfTest = (seed = 'keys'): Keys => ({
  ring(name): Keyring {
    const secret = createSecretKey(createHash('sha256').update(`${seed}:${name}`).digest());
    return { current: '1', secret: (version) => (version === '1' ? secret : undefined) };
  },
});
