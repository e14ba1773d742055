import { createHmac } from 'node:crypto';
import { hashOf } from './cipher.ts';
import type { Keyring } from './keys.ts';

/** Keyed MACs over texts, of the current version and of those before it. */
export interface Macs {
  readonly current: string;
  /** The MAC in hexadecimal; null when there is no key of that version. */
  mac(version: string, text: string): string | null;
}

/** HMAC (RFC 2104) with the hash of each version: SHA-256, or SM3. */
export const macsOf = (ring: Keyring): Macs => ({
  get current() {
    return ring.current;
  },
  mac(version, text) {
    const secret = ring.secret(version);
    return secret ? createHmac(hashOf(version), secret).update(text).digest('hex') : null;
  },
});
