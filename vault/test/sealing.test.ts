import { describe, expect, test } from 'vitest';
import { ciphers, createSealer, sealedColumns, versionIn } from '../src/index.ts';
import { keysOfTest, seededRandomness } from '../src/testing/index.ts';

const altered = (text: string, place: number) =>
  `${text.slice(0, place)}${text[place] === 'A' ? 'B' : 'A'}${text.slice(place + 1)}`;
const sealerOf = (keys: ReturnType<typeof keysOfTest>) =>
  createSealer(keys.ring('seal'), keys.ring('blind-index'), seededRandomness('seal'));

describe.each(ciphers)('a value sealed by %s', (cipher) => {
  const sealer = sealerOf(keysOfTest('keys', cipher));
  const sealed = sealer.seal('420502194601012221', 'client.idNumber:client_1');
  const version = versionIn(sealed);

  test('opens in its own place', () => {
    expect(sealer.open(sealed, 'client.idNumber:client_1')).toBe('420502194601012221');
    expect(version).toBe(cipher === 'aes-256-gcm' ? '1' : 's1');
  });

  test.each(['client.idNumber:client_2', 'client.phone:client_1', 'resident.idNumber:client_1'])(
    'does not open in %s',
    (place) => {
      expect(() => sealer.open(sealed, place)).toThrow();
    },
  );

  test('does not open when any of its signs was altered', () => {
    // The last sign of base64url may hold spare bits, so it is left out.
    for (let place = version.length + 1; place < sealed.length - 1; place++) {
      expect(() => sealer.open(altered(sealed, place), 'client.idNumber:client_1')).toThrow();
    }
  });

  test('does not open when it was cut short', () => {
    for (let length = 0; length < sealed.length - 1; length++) {
      expect(() => sealer.open(sealed.slice(0, length), 'client.idNumber:client_1')).toThrow();
    }
  });

  test('names the missing version of a key, and not the value', () => {
    expect(() => sealer.open(`9.${sealed.slice(version.length + 1)}`, 'client.idNumber:client_1')).toThrow(
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

describe.each(ciphers)('a blind index by %s', (cipher) => {
  const sealer = sealerOf(keysOfTest('keys', cipher));

  test('is equal for equal values of one use only', () => {
    expect(sealer.index('a', 'id-number')).toBe(sealer.index('a', 'id-number'));
    expect(sealer.index('a', 'id-number')).not.toBe(sealer.index('b', 'id-number'));
    expect(sealer.index('a', 'id-number')).not.toBe(sealer.index('a', 'phone'));
  });

  test('is another one under another key', () => {
    expect(sealerOf(keysOfTest('other', cipher)).index('a', 'id-number')).not.toBe(sealer.index('a', 'id-number'));
  });
});

describe('when the key changes', () => {
  const keys = keysOfTest();
  const sealer = sealerOf(keys);
  const [sealed, index] = [sealer.seal('text', 'place'), sealer.index('text', 'use')];
  keys.rotate('seal', 'sm4-ctr-hmac-sm3');
  keys.rotate('blind-index', 'sm4-ctr-hmac-sm3');

  test('what was sealed before opens, and what is sealed now is of the new version', () => {
    expect(sealer.open(sealed, 'place')).toBe('text');
    expect(versionIn(sealer.seal('text', 'place'))).toBe('s2');
  });

  test('an index is looked for under both versions, the new one first', () => {
    expect(sealer.indexes('text', 'use')).toEqual([sealer.index('text', 'use'), index]);
    expect(sealer.index('text', 'use')).toMatch(/^s2\./);
  });

  test('the former version opens nothing any more once it is dropped', () => {
    keys.finish('seal');
    keys.finish('blind-index');
    expect(() => sealer.open(sealed, 'place')).toThrow('No key of version 1 for place.');
    expect(sealer.indexes('text', 'use')).toHaveLength(1);
  });
});
