import { describe, expect, test } from 'vitest';
import { type Claims, resolve } from './viewer.rules.ts';

const claims = (parts: Partial<Claims>): Claims => ({
  subject: 'somebody',
  tokenId: 'token_1',
  role: 'analyst',
  divisions: ['420502000000'],
  ...parts,
});

describe('resolve', () => {
  test.each([
    ['an officer in statutory duty', { role: 'district-officer' }, { basis: 'STATUTORY_DUTY', purpose: null }],
    [
      'a partner under contract',
      { role: 'charity-partner', organisation: 'charity_1' },
      { basis: 'CONTRACT', organisation: 'charity_1' },
    ],
    ['the basis that the request names', { role: 'charity-partner', basis: 'CONSENT' }, { basis: 'CONSENT' }],
    ['the purpose that the request names', { purpose: 'STATISTICS' }, { purpose: 'STATISTICS' }],
  ] as const)('gives %s', (_, parts, viewer) => {
    expect(resolve(claims(parts), null)).toMatchObject(viewer);
  });

  test('knows nobody in an unknown role', () => {
    expect(resolve(claims({ role: 'admin' }), null)).toBeNull();
  });

  test.each([
    ['purpose', { purpose: 'CURIOSITY' }, 'UNKNOWN_PURPOSE'],
    ['basis', { basis: 'BECAUSE' }, 'UNKNOWN_BASIS'],
  ] as const)('refuses an unknown %s and says which there are', (_, parts, refused) => {
    expect(resolve(claims(parts), null)).toMatchObject({ refused });
  });
});
