import { isIP } from 'node:net';
import { type Bounds, defaultBounds, readBounds } from './guards/bounds.ts';

/** What an operator may set of the door. */
export interface GatewaySettings {
  readonly bounds: Bounds;
  /** Who must have issued a token, and for whom. */
  readonly issuer: string;
  readonly audience: string;
  /** File or address of the key set of another issuer; `null` means the folder's own signing key. */
  readonly jwks: string | null;
  /** Addresses of proxies whose word is taken for how a request came. */
  readonly trustedProxies: readonly string[];
}

export const defaultSettings: GatewaySettings = Object.freeze({
  bounds: defaultBounds,
  issuer: 'hub',
  audience: 'hub',
  jwks: null,
  trustedProxies: [],
});

/** Reads `HUB_ISSUER`, `HUB_AUDIENCE`, `HUB_JWKS`, `HUB_TRUSTED_PROXIES` and `HUB_BOUND_…`; a wrong one ends the start with one sentence. */
export function readSettings(environment: Readonly<Record<string, string | undefined>>): GatewaySettings {
  return Object.freeze({
    bounds: readBounds(environment),
    issuer: environment.HUB_ISSUER || defaultSettings.issuer,
    audience: environment.HUB_AUDIENCE || defaultSettings.audience,
    jwks: environment.HUB_JWKS || null,
    trustedProxies: proxiesIn(environment.HUB_TRUSTED_PROXIES ?? ''),
  });
}

function proxiesIn(text: string): readonly string[] {
  const proxies = text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
  for (const proxy of proxies) {
    const [address = '', bits, ...rest] = proxy.split('/');
    const longest = isIP(address) === 6 ? 128 : 32;
    const isRange = bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= longest);
    if (isIP(address) === 0 || !isRange || rest.length > 0)
      throw new Error(`HUB_TRUSTED_PROXIES names "${proxy}", expected addresses or ranges such as 10.0.0.0/8.`);
  }
  return proxies;
}
