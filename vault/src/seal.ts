import { createCipheriv, createDecipheriv, createHmac } from 'node:crypto';
import { currentSecret, derive, type Keyring } from './keys.ts';
import type { Randomness } from './randomness.ts';

/** Encrypts single fields (AES-256-GCM, NIST SP 800-38D) and finds them by a keyed blind index. */
export interface Sealer {
  /** `place` names table, column and row, so that a sealed value moved elsewhere does not open. */
  seal(text: string, place: string): string;
  /** Opens what `seal` gave for the same place; throws when it was altered or moved. */
  open(sealed: string, place: string): string;
  /** 128-bit keyed index of an already normalised value: equal values give equal indexes, and nothing else shows. */
  index(text: string, use: string): string;
}

const nonceBytes = 12;
const tagBytes = 16;

/** Sealed text has the form `<key version>.<base64url of nonce, tag and ciphertext>`. */
export function createSealer(sealing: Keyring, indexing: Keyring, randomness: Randomness): Sealer {
  const indexRings = new Map<string, Keyring>();
  const nonces = pooled(randomness);
  return {
    seal(text, place) {
      const nonce = nonces();
      const cipher = createCipheriv('aes-256-gcm', currentSecret(sealing), nonce);
      cipher.setAAD(Buffer.from(place));
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return `${sealing.current}.${Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64url')}`;
    },
    open(sealed, place) {
      const dot = sealed.indexOf('.');
      const secret = sealing.secret(sealed.slice(0, dot));
      if (!secret) throw new Error(`No key of version ${sealed.slice(0, dot)} for ${place.split(':')[0]}.`);
      const bytes = Buffer.from(sealed.slice(dot + 1), 'base64url');
      const decipher = createDecipheriv('aes-256-gcm', secret, bytes.subarray(0, nonceBytes));
      decipher.setAAD(Buffer.from(place));
      decipher.setAuthTag(bytes.subarray(nonceBytes, nonceBytes + tagBytes));
      return Buffer.concat([decipher.update(bytes.subarray(nonceBytes + tagBytes)), decipher.final()]).toString('utf8');
    },
    index(text, use) {
      let ring = indexRings.get(use);
      if (!ring) {
        ring = derive(indexing, `blind-index:${use}`);
        indexRings.set(use, ring);
      }
      const mac = createHmac('sha256', currentSecret(ring)).update(text).digest();
      return `${indexing.current}.${mac.subarray(0, 16).toString('base64url')}`;
    },
  };
}

/** Nonces cut from larger draws, because a draw costs as much as a seal. */
function pooled(randomness: Randomness): () => Uint8Array {
  let pool: Uint8Array = new Uint8Array(0);
  let used = 0;
  return () => {
    if (used === pool.length) {
      pool = randomness(nonceBytes * 256);
      used = 0;
    }
    used += nonceBytes;
    return pool.subarray(used - nonceBytes, used);
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
