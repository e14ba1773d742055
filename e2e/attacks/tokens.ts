import type { AttackList } from './attack.ts';
import {
  bringing,
  changed,
  confused,
  forge,
  forgeText,
  goodClaims,
  hmac,
  ofAnother,
  otherClaims,
  publicDer,
  publicPem,
  publicRaw,
  secondsFromNow,
  unsigned,
} from './forge.ts';

interface ForgedToken {
  readonly list: AttackList;
  readonly name: string;
  readonly token: string;
  /** What the ledger says of it. */
  readonly cause: string;
}

const row = (list: AttackList, name: string, cause: string, token: string): ForgedToken => ({
  list,
  name,
  cause,
  token,
});
const jwt = (name: string, cause: string, token: string) => row('OWASP JWT', name, cause, token);
const best = (name: string, cause: string, token: string) => row('RFC 8725', name, cause, token);

const longAgo = secondsFromNow(-7200);

/** Tokens that are none, each refused with the same words. */
export const forgedTokens: readonly ForgedToken[] = [
  ...['none', 'None', 'NONE', 'nOnE', '', null, ' none', 'EdDSA ', 'eddsa', ['EdDSA'], { name: 'EdDSA' }].map((alg) =>
    jwt(
      `the algorithm ${JSON.stringify(alg)}`,
      typeof alg === 'string' && alg !== '' ? 'ALGORITHM' : 'MALFORMED',
      unsigned(alg, 'AA'),
    ),
  ),
  jwt('no algorithm, and no signature', 'NO_BEARER', 'e30.e30.'),
  jwt(
    'no signature',
    'SIGNATURE',
    changed((header, claims) => `${header}.${claims}.`),
  ),
  jwt(
    'half a signature',
    'SIGNATURE',
    changed((header, claims, signature) => `${header}.${claims}.${signature.slice(0, 40)}`),
  ),
  jwt(
    'a signature of zeros',
    'SIGNATURE',
    changed((header, claims) => `${header}.${claims}.${'A'.repeat(86)}`),
  ),
  jwt(
    'claims that were changed',
    'SIGNATURE',
    changed((header, _, signature) => `${header}.${otherClaims({ role: 'operator' })}.${signature}`),
  ),
  jwt('the public key as a secret, as PEM', 'ALGORITHM', hmac(publicPem)),
  jwt('the public key as a secret, as DER', 'ALGORITHM', hmac(publicDer)),
  jwt('the public key as a secret, raw', 'ALGORITHM', hmac(publicRaw)),
  ...['secret', 'hub', 'password', '', 'your-256-bit-secret'].map((secret) =>
    jwt(`the weak secret "${secret}"`, 'ALGORITHM', hmac(secret)),
  ),
  jwt('a secret of 512 bits', 'ALGORITHM', hmac('secret', 'HS512')),
  jwt('another signer', 'SIGNATURE', ofAnother()),
  ...['jwk', 'jku', 'x5u', 'x5c'].map((parameter) =>
    best(`a key of its own by ${parameter}`, 'MALFORMED', bringing(parameter)),
  ),
  best('a parameter that must be understood', 'MALFORMED', forge({}, { crit: ['exp'], exp: 1 })),
  best(
    'an unknown parameter that must be understood',
    'MALFORMED',
    forge({}, { crit: ['http://attacker.example/x'], 'http://attacker.example/x': 1 }),
  ),
  best('a payload that is not encoded', 'MALFORMED', forge({}, { b64: false, crit: ['b64'] })),
  best('a compressed payload', 'MALFORMED', forge({}, { zip: 'DEF' })),
  best('another algorithm under our key', 'UNKNOWN_KEY', confused()),
  best('ES256 with a signature of zeros', 'UNKNOWN_KEY', unsigned('ES256', 'A'.repeat(86))),
  best('RS256 under our key', 'UNKNOWN_KEY', unsigned('RS256', 'A'.repeat(342))),
  ...['PS256', 'ES256K', 'RS1', 'dir', 'RSA-OAEP', 'Ed25519'].map((alg) =>
    best(`the algorithm ${alg}, which is not on the list`, 'ALGORITHM', unsigned(alg, 'AAAA')),
  ),
  best('an unknown key', 'UNKNOWN_KEY', forge({}, { kid: '99' })),
  best('no key id', 'MALFORMED', forge({}, { kid: undefined })),
  best('a key id that is a path', 'UNKNOWN_KEY', forge({}, { kid: '../../../../dev/null' })),
  best('a key id that is SQL', 'UNKNOWN_KEY', forge({}, { kid: "1' union select 'secret" })),
  best('a key id of the prototype', 'UNKNOWN_KEY', forge({}, { kid: '__proto__' })),
  best('another type', 'CLAIMS', forge({}, { typ: 'JWT' })),
  best('no type', 'CLAIMS', forge({}, { typ: undefined })),
  best('an identity token', 'CLAIMS', forge({}, { typ: 'id+jwt' })),
  jwt('an end that has passed', 'EXPIRED', forge({ iat: longAgo, exp: secondsFromNow(-6) })),
  jwt('no end', 'CLAIMS', forge({ exp: undefined })),
  jwt('an end that is text', 'CLAIMS', forge({ exp: String(secondsFromNow(3600)) })),
  jwt('an end that is null', 'CLAIMS', forge({ exp: null })),
  jwt('an end that never comes', 'LIFE_TOO_LONG', forge({ exp: secondsFromNow(100 * 365 * 86_400) })),
  jwt(
    'an end beyond all numbers',
    'LIFE_TOO_LONG',
    forgeText(JSON.stringify(goodClaims).replace(/"exp":\d+/, '"exp":1e999')),
  ),
  jwt('a beginning that is to come', 'CLAIMS', forge({ nbf: secondsFromNow(60) })),
  jwt('a beginning that is text', 'CLAIMS', forge({ nbf: '0' })),
  jwt('an issue that is to come', 'ISSUED_LATER', forge({ iat: secondsFromNow(600) })),
  jwt('no issue', 'CLAIMS', forge({ iat: undefined })),
  jwt('another issuer', 'CLAIMS', forge({ iss: 'https://attacker.example' })),
  jwt('no issuer', 'CLAIMS', forge({ iss: undefined })),
  jwt('an issuer that begins like ours', 'CLAIMS', forge({ iss: 'hub.attacker.example' })),
  jwt('several issuers', 'CLAIMS', forge({ iss: ['hub'] })),
  jwt('another audience', 'CLAIMS', forge({ aud: 'another-service' })),
  jwt('no audience', 'CLAIMS', forge({ aud: undefined })),
  jwt('several audiences without us', 'CLAIMS', forge({ aud: ['a', 'b'] })),
  jwt('no subject', 'CLAIMS', forge({ sub: undefined })),
  jwt('a subject that is a number', 'CLAIMS', forge({ sub: 7 })),
  jwt('a subject with a break of line', 'CLAIMS', forge({ sub: 'a\nb' })),
  jwt('a subject without end', 'CLAIMS', forge({ sub: 'a'.repeat(500) })),
  jwt('no token id', 'CLAIMS', forge({ jti: undefined })),
  jwt('a token id that is a list', 'CLAIMS', forge({ jti: ['a'] })),
  jwt('no role', 'CLAIMS', forge({ role: undefined })),
  jwt('several roles', 'CLAIMS', forge({ role: ['district-officer', 'operator'] })),
  jwt('a role that there is not', 'NOT_ACCEPTED', forge({ role: 'administrator' })),
  jwt('the role of a program', 'NOT_ACCEPTED', forge({ role: 'worker' })),
  jwt('a role of the prototype', 'NOT_ACCEPTED', forge({ role: 'constructor' })),
  jwt('divisions that are text', 'CLAIMS', forge({ divisions: '420502000000' })),
  jwt('divisions that are no codes', 'CLAIMS', forge({ divisions: ["' or 1=1 --"] })),
  jwt('divisions without end', 'CLAIMS', forge({ divisions: Array.from({ length: 101 }, () => '420502000000') })),
  jwt('an organisation that is no text', 'CLAIMS', forge({ organisation: { id: 'x' } })),
  jwt('a payload that is a list', 'MALFORMED', forgeText('[]')),
  jwt('a payload that is no JSON', 'MALFORMED', forgeText('{"sub":')),
  jwt(
    'two parts',
    'MALFORMED',
    changed((header, claims) => `${header}.${claims}`),
  ),
  jwt(
    'four parts',
    'MALFORMED',
    changed((header, claims, signature) => `${header}.${claims}.${signature}.AAAA`),
  ),
  jwt(
    'five parts, as if it were encrypted',
    'MALFORMED',
    changed((header, claims, signature) => `${header}.${claims}.${signature}.AAAA.AAAA`),
  ),
  jwt(
    'a header that is no JSON',
    'MALFORMED',
    changed((_, claims, signature) => `AAAA.${claims}.${signature}`),
  ),
  jwt(
    'signs that are not of base64url',
    'NO_BEARER',
    changed((header, claims, signature) => `${header}.${claims}.${signature.slice(0, -2)}%%`),
  ),
  jwt('more than 8,192 signs', 'TOO_LONG', 'a'.repeat(9000)),
];
