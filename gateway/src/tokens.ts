import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import type { Clock, Ids } from '@hub/kernel';
import { currentSecret, type Keyring } from '@hub/vault';
import {
  createLocalJWKSet,
  errors,
  exportJWK,
  type JSONWebKeySet,
  type JWTVerifyGetKey,
  jwtVerify,
  SignJWT,
} from 'jose';

export const issuer = 'hub';
export const audience = 'hub';
const algorithm = 'EdDSA';
const algorithms = [algorithm, 'ES256', 'RS256'];
const skewSeconds = 5;

/** What a token says of its bearer. */
export interface TokenClaims {
  readonly subject: string;
  readonly tokenId: string;
  readonly role: string;
  readonly divisions: readonly string[];
  readonly organisation: string | null;
}

/** PKCS #8 frame of a raw Ed25519 secret (RFC 8410, section 7). */
const ed25519Frame = Buffer.from('302e020100300506032b657004220420', 'hex');

const privateKeyOf = (secret: KeyObject): KeyObject =>
  createPrivateKey({ key: Buffer.concat([ed25519Frame, secret.export()]), format: 'der', type: 'pkcs8' });

/** The public keys that go with a signing keyring. */
export async function publicKeysOf(ring: Keyring): Promise<JSONWebKeySet> {
  const jwk = await exportJWK(createPublicKey(privateKeyOf(currentSecret(ring))));
  return { keys: [{ ...jwk, kid: ring.current, alg: algorithm, use: 'sig' }] };
}

/** Signs a token that holds for the given number of seconds. */
export function issueToken(
  ring: Keyring,
  claims: Omit<TokenClaims, 'tokenId'>,
  seconds: number,
  clock: Clock,
  ids: Ids,
): Promise<string> {
  const issuedAt = Math.floor(clock().getTime() / 1000);
  return new SignJWT({
    role: claims.role,
    divisions: claims.divisions,
    ...(claims.organisation && { organisation: claims.organisation }),
  })
    .setProtectedHeader({ alg: algorithm, typ: 'at+jwt', kid: ring.current })
    .setSubject(claims.subject)
    .setIssuer(issuer)
    .setAudience(audience)
    .setJti(ids('token'))
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + seconds)
    .sign(privateKeyOf(currentSecret(ring)));
}

/** Verifies bearer tokens; gives `null` for whatever is not a valid token of ours, without saying why. */
export function createTokenVerifier(keys: JSONWebKeySet, clock: Clock): (token: string) => Promise<TokenClaims | null> {
  const keySet: JWTVerifyGetKey = createLocalJWKSet(keys);
  return async (token) => {
    try {
      const { payload } = await jwtVerify(token, keySet, {
        algorithms,
        issuer,
        audience,
        typ: 'at+jwt',
        requiredClaims: ['sub', 'jti', 'exp', 'role'],
        clockTolerance: skewSeconds,
        currentDate: clock(),
      });
      return claimsOf(payload);
    } catch (error) {
      if (error instanceof errors.JOSEError) return null;
      throw error;
    }
  };
}

function claimsOf(payload: Readonly<Record<string, unknown>>): TokenClaims | null {
  const { sub, jti, role, divisions, organisation } = payload;
  const places = Array.isArray(divisions) && divisions.every((place) => typeof place === 'string') ? divisions : [];
  if (typeof sub !== 'string' || typeof jti !== 'string' || typeof role !== 'string') return null;
  return {
    subject: sub,
    tokenId: jti,
    role,
    divisions: places,
    organisation: typeof organisation === 'string' ? organisation : null,
  };
}
