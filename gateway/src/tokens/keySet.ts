import { createPublicKey } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { type Clock, faultFields, type Log } from '@hub/kernel';
import { createLocalJWKSet, errors, type JSONWebKeySet, type JWK, type JWTVerifyGetKey } from 'jose';

const cooldownMs = 30_000;
const addressKeptMs = 600_000;
const fileKeptMs = 5000;
/** While its issuer does not answer, a key set holds that long and no longer. */
const staleMs = 3_600_000;
const fetchMs = 5000;
const largestSet = 262_144;
const smallestModulus = 2048;

export interface KeySetParts {
  /** Path of a file, or an `https:` address; `http:` for this machine only. */
  readonly location: string;
  readonly clock: Clock;
  readonly log: Log;
}

interface Loaded {
  readonly find: JWTVerifyGetKey;
  readonly at: number;
}

/** The keys of another issuer: kept, read again at intervals and for an unknown key id, so that they may turn while serving. */
export async function openKeySet({ location, clock, log }: KeySetParts): Promise<JWTVerifyGetKey> {
  const isAddress = /^https?:/i.test(location);
  const read = isAddress ? () => readAddress(addressOf(location)) : () => readKeyFile(location);
  const keptMs = isAddress ? addressKeptMs : fileKeptMs;
  let loaded: Loaded | null = null;
  let triedAt = Number.NEGATIVE_INFINITY;
  let reading: Promise<void> | null = null;

  const refresh = (): Promise<void> => {
    triedAt = clock().getTime();
    reading ??= read()
      .then((set) => {
        loaded = { find: createLocalJWKSet(usable(set)), at: clock().getTime() };
      })
      .catch((failure: unknown) => log.error('key set unreadable', faultFields(failure)))
      .finally(() => {
        reading = null;
      });
    return reading;
  };
  const find: JWTVerifyGetKey = (header, token) => {
    if (!loaded || clock().getTime() - loaded.at > staleMs) throw new errors.JWKSNoMatchingKey();
    return loaded.find(header, token);
  };

  // A file that cannot be read is a mistake of the operator; an issuer that does not answer may answer later.
  if (isAddress) await refresh();
  else {
    usable(await read());
    await refresh();
  }
  return async (header, token) => {
    const now = clock().getTime();
    const isOld = !loaded || now - loaded.at > keptMs;
    if (isOld && now - triedAt >= Math.min(cooldownMs, keptMs)) await refresh();
    try {
      return await find(header, token);
    } catch (error) {
      const mayBeNew = error instanceof errors.JWKSNoMatchingKey && now - triedAt >= cooldownMs;
      if (!mayBeNew) throw error;
      await refresh();
      return find(header, token);
    }
  };
}

/** Keys that verify with our algorithms: no secrets, no private halves, no RSA below 2,048 bits; the rest is left out. */
function usable(set: unknown): JSONWebKeySet {
  const keys = (set as { readonly keys?: unknown } | null)?.keys;
  if (!Array.isArray(keys)) throw new Error('A key set is an object with "keys" (RFC 7517).');
  return { keys: keys.filter(isUsable) };
}

const isUsable = (key: JWK): boolean =>
  typeof key === 'object' &&
  key !== null &&
  typeof key.kid === 'string' &&
  key.d === undefined &&
  ((key.kty === 'OKP' && key.crv === 'Ed25519') ||
    (key.kty === 'EC' && key.crv === 'P-256') ||
    (key.kty === 'RSA' && modulusOf(key) >= smallestModulus));

function modulusOf(key: JWK): number {
  try {
    return createPublicKey({ key: { ...key }, format: 'jwk' }).asymmetricKeyDetails?.modulusLength ?? 0;
  } catch {
    return 0;
  }
}

async function readKeyFile(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, 'utf8'));
  } catch (cause) {
    throw new Error(`HUB_JWKS names ${path}, expected a file with a JSON Web Key Set or an https: address.`, { cause });
  }
}

const thisMachine: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]']);

function addressOf(location: string): URL {
  const url = URL.canParse(location) ? new URL(location) : null;
  if (url?.protocol === 'https:' || (url?.protocol === 'http:' && thisMachine.has(url.hostname))) return url;
  throw new Error('HUB_JWKS is an address that anybody on the way could change; expected https:.');
}

async function readAddress(url: URL): Promise<unknown> {
  const response = await fetch(url, {
    headers: { accept: 'application/json' },
    redirect: 'error',
    signal: AbortSignal.timeout(fetchMs),
  });
  if (!response.ok) throw new Error(`The key set was answered with ${response.status}.`);
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of response.body ?? []) {
    bytes += part.byteLength;
    if (bytes > largestSet) throw new Error(`The key set is larger than ${largestSet} bytes.`);
    parts.push(part);
  }
  return JSON.parse(Buffer.concat(parts).toString('utf8'));
}
