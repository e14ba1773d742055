import { createHash, createHmac, type KeyObject, timingSafeEqual } from 'node:crypto';
import { currentSecret, type Keyring } from './keys.ts';
import type { Randomness } from './randomness.ts';

/** Header that binds a carried request to subgraph, path, body, time and a nonce. */
export const signatureHeader = 'x-hub-signature';

const validForMs = 30_000;

/** Signs `<version>;<milliseconds>;<nonce>;<MAC>` over target, path, time, nonce and the digest of the body, which holds the caller. */
export function sign(
  ring: Keyring,
  target: string,
  path: string,
  body: string,
  now: Date,
  randomness: Randomness,
): string {
  const head = `${ring.current};${now.getTime()};${Buffer.from(randomness(12)).toString('base64url')}`;
  return `${head};${macOf(currentSecret(ring), target, path, head, body)}`;
}

const macOf = (secret: KeyObject, target: string, path: string, head: string, body: string): string =>
  createHmac('sha256', secret)
    .update([target, path, head, createHash('sha256').update(body).digest('base64url')].join('\n'))
    .digest('base64url');

/** Accepts each signed request once, while it is fresh. */
export interface Verifier {
  verify(signature: string | undefined, path: string, body: string, now: Date): boolean;
}

export function createVerifier(ring: Keyring, target: string): Verifier {
  const seen = new Map<string, number>();
  const forget = (before: number) => {
    for (const [nonce, at] of seen) {
      if (at >= before) return;
      seen.delete(nonce);
    }
  };
  return {
    verify(signature, path, body, now) {
      const [version = '', time = '', nonce = '', mac = ''] = (signature ?? '').split(';');
      const secret = ring.secret(version);
      const at = Number(time);
      if (!secret || !nonce || !(Math.abs(now.getTime() - at) <= validForMs)) return false;
      const expected = Buffer.from(macOf(secret, target, path, `${version};${time};${nonce}`, body));
      const met = Buffer.from(mac);
      if (expected.length !== met.length || !timingSafeEqual(expected, met)) return false;
      forget(now.getTime() - 2 * validForMs);
      if (seen.has(nonce)) return false;
      seen.set(nonce, now.getTime());
      return true;
    },
  };
}
