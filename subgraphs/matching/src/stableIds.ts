import { createHmac } from 'node:crypto';
import { currentSecret, type Keyring } from '@hub/vault';

/** Gives the same id for the same words always, and nobody learns the words from it. */
export type StableIds = (prefix: string, ...words: readonly string[]) => string;

const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';

/** Ids in the form of the kernel's, with 120 bits of an HMAC-SHA256 in Crockford's base 32. */
export const stableIdsOf =
  (ring: Keyring): StableIds =>
  (prefix, ...words) => {
    const mac = createHmac('sha256', currentSecret(ring))
      .update(JSON.stringify([prefix, ...words]))
      .digest();
    let text = '';
    for (const byte of mac.subarray(0, 24)) text += alphabet[byte & 31];
    return `${prefix}_${text}`;
  };
