import { describe, expect, test } from 'vitest';
import { createVerifier, sign } from '../src/index.ts';
import { keysOfTest, seededRandomness } from '../src/testing/index.ts';

const keys = keysOfTest();

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
