import { createHash, createSecretKey } from 'node:crypto';
import type { Clock } from '../clock.ts';
import { createIds, type Ids, type Randomness } from '../ids.ts';
import type { Keyring, Keys } from '../keys.ts';
import type { Log } from '../log.ts';

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

export const seededIds = (seed: string): Ids => createIds(seededRandomness(seed));

/** A clock that stands still. */
export const fixedClock =
  (instant: string): Clock =>
  () =>
    new Date(instant);

/** Keys of which every part is known, for tests only. */
export const keysOfTest = (seed = 'keys'): Keys => ({
  ring(name): Keyring {
    const secret = createSecretKey(createHash('sha256').update(`${seed}:${name}`).digest());
    return { current: '1', secret: (version) => (version === '1' ? secret : undefined) };
  },
});

export interface LogOfTest extends Log {
  readonly lines: readonly { readonly level: string; readonly event: string; readonly fields: unknown }[];
}

/** A log that keeps its lines, so that a test can look for what must not be in them. */
export function logOfTest(): LogOfTest {
  const lines: { level: string; event: string; fields: unknown }[] = [];
  const keep =
    (level: string) =>
    (event: string, fields: unknown = {}) =>
      void lines.push({ level, event, fields });
  return { lines, info: keep('info'), warn: keep('warn'), error: keep('error') };
}
