import { createHmac, createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { privateKeyOf } from '@hub/gateway';
import { keysOfTest, nowOfTest } from '@hub/kernel/testing';
import { currentSecret } from '@hub/vault';
import { district } from '../house.ts';

type Part = Readonly<Record<string, unknown>>;

const ring = keysOfTest().ring('token-signing');
const own = privateKeyOf(currentSecret(ring));
const foreign = generateKeyPairSync('ed25519');
const elliptic = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const now = Math.floor(Date.parse(nowOfTest) / 1000);

export const goodHeader: Part = { alg: 'EdDSA', typ: 'at+jwt', kid: ring.current };
export const goodClaims: Part = {
  iss: 'hub',
  aud: 'hub',
  sub: 'demo-district-officer',
  jti: 'token_forged',
  role: 'district-officer',
  divisions: [district],
  iat: now,
  exp: now + 3600,
};

const encoded = (part: unknown): string => Buffer.from(JSON.stringify(part)).toString('base64url');
const withSignature = (head: string, signature: Uint8Array): string =>
  `${head}.${Buffer.from(signature).toString('base64url')}`;

/** A token of the right signer, with other claims or another header; a claim that is `undefined` is left out. */
export function forge(claims: Part = {}, header: Part = {}, key: KeyObject = own): string {
  const head = `${encoded({ ...goodHeader, ...header })}.${encoded({ ...goodClaims, ...claims })}`;
  return withSignature(head, sign(null, Buffer.from(head), key));
}

/** A token whose payload is the given text. */
export function forgeText(payload: string): string {
  const head = `${encoded(goodHeader)}.${Buffer.from(payload).toString('base64url')}`;
  return withSignature(head, sign(null, Buffer.from(head), own));
}

/** A token that nobody signed. */
export const unsigned = (alg: unknown, signature = ''): string =>
  `${encoded({ ...goodHeader, alg })}.${encoded(goodClaims)}.${signature}`;

/** A token of an algorithm with one secret, which is no secret. */
export function hmac(secret: string | Uint8Array, algorithm = 'HS256'): string {
  const head = `${encoded({ ...goodHeader, alg: algorithm })}.${encoded(goodClaims)}`;
  return withSignature(
    head,
    createHmac(`sha${algorithm.slice(2)}`, secret)
      .update(head)
      .digest(),
  );
}

export const publicPem = createPublicKey(own).export({ type: 'spki', format: 'pem' }).toString();
export const publicDer = new Uint8Array(createPublicKey(own).export({ type: 'spki', format: 'der' }));
export const publicRaw = new Uint8Array(publicDer.slice(-32));

/** A token of another signer, who brings his own key in the header. */
export const bringing = (parameter: string): string =>
  forge(
    {},
    {
      [parameter]: parameter === 'jwk' ? foreign.publicKey.export({ format: 'jwk' }) : 'https://attacker.example/keys',
    },
    foreign.privateKey,
  );

export const ofAnother = (): string => forge({}, {}, foreign.privateKey);

/** ECDSA of another key under our key id. */
export function confused(): string {
  const head = `${encoded({ ...goodHeader, alg: 'ES256' })}.${encoded(goodClaims)}`;
  return withSignature(
    head,
    sign('sha256', Buffer.from(head), { key: elliptic.privateKey, dsaEncoding: 'ieee-p1363' }),
  );
}

/** The right token, with one part changed. */
export function changed(change: (header: string, claims: string, signature: string) => string): string {
  const [header = '', claims = '', signature = ''] = forge().split('.');
  return change(header, claims, signature);
}

export const otherClaims = (claims: Part): string => encoded({ ...goodClaims, ...claims });
export const secondsFromNow = (seconds: number): number => now + seconds;
