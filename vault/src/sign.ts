import { createHash, createHmac, type KeyObject, timingSafeEqual } from 'node:crypto';
import { hashOf } from './cipher.ts';
import { currentSecret, type Keyring } from './keys.ts';
import type { Randomness } from './randomness.ts';

/** Header that binds a carried request to subgraph, method, path, body, time and a nonce. */
export const signatureHeader = 'x-hub-signature';

/** What is signed; the body holds viewer, purpose and everything else that a subgraph decides by. */
export interface CarriedRequest {
  readonly method: string;
  readonly path: string;
  readonly body: string;
}

const validForMs = 30_000;
const mostRemembered = 1_000_000;
const shape = /^(s?\d{1,6});(\d{13});([\w-]{16});([\w-]{43})$/;

/** Signs as `<version>;<milliseconds>;<nonce>;<MAC>`, where the MAC is over subgraph, method, path, version, time, nonce and the digest of the body. */
export function sign(
  ring: Keyring,
  target: string,
  request: CarriedRequest,
  now: Date,
  randomness: Randomness,
): string {
  const head = `${ring.current};${now.getTime()};${Buffer.from(randomness(12)).toString('base64url')}`;
  return `${head};${macOf(currentSecret(ring), hashOf(ring.current), target, request, head)}`;
}

function macOf(
  secret: KeyObject,
  hash: 'sha256' | 'sm3',
  target: string,
  { method, path, body }: CarriedRequest,
  head: string,
): string {
  const digest = createHash(hash).update(body).digest('base64url');
  return createHmac(hash, secret).update([target, method, path, head, digest].join('\n')).digest('base64url');
}

/** Accepts each signed request once, while it is fresh. */
export interface Verifier {
  /** Whether a signature could be one, before the body is read: its form, its version and its time. */
  isPlausible(signature: unknown, now: Date): signature is string;
  verify(signature: unknown, request: CarriedRequest, now: Date): boolean;
}

/** A verifier remembers what it took; what was signed before it was there may have been taken by the one before, so it takes none of that. */
export function createVerifier(ring: Keyring, target: string, since: Date): Verifier {
  const seen = new Map<string, number>();
  const forget = (before: number) => {
    for (const [nonce, at] of seen) {
      if (at >= before) return;
      seen.delete(nonce);
    }
  };
  const read = (signature: unknown, now: Date) => {
    const [, version = '', time = '', nonce = '', mac = ''] = shape.exec(String(signature)) ?? [];
    const at = Number(time);
    const isFresh = Math.abs(now.getTime() - at) <= validForMs && at >= since.getTime();
    const secret = isFresh && version !== '' ? ring.secret(version) : undefined;
    return secret && { secret, version, time, nonce, mac };
  };
  return {
    isPlausible: (signature, now): signature is string => read(signature, now) !== undefined,
    verify(signature, request, now) {
      const met = read(signature, now);
      if (!met) return false;
      const { secret, version, time, nonce, mac } = met;
      const expected = macOf(secret, hashOf(version), target, request, `${version};${time};${nonce}`);
      if (!timingSafeEqual(Buffer.from(expected), Buffer.from(mac))) return false;
      forget(now.getTime() - 2 * validForMs);
      if (seen.has(nonce) || seen.size >= mostRemembered) return false;
      seen.set(nonce, now.getTime());
      return true;
    },
  };
}
