import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { logOfTest } from '@hub/kernel/testing';
import { exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { defaultBounds } from '../guards/bounds.ts';
import { openKeySet } from './keySet.ts';
import { createTokenVerifier } from './verifyToken.ts';

interface Signer {
  readonly jwk: JWK;
  sign(header?: Readonly<Record<string, unknown>>): Promise<string>;
}

let now: Date;
const clock = () => now;
const later = (seconds: number) => {
  now = new Date(now.getTime() + seconds * 1000);
};
beforeEach(() => {
  now = new Date('2026-11-21T04:00:00Z');
});

async function signer(alg: string, kid: string, options: { readonly modulusLength?: number } = {}): Promise<Signer> {
  const { publicKey, privateKey } = await generateKeyPair(alg, { extractable: true, ...options });
  return {
    jwk: { ...(await exportJWK(publicKey)), kid, alg, use: 'sig' },
    sign: (header = {}) =>
      new SignJWT({ role: 'analyst' })
        .setProtectedHeader({ alg, typ: 'at+jwt', kid, ...header })
        .setSubject('somebody')
        .setJti('token_1')
        .setIssuer('https://issuer.example')
        .setAudience('hub')
        .setIssuedAt(now)
        .setExpirationTime(Math.floor(now.getTime() / 1000) + 3600)
        .sign(privateKey),
  };
}

async function verifierOf(location: string) {
  const log = logOfTest();
  const keyOf = await openKeySet({ location, clock, log });
  const verify = createTokenVerifier({
    keyOf,
    issuer: 'https://issuer.example',
    audience: 'hub',
    bounds: defaultBounds,
    clock,
  });
  return async (token: string): Promise<string> => {
    const verified = await verify(token);
    return 'claims' in verified ? verified.claims.subject : verified.cause;
  };
}

describe('a key set in a file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'hub-keys-'));
  const file = join(folder, 'jwks.json');
  const write = (...keys: readonly JWK[]) => writeFileSync(file, JSON.stringify({ keys }));
  afterAll(() => rmSync(folder, { recursive: true }));

  test.each(['EdDSA', 'ES256', 'RS256'])('verifies %s', async (alg) => {
    const { jwk, sign } = await signer(alg, 'one');
    write(jwk);
    const verified = await verifierOf(file);
    expect(await verified(await sign())).toBe('somebody');
    expect(await verified(await sign({ kid: 'two' }))).toBe('UNKNOWN_KEY');
  });

  test.each([
    ['a secret', { kty: 'oct', k: Buffer.from('secret').toString('base64url'), kid: 'one', alg: 'HS256' }],
    ['a key without an id', { kid: undefined }],
    ['a key for encryption', { use: 'enc' }],
    ['the private half', { d: 'AAAA' }],
    ['a key of another algorithm', { alg: 'RS256' }],
    ['a key of another curve', { kty: 'OKP', crv: 'Ed448' }],
  ])('does not verify by %s', async (_, change) => {
    const { jwk, sign } = await signer('EdDSA', 'one');
    write({ ...jwk, ...change } as JWK);
    expect(await (await verifierOf(file))(await sign())).toBe('UNKNOWN_KEY');
  });

  test('does not verify by RSA below 2,048 bits', async () => {
    const weak = await crypto.subtle.generateKey(
      { name: 'RSASSA-PKCS1-v1_5', modulusLength: 1024, publicExponent: new Uint8Array([1, 0, 1]), hash: 'SHA-256' },
      true,
      ['sign', 'verify'],
    );
    const { sign } = await signer('RS256', 'one');
    write({ ...(await exportJWK(weak.publicKey)), kid: 'one', alg: 'RS256' });
    expect(await (await verifierOf(file))(await sign())).toBe('UNKNOWN_KEY');
  });

  test('turns while tokens are verified', async () => {
    const [old, fresh] = [await signer('EdDSA', 'old'), await signer('ES256', 'fresh')];
    write(old.jwk);
    const verified = await verifierOf(file);
    expect(await verified(await old.sign())).toBe('somebody');
    write(fresh.jwk);
    later(6);
    expect(await verified(await fresh.sign())).toBe('somebody');
    expect(await verified(await old.sign())).toBe('UNKNOWN_KEY');
  });

  test('is kept while the file is broken, for an hour and no longer', async () => {
    const { jwk, sign } = await signer('EdDSA', 'one');
    write(jwk);
    const verified = await verifierOf(file);
    writeFileSync(file, '{"keys": [');
    later(600);
    expect(await verified(await sign())).toBe('somebody');
    later(3600);
    expect(await verified(await sign())).toBe('UNKNOWN_KEY');
  });

  test.each([
    ['that is not there', join(folder, 'none.json'), /expected a file with a JSON Web Key Set/],
    ['at an address that anybody could change', 'http://issuer.example/keys', /expected https/],
  ])('%s ends the start', async (_, location, sentence) => {
    await expect(openKeySet({ location, clock, log: logOfTest() })).rejects.toThrow(sentence);
  });
});

describe('a key set at an address', () => {
  let server: Server;
  let location: string;
  let asked = 0;
  let answer: { readonly status: number; readonly body: string };
  const give = (...keys: readonly JWK[]) => {
    answer = { status: 200, body: JSON.stringify({ keys }) };
  };
  beforeAll(async () => {
    server = createServer((_request, response) => {
      asked++;
      response.writeHead(answer.status, { location: '/elsewhere' }).end(answer.body);
    });
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
    location = `http://127.0.0.1:${(server.address() as AddressInfo).port}/keys`;
  });
  afterAll(() => void server.close());
  beforeEach(() => {
    asked = 0;
  });

  test('is asked once, again for an unknown key id, and then not for half a minute', async () => {
    const [old, fresh, unknown] = [
      await signer('EdDSA', 'old'),
      await signer('EdDSA', 'fresh'),
      await signer('EdDSA', 'x'),
    ];
    give(old.jwk);
    const verified = await verifierOf(location);
    for (let n = 0; n < 3; n++) expect(await verified(await old.sign())).toBe('somebody');
    expect(asked).toBe(1);
    give(old.jwk, fresh.jwk);
    expect(await verified(await fresh.sign())).toBe('UNKNOWN_KEY');
    later(31);
    expect(await verified(await fresh.sign())).toBe('somebody');
    expect(asked).toBe(2);
    for (let n = 0; n < 5; n++) expect(await verified(await unknown.sign())).toBe('UNKNOWN_KEY');
    expect(asked).toBe(2);
  });

  test('drops a key that its issuer dropped within ten minutes', async () => {
    const { jwk, sign } = await signer('EdDSA', 'one');
    give(jwk);
    const verified = await verifierOf(location);
    give();
    later(601);
    expect(await verified(await sign())).toBe('UNKNOWN_KEY');
  });

  test.each([
    ['an outage', { status: 503, body: '' }],
    ['a way elsewhere', { status: 302, body: '' }],
    ['what is no key set', { status: 200, body: '[]' }],
    ['more than it should', { status: 200, body: ' '.repeat(300_000) }],
  ])('outlives %s', async (_, trouble) => {
    const { jwk, sign } = await signer('EdDSA', 'one');
    give(jwk);
    const verified = await verifierOf(location);
    answer = trouble;
    later(601);
    expect(await verified(await sign())).toBe('somebody');
    expect(asked).toBe(2);
    give(jwk);
    later(31);
    expect(await verified(await sign())).toBe('somebody');
  });

  test('may be out of reach at the start', async () => {
    const { jwk, sign } = await signer('EdDSA', 'one');
    answer = { status: 503, body: '' };
    const verified = await verifierOf(location);
    expect(await verified(await sign())).toBe('UNKNOWN_KEY');
    give(jwk);
    later(31);
    expect(await verified(await sign())).toBe('somebody');
  });

  test('is asked once by many who come at the same time', async () => {
    const { jwk, sign } = await signer('EdDSA', 'one');
    give(jwk);
    const verified = await verifierOf(location);
    later(601);
    const token = await sign();
    expect(await Promise.all(Array.from({ length: 20 }, () => verified(token)))).toEqual(Array(20).fill('somebody'));
    expect(asked).toBe(2);
  });
});
