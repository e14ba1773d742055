import { createCipheriv, createDecipheriv, createHash, createHmac, type KeyObject, timingSafeEqual } from 'node:crypto';
import { cipherOf, currentSecret, derive, hashOf, type Keyring } from '@hub/vault';
import { HubError } from './errors.ts';

export type CursorValue = string | number | null;

/** Seals the place of a row in a list, bound to the viewer and the arguments; opens nothing else. */
export interface Cursors {
  seal(values: readonly CursorValue[]): string;
  open(cursor: string): readonly CursorValue[];
}

const ivBytes = 16;

/**
 * Deterministic sealing (the nonce is a keyed hash of what is sealed, after RFC 5297): the same row of the same list gives the
 * same cursor, and a cursor tells nothing about the row.
 */
export function cursorsFor(ring: Keyring, boundTo: unknown): Cursors {
  const binding = createHash('sha256').update(JSON.stringify(boundTo)).digest();
  const naming = derive(ring, 'cursor-nonce');
  const nonceOf = (text: string, version: string, secret: KeyObject) =>
    createHmac(hashOf(version), secret).update(binding).update(text).digest().subarray(0, ivBytes);
  const forSm4 = derive(ring, 'cursor-sm4', 16);
  const streamOf = (version: string): readonly ['aes-256-ctr' | 'sm4-ctr', KeyObject | undefined] =>
    cipherOf(version) === 'aes-256-gcm' ? ['aes-256-ctr', ring.secret(version)] : ['sm4-ctr', forSm4.secret(version)];
  return {
    seal(values) {
      const text = JSON.stringify(values);
      const version = ring.current;
      const nonce = nonceOf(text, version, currentSecret(naming));
      const [stream, secret] = streamOf(version);
      const cipher = createCipheriv(stream, secret ?? currentSecret(ring), nonce);
      return `${version}.${Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final()]).toString('base64url')}`;
    },
    open(cursor) {
      const [version = '', body = ''] = cursor.split('.', 2);
      const [stream, secret] = streamOf(version);
      const naming1 = naming.secret(version);
      const bytes = Buffer.from(body, 'base64url');
      if (!secret || !naming1 || bytes.length <= ivBytes) throw badCursor();
      const nonce = bytes.subarray(0, ivBytes);
      const decipher = createDecipheriv(stream, secret, nonce);
      const text = Buffer.concat([decipher.update(bytes.subarray(ivBytes)), decipher.final()]).toString('utf8');
      if (!timingSafeEqual(nonceOf(text, version, naming1), nonce)) throw badCursor();
      return JSON.parse(text) as readonly CursorValue[];
    },
  };
}

const badCursor = () => new HubError('BAD_USER_INPUT', 'BAD_CURSOR');
