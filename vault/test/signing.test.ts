import { describe, expect, test } from 'vitest';
import { type CarriedRequest, ciphers, createVerifier, sign } from '../src/index.ts';
import { keysOfTest, seededRandomness } from '../src/testing/index.ts';

const keys = keysOfTest();

describe('a signed request', () => {
  const ring = keys.ring('carrier-charities');
  const now = new Date('2026-11-21T04:00:00Z');
  const body = '{"query":"{ funds { totalCount } }"}';
  const start = new Date(now.getTime() - 60_000);
  const request = { method: 'POST', path: '/graphql', body };
  const signed = (at = now) => sign(ring, 'charities', request, at, seededRandomness(`${at.getTime()}`));
  const verifies = (signature: string | undefined, change: Partial<CarriedRequest> = {}, target = 'charities') =>
    createVerifier(ring, target, start).verify(signature, { ...request, ...change }, now);

  test('is taken once', () => {
    const verifier = createVerifier(ring, 'charities', start);
    const signature = signed();
    expect(verifier.verify(signature, request, now)).toBe(true);
    expect(verifier.verify(signature, request, now)).toBe(false);
  });

  test.each([
    ['another body', () => verifies(signed(), { body: `${body} ` })],
    ['another path', () => verifies(signed(), { path: '/feed/pull' })],
    ['another method', () => verifies(signed(), { method: 'PUT' })],
    ['another subgraph', () => verifies(signed(), {}, 'volunteers')],
    ['no signature', () => verifies(undefined)],
    ['a signature that is too old', () => verifies(signed(new Date(now.getTime() - 31_000)))],
    ['a signature from the future', () => verifies(signed(new Date(now.getTime() + 31_000)))],
    ['a time that is no number', () => verifies(signed().replace(/;\d+;/, ';soon;'))],
    [
      'another key',
      () =>
        verifies(sign(keysOfTest('other').ring('carrier-charities'), 'charities', request, now, seededRandomness('k'))),
    ],
  ])('is refused with %s', (_, verify) => {
    expect(verify()).toBe(false);
  });

  test.each(ciphers)(
    'is taken under the former key until that is dropped, and under the next one, for %s',
    (cipher) => {
      const turning = keysOfTest('turning', cipher);
      const key = turning.ring('carrier-charities');
      const verifier = createVerifier(key, 'charities', start);
      const signedNow = (seed: string) => sign(key, 'charities', request, now, seededRandomness(seed));
      const [first, second] = [signedNow('1'), signedNow('2')];
      turning.rotate('carrier-charities');
      expect(verifier.verify(first, request, now)).toBe(true);
      expect(verifier.verify(signedNow('3'), request, now)).toBe(true);
      turning.finish('carrier-charities');
      expect(verifier.verify(second, request, now)).toBe(false);
    },
  );

  test('is not taken by a verifier that came after it, because the one before may have taken it', () => {
    const later = createVerifier(ring, 'charities', new Date(now.getTime() + 1));
    expect(later.verify(signed(), request, new Date(now.getTime() + 2))).toBe(false);
  });

  test('is remembered for no longer than it could be sent again', () => {
    const verifier = createVerifier(ring, 'charities', start);
    expect(verifier.verify(signed(), request, now)).toBe(true);
    for (let seconds = 10; seconds <= 120; seconds += 10)
      expect(verifier.verify(signed(), request, new Date(now.getTime() + seconds * 1000))).toBe(false);
  });

  test.each(['', ';;;', '1;2;3', `${signed()};`, ` ${signed()}`, signed().slice(0, -1), null, 7, [signed(), signed()]])(
    'is not %j',
    (signature) => {
      expect(createVerifier(ring, 'charities', start).isPlausible(signature, now)).toBe(false);
    },
  );
});
