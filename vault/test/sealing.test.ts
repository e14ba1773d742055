import { describe, expect, test } from 'vitest';
import { createSealer, createVerifier, sealedColumns, sign } from '../src/index.ts';
import { keysOfTest, seededRandomness } from '../src/testing/index.ts';

const keys = keysOfTest();
const sealer = createSealer(keys.ring('seal'), keys.ring('blind-index'), seededRandomness('seal'));
const altered = (text: string, place: number) =>
  `${text.slice(0, place)}${text[place] === 'A' ? 'B' : 'A'}${text.slice(place + 1)}`;

describe('a sealed value', () => {
  const sealed = sealer.seal('420502194601012221', 'client.idNumber:client_1');

  test('opens in its own place', () => {
    expect(sealer.open(sealed, 'client.idNumber:client_1')).toBe('420502194601012221');
  });

  test.each(['client.idNumber:client_2', 'client.phone:client_1', 'resident.idNumber:client_1'])(
    'does not open in %s',
    (place) => {
      expect(() => sealer.open(sealed, place)).toThrow();
    },
  );

  test('does not open when any of its signs was altered', () => {
    // The last sign of base64url may hold spare bits, so it is left out.
    for (let place = 2; place < sealed.length - 1; place++) {
      expect(() => sealer.open(altered(sealed, place), 'client.idNumber:client_1')).toThrow();
    }
  });

  test('names the missing version of a key, and not the value', () => {
    expect(() => sealer.open(`9${sealed.slice(1)}`, 'client.idNumber:client_1')).toThrow(
      'No key of version 9 for client.idNumber.',
    );
  });

  test('is never the same twice', () => {
    expect(new Set(Array.from({ length: 1000 }, () => sealer.seal('same', 'place'))).size).toBe(1000);
  });

  test('stays null where there is nothing to seal', () => {
    const columns = sealedColumns(sealer, 'client');
    expect(columns.seal('client_1', 'phone', null)).toBeNull();
    expect(columns.open('client_1', 'phone', null)).toBeNull();
  });
});

describe('a blind index', () => {
  test('is equal for equal values of one use only', () => {
    expect(sealer.index('a', 'id-number')).toBe(sealer.index('a', 'id-number'));
    expect(sealer.index('a', 'id-number')).not.toBe(sealer.index('b', 'id-number'));
    expect(sealer.index('a', 'id-number')).not.toBe(sealer.index('a', 'phone'));
  });

  test('is another one under another key', () => {
    const other = keysOfTest('other');
    expect(
      createSealer(other.ring('seal'), other.ring('blind-index'), seededRandomness('x')).index('a', 'id-number'),
    ).not.toBe(sealer.index('a', 'id-number'));
  });
});

describe('a signed request', () => {
  const ring = keys.ring('carrier-charities');
  const now = new Date('2026-11-21T04:00:00Z');
  const body = '{"query":"{ funds { totalCount } }"}';
  const signed = (at = now) => sign(ring, 'charities', '/graphql', body, at, seededRandomness(`${at.getTime()}`));
  const verifies = (signature: string | undefined, path = '/graphql', content = body, target = 'charities') =>
    createVerifier(ring, target).verify(signature, path, content, now);

  test('is taken once', () => {
    const verifier = createVerifier(ring, 'charities');
    const signature = signed();
    expect(verifier.verify(signature, '/graphql', body, now)).toBe(true);
    expect(verifier.verify(signature, '/graphql', body, now)).toBe(false);
  });

  test.each([
    ['another body', () => verifies(signed(), '/graphql', `${body} `)],
    ['another path', () => verifies(signed(), '/feed/pull')],
    ['another subgraph', () => verifies(signed(), '/graphql', body, 'volunteers')],
    ['no signature', () => verifies(undefined)],
    ['a signature that is too old', () => verifies(signed(new Date(now.getTime() - 31_000)))],
    ['a signature from the future', () => verifies(signed(new Date(now.getTime() + 31_000)))],
    ['a time that is no number', () => verifies(signed().replace(/;\d+;/, ';soon;'))],
    [
      'another key',
      () =>
        verifies(
          sign(
            keysOfTest('other').ring('carrier-charities'),
            'charities',
            '/graphql',
            body,
            now,
            seededRandomness('k'),
          ),
        ),
    ],
  ])('is refused with %s', (_, verify) => {
    expect(verify()).toBe(false);
  });
});
