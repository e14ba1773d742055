import type { Clock, Ids } from '@hub/kernel';
import { currentSecret, type Keyring } from '@hub/vault';
import { SignJWT } from 'jose';
import { defaultSettings, type GatewaySettings } from '../settings.ts';
import type { TokenClaims } from './claims.ts';
import { ownAlgorithm, privateKeyOf } from './ownKeys.ts';

/** For whom a token is, and who issues it. */
export type TokenParties = Pick<GatewaySettings, 'issuer' | 'audience'>;

/** Signs a token that holds for the given number of seconds. */
export function issueToken(
  ring: Keyring,
  claims: Omit<TokenClaims, 'tokenId' | 'issuedAt'>,
  seconds: number,
  clock: Clock,
  ids: Ids,
  { issuer, audience }: TokenParties = defaultSettings,
): Promise<string> {
  const issuedAt = Math.floor(clock().getTime() / 1000);
  return new SignJWT({
    role: claims.role,
    divisions: claims.divisions,
    ...(claims.organisation && { organisation: claims.organisation }),
  })
    .setProtectedHeader({ alg: ownAlgorithm, typ: 'at+jwt', kid: ring.current })
    .setSubject(claims.subject)
    .setIssuer(issuer)
    .setAudience(audience)
    .setJti(ids('token'))
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + seconds)
    .sign(privateKeyOf(currentSecret(ring)));
}
