import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import type { Keyring } from '@hub/vault';
import { errors, type JWTVerifyGetKey } from 'jose';

export const ownAlgorithm = 'EdDSA';

/** PKCS #8 frame of a raw Ed25519 secret (RFC 8410, section 7). */
const ed25519Frame = Buffer.from('302e020100300506032b657004220420', 'hex');

export const privateKeyOf = (secret: KeyObject): KeyObject =>
  createPrivateKey({ key: Buffer.concat([ed25519Frame, secret.export()]), format: 'der', type: 'pkcs8' });

/** Finds the public key of a version of our own keyring, as the ring is at that moment: it may turn while tokens are verified. */
export function ownKeys(ring: Keyring): JWTVerifyGetKey {
  const publicKeys = new WeakMap<KeyObject, KeyObject>();
  return ({ alg, kid }) => {
    const secret = alg === ownAlgorithm && kid !== undefined ? ring.secret(kid) : undefined;
    if (!secret) throw new errors.JWKSNoMatchingKey();
    let key = publicKeys.get(secret);
    if (!key) {
      key = createPublicKey(privateKeyOf(secret));
      publicKeys.set(secret, key);
    }
    return key;
  };
}
