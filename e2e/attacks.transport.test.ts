import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expectRefusal, strike } from './attacks/attack.ts';
import { withGateway } from './attacks/gateway.ts';
import { transport } from './attacks/transport.ts';
import { type House, openHouse } from './house.ts';

let house: House;
let tokens: { readonly officer: string };
beforeAll(async () => {
  house = await openHouse('embedded', 'SQLite', { seeded: false });
  tokens = { officer: await house.token() };
}, 60_000);
afterAll(() => house.close());

describe('the door withstands', () => {
  test.each(transport)('$list: $name', async (attack) => {
    expectRefusal(attack, await strike(house.url, attack, tokens));
  });

  test.each(['OPTIONS', 'PUT', 'DELETE', 'PATCH'])('the method %s, and names those that it takes', async (method) => {
    const response = await fetch(`${house.url}/graphql`, { method, headers: { origin: 'https://attacker.example' } });
    expect(response.status).toBe(405);
    expect(response.headers.get('allow')).toBe('GET, POST');
    expect([...response.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
  });

  test.each([
    '/../../etc/passwd',
    '/assets/..%2f..%2fpackage.json',
    '/.git/config',
    '/graphiql',
    '/playground',
    '/graphql/console',
  ])('a look for %s', async (path) => {
    const response = await fetch(`${house.url}${path}`);
    expect([404, 405]).toContain(response.status);
    expect(await response.text()).not.toMatch(/root:|"workspaces"|\[core\]/);
  });

  test.each(['/', '/graphql', '/health/live', '/metrics', '/schema', '/nowhere'])(
    'being framed or sniffed at %s',
    async (path) => {
      const { headers } = await fetch(`${house.url}${path}`);
      expect(headers.get('content-security-policy')).toMatch(/default-src 'none'.*frame-ancestors 'none'/);
      expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
      expect(headers.get('cross-origin-resource-policy')).toBe('same-origin');
      expect(headers.get('cross-origin-embedder-policy')).toBe('require-corp');
      expect(headers.get('permissions-policy')).toContain('geolocation=()');
      expect(headers.get('x-frame-options')).toBe('DENY');
      expect(headers.get('server')).toBeNull();
      expect(headers.get('strict-transport-security')).toBeNull();
    },
  );
});

describe('a trusted proxy', () => {
  test('is believed that the request came by https', async () => {
    await withGateway(house, { trustedProxies: ['127.0.0.1/32'] }, async (url) => {
      const plain = await fetch(`${url}/health/live`);
      expect(plain.headers.get('strict-transport-security')).toBeNull();
      const secure = await fetch(`${url}/health/live`, { headers: { 'x-forwarded-proto': 'https' } });
      expect(secure.headers.get('strict-transport-security')).toMatch(/^max-age=\d{8}; includeSubDomains$/);
    });
  });
});
