import { createCipheriv, createDecipheriv, createHmac, timingSafeEqual } from 'node:crypto';
import type { Cipher } from './cipher.ts';
import { derive, type Keyring } from './keys.ts';

/** Authenticated encryption with associated data, under one version of a key. */
export interface Suite {
  readonly nonceBytes: number;
  readonly tagBytes: number;
  encrypt(version: string, nonce: Uint8Array, text: Buffer, place: Buffer): Encrypted;
  /** Throws when anything was altered. */
  decrypt(version: string, nonce: Uint8Array, encrypted: Encrypted, place: Buffer): Buffer;
}

export interface Encrypted {
  readonly tag: Buffer;
  readonly body: Buffer;
}

/** The suites over one keyring; a version that it does not have is the caller's business. */
export const suitesOf = (ring: Keyring): Readonly<Record<Cipher, Suite>> => ({
  'aes-256-gcm': aesGcm(ring),
  'sm4-ctr-hmac-sm3': sm4WithHmac(ring),
});

const secretOf = (ring: Keyring, version: string) => {
  const secret = ring.secret(version);
  if (!secret) throw new Error(`No key of version ${version}.`);
  return secret;
};

/** NIST SP 800-38D. */
const aesGcm = (ring: Keyring): Suite => ({
  nonceBytes: 12,
  tagBytes: 16,
  encrypt(version, nonce, text, place) {
    const cipher = createCipheriv('aes-256-gcm', secretOf(ring, version), nonce);
    cipher.setAAD(place);
    const body = Buffer.concat([cipher.update(text), cipher.final()]);
    return { tag: cipher.getAuthTag(), body };
  },
  decrypt(version, nonce, { tag, body }, place) {
    const decipher = createDecipheriv('aes-256-gcm', secretOf(ring, version), nonce, { authTagLength: 16 });
    decipher.setAAD(place);
    decipher.setAuthTag(tag);
    return Buffer.concat([decipher.update(body), decipher.final()]);
  },
});

/** Encrypt, then MAC, with a key for each: Node's OpenSSL has no SM4-GCM. GB/T 32907 (SM4), GB/T 32905 (SM3). */
function sm4WithHmac(ring: Keyring): Suite {
  const encrypting = derive(ring, 'sm4-ctr', 16);
  const authenticating = derive(ring, 'hmac-sm3');
  const tagOf = (version: string, nonce: Uint8Array, body: Buffer, place: Buffer): Buffer => {
    // The length keeps the border between place and nonce where it is.
    const length = Buffer.alloc(8);
    length.writeBigUInt64BE(BigInt(place.length));
    return createHmac('sm3', secretOf(authenticating, version))
      .update(length)
      .update(place)
      .update(nonce)
      .update(body)
      .digest();
  };
  return {
    nonceBytes: 16,
    tagBytes: 32,
    encrypt(version, nonce, text, place) {
      const cipher = createCipheriv('sm4-ctr', secretOf(encrypting, version), nonce);
      const body = Buffer.concat([cipher.update(text), cipher.final()]);
      return { tag: tagOf(version, nonce, body, place), body };
    },
    decrypt(version, nonce, { tag, body }, place) {
      const expected = tagOf(version, nonce, body, place);
      if (tag.length !== expected.length || !timingSafeEqual(tag, expected))
        throw new Error('A sealed value was altered or moved.');
      const decipher = createDecipheriv('sm4-ctr', secretOf(encrypting, version), nonce);
      return Buffer.concat([decipher.update(body), decipher.final()]);
    },
  };
}
