import type { Clock } from '@hub/kernel';
import { errors, type JWTHeaderParameters, type JWTPayload, type JWTVerifyGetKey, jwtVerify } from 'jose';
import type { Bounds } from '../guards/bounds.ts';
import { claimsOf, type TokenClaims } from './claims.ts';
import type { TokenParties } from './issueToken.ts';

export const algorithms: readonly string[] = ['EdDSA', 'ES256', 'RS256'];
const skewSeconds = 5;
const longestToken = 8192;

/** Parameters by which a token brings or names its own key, or changes how it is read. */
const foreignParameters = ['jwk', 'jku', 'x5u', 'x5c', 'crit', 'b64', 'zip', 'enc'];

export type Verified = { readonly claims: TokenClaims } | { readonly cause: string };

export interface TokenTrust extends TokenParties {
  readonly keyOf: JWTVerifyGetKey;
  readonly bounds: Pick<Bounds, 'tokenHours'>;
  readonly clock: Clock;
}

/** Verifies bearer tokens; the cause of a failure is one word for the ledger, and never for the bearer. */
export function createTokenVerifier({ keyOf, issuer, audience, bounds, clock }: TokenTrust) {
  const guarded: JWTVerifyGetKey = (header, token) => {
    if (header.kid === undefined || foreignParameters.some((parameter) => parameter in header))
      throw new errors.JWSInvalid('header');
    return keyOf(header as JWTHeaderParameters, token);
  };
  return async (token: string): Promise<Verified> => {
    if (token.length > longestToken) return { cause: 'TOO_LONG' };
    const now = clock();
    try {
      const { payload } = await jwtVerify(token, guarded, {
        algorithms: [...algorithms],
        issuer,
        audience,
        typ: 'at+jwt',
        requiredClaims: ['sub', 'jti', 'iat', 'exp', 'role'],
        clockTolerance: skewSeconds,
        currentDate: now,
      });
      return checked(payload, now, bounds.tokenHours);
    } catch (error) {
      if (error instanceof errors.JOSEError) return { cause: causeOf(error) };
      throw error;
    }
  };
}

function checked(payload: JWTPayload, now: Date, mostHours: number): Verified {
  const { iat = 0, exp = 0 } = payload;
  if (iat > now.getTime() / 1000 + skewSeconds) return { cause: 'ISSUED_LATER' };
  if (exp - iat > mostHours * 3600) return { cause: 'LIFE_TOO_LONG' };
  const claims = claimsOf(payload);
  return claims ? { claims } : { cause: 'CLAIMS' };
}

const causes: Readonly<Record<string, string>> = {
  ERR_JWT_EXPIRED: 'EXPIRED',
  ERR_JWT_CLAIM_VALIDATION_FAILED: 'CLAIMS',
  ERR_JOSE_ALG_NOT_ALLOWED: 'ALGORITHM',
  ERR_JOSE_NOT_SUPPORTED: 'ALGORITHM',
  ERR_JWKS_NO_MATCHING_KEY: 'UNKNOWN_KEY',
  ERR_JWS_SIGNATURE_VERIFICATION_FAILED: 'SIGNATURE',
};

const causeOf = ({ code }: errors.JOSEError): string => causes[code] ?? 'MALFORMED';
